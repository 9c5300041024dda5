package dev.fovea.runtime.kernel;

import dev.fovea.runtime.Reach;
import java.util.Arrays;

/**
 * Where a deconvnet's signals may lie at one tensor: in each image a rectangle, outside of which everything is zero. It begins empty at
 * every projection and grows by what each reader sends back, so that steps go over the cone of a unit's receptive field and not over the
 * image. Where rows are made in phases of a stride, they are counted in strides.
 */
public final class Cone {
  private final float[] arena;
  private final int origin;
  private final int height;
  private final int width;
  private final int imageStride;
  private final int rowStride;
  private final int pixelStride;
  private final int[] top;
  private final int[] left;
  private final int[] bottom;
  private final int[] right;

  /**
   * The cone at a tensor, empty at first.
   *
   * @param origin where pixel (0, 0) of the first image lies
   */
  Cone(float[] arena, int batch, int origin, int height, int width, int imageStride, int rowStride, int pixelStride) {
    this.arena = arena;
    this.origin = origin;
    this.height = height;
    this.width = width;
    this.imageStride = imageStride;
    this.rowStride = rowStride;
    this.pixelStride = pixelStride;
    top = new int[batch];
    left = new int[batch];
    bottom = new int[batch];
    right = new int[batch];
    empty();
  }

  private void empty() {
    Arrays.fill(top, height);
    Arrays.fill(left, width);
    Arrays.fill(bottom, -1);
    Arrays.fill(right, -1);
  }

  /** Writes zeros wherever signals may lie, and is empty again. */
  void clear() {
    clear(origin);
    empty();
  }

  /** Writes zeros over the same rectangles of a buffer like the tensor's, given where its first pixel lies. */
  public void clear(int origin) {
    for (int n = 0; n < top.length; n++) {
      for (int y = top[n]; y <= bottom[n]; y++) {
        int row = origin + n * imageStride + y * rowStride;
        Arrays.fill(arena, row + left[n] * pixelStride, row + (right[n] + 1) * pixelStride, 0);
      }
    }
  }

  /** Lets a number arrive at a unit. */
  void put(int image, int channel, int row, int column, float value) {
    arena[origin + image * imageStride + row * rowStride + column * pixelStride + channel] = value;
    include(image, row, column, row, column);
  }

  private void include(int n, int fromRow, int fromColumn, int toRow, int toColumn) {
    top[n] = Math.min(top[n], Math.max(fromRow, 0));
    left[n] = Math.min(left[n], Math.max(fromColumn, 0));
    bottom[n] = Math.max(bottom[n], Math.min(toRow, height - 1));
    right[n] = Math.max(right[n], Math.min(toColumn, width - 1));
  }

  /** Grows by the same pixels as those of an operation's output. */
  public void reach(Cone output) {
    for (int n = 0; n < top.length; n++) {
      if (!output.isEmpty(n)) {
        include(n, output.top[n], output.left[n], output.bottom[n], output.right[n]);
      }
    }
  }

  /**
   * Grows by the pixels that an operation reads for those of its output, to whole strides.
   *
   * @param rowStride rows that the phases of the step back are apart
   * @param columnStride columns that they are apart
   */
  public void reach(Cone output, Reach.Axis rows, Reach.Axis columns, int rowStride, int columnStride) {
    for (int n = 0; n < top.length; n++) {
      if (!output.isEmpty(n)) {
        int fromRow = Math.max(rows.first(output.top[n]), 0);
        int toRow = Math.min(rows.last(output.bottom[n]), height - 1);
        int fromColumn = Math.max(columns.first(output.left[n]), 0);
        int toColumn = Math.min(columns.last(output.right[n]), width - 1);
        if (fromRow <= toRow && fromColumn <= toColumn) {
          include(n, fromRow, fromColumn, toRow, toColumn);
        }
      }
      if (!isEmpty(n)) {
        include(n, top[n] / rowStride * rowStride, left[n] / columnStride * columnStride, bottom[n] / rowStride * rowStride + rowStride - 1,
            right[n] / columnStride * columnStride + columnStride - 1);
      }
    }
  }

  private boolean isEmpty(int n) {
    return bottom[n] < top[n];
  }

  /** Whether no signal lies here. */
  public boolean isEmpty() {
    for (int n = 0; n < top.length; n++) {
      if (!isEmpty(n)) {
        return false;
      }
    }
    return true;
  }

  /** Rows of all images together, in strides. */
  public int rows(int stride) {
    int rows = 0;
    for (int n = 0; n < top.length; n++) {
      rows += rows(n, stride);
    }
    return rows;
  }

  private int rows(int n, int stride) {
    return isEmpty(n) ? 0 : bottom[n] / stride - top[n] / stride + 1;
  }

  /** The image in which a row lies, of those that {@link #rows} counts. */
  public int image(int row, int stride) {
    int n = 0;
    for (int before = rows(0, stride); before <= row; before += rows(n, stride)) {
      n++;
    }
    return n;
  }

  /** Where a row lies in its image, in strides, of those that {@link #rows} counts. */
  public int row(int row, int stride) {
    int within = row;
    int n = 0;
    for (; within >= rows(n, stride); n++) {
      within -= rows(n, stride);
    }
    return top[n] / stride + within;
  }

  /** The first row of an image. */
  public int firstRow(int n) {
    return top[n];
  }

  /** One past the last row of an image. */
  public int endRow(int n) {
    return bottom[n] + 1;
  }

  /** The first column of an image. */
  public int firstColumn(int n) {
    return left[n];
  }

  /** One past the last column of an image. */
  public int endColumn(int n) {
    return right[n] + 1;
  }

  /** The first column of an image, in strides. */
  public int column(int n, int stride) {
    return left[n] / stride;
  }

  /** Columns of an image, in strides. */
  public int columns(int n, int stride) {
    return isEmpty(n) ? 0 : right[n] / stride - left[n] / stride + 1;
  }

  /** What is left of the work of a step that takes so much for each image. */
  public long share(long work) {
    double pixels = 0;
    for (int n = 0; n < top.length; n++) {
      pixels += (double) rows(n, 1) * columns(n, 1);
    }
    return (long) (work * (pixels / height / width));
  }
}
