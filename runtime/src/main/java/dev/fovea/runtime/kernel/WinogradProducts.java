package dev.fovea.runtime.kernel;

import java.util.Arrays;

/**
 * The filters of a 3 x 3 or 5 x 5 convolution as {@link Kernels#winogradInput Winograd's algorithm} multiplies them, {@code G g G^T}: as
 * many numbers as a tile has for 9 or 25, slice by slice, {@code [slice][positions][channel][filter in slice]}.
 *
 * <p>A stride of 2 is one of 1 over an image whose pixels are taken two by two: a pixel of four times the channels, those above and left
 * first, and a kernel of half the side, whose last row and column a kernel of odd side leaves zero.
 */
public final class WinogradProducts {
  /** Keeps the positions of a filter apart in the sets of the caches, where they would else be powers of two apart. */
  private static final int GAP = 16;

  private static final float[] ZEROS = new float[64];

  private final float[] packed;
  private final int groups;
  private final int padded;
  private final int channels;
  private final int kernel;
  private final int stride;
  private final int steps;
  private final int outputs;
  private final boolean rotated;
  private final int positions;
  private final int[] taps;
  private final float[] transformed;

  /**
   * Those of packed filters; empty until {@link #transform}.
   *
   * @param packed {@code [filters, channels, kernel, kernel]}, as a convolution's are, or as the way back through one has them
   * @param groups where there is more than one, each has whole vectors of filters
   * @param filters of all groups
   * @param channels of one group
   * @param kernel 3 or 5; with a stride of 2, 5 or 6
   * @param stride 1 or 2
   * @param outputs the side of a tile of outputs, 4 or for a kernel of 3 also 2
   * @param rotated whether filters are turned by half a circle first: those of the way back
   * @param transformed takes them, {@link #floats} at least
   */
  public WinogradProducts(float[] packed, int groups, int filters, int channels, int kernel, int stride, int outputs,
      boolean rotated, float[] transformed) {
    this.packed = packed;
    this.groups = groups;
    this.padded = padded(filters);
    this.channels = channels;
    this.kernel = kernel;
    this.stride = stride;
    this.steps = channels * stride * stride;
    this.outputs = outputs;
    this.rotated = rotated;
    this.positions = positions(kernel, stride, outputs);
    this.taps = Taps.window(1, 1, steps, 0, 0);
    this.transformed = transformed;
  }

  /** How many floats transformed filters take. */
  public static int floats(int filters, int channels, int kernel, int stride, int outputs) {
    int filter = Math.multiplyExact(channels * stride * stride + 1, positions(kernel, stride, outputs));
    return Math.addExact(Math.multiplyExact(padded(filters), filter), Pass.ALIGNED);
  }

  private static int padded(int filters) {
    return (filters + 15) / 16 * 16;
  }

  private static int positions(int kernel, int stride, int outputs) {
    int side = outputs + folded(kernel, stride) - 1;
    return side * side;
  }

  /** The side of the kernel over pixels taken together. */
  private static int folded(int kernel, int stride) {
    return (kernel + stride - 1) / stride;
  }

  /** Transforms the filters' channels {@code from} to {@code to - 1}. */
  public void transform(Kernels kernels, int from, int to) {
    int size = kernel * kernel;
    float[] folded = stride == 1 ? null : new float[folded(kernel, stride) * folded(kernel, stride) * 64];
    for (int first = 0, width; first < padded; first += width) {
      width = width(first);
      int slice = Slices.width(width);
      int step = channels * slice;
      for (int f = first; f < first + width; f += slice) {
        int origin = f * channels * size + (rotated ? (size - 1) * step : 0);
        for (int c = from; c < to; c++) {
          if (stride == 1) {
            kernels.winogradFilters(outputs, kernel, packed, origin + c * slice, rotated ? -step : step, transformed,
                address(f, 0, slice) + c * slice, steps * slice + GAP, slice);
          } else {
            transformFolded(kernels, folded, origin + c * slice, step, address(f, 0, slice) + c * slice, slice);
          }
        }
      }
    }
  }

  /** The filters of one channel, for each of the pixels that are taken together. */
  private void transformFolded(Kernels kernels, float[] folded, int origin, int step, int to, int slice) {
    int side = folded(kernel, stride);
    for (int pixel = 0; pixel < stride * stride; pixel++) {
      for (int k = 0; k < side * side; k++) {
        int row = k / side * stride + pixel / stride;
        int column = k % side * stride + pixel % stride;
        if (row < kernel && column < kernel) {
          System.arraycopy(packed, origin + (row * kernel + column) * step, folded, k * slice, slice);
        } else {
          Arrays.fill(folded, k * slice, (k + 1) * slice, 0);
        }
      }
      kernels.winogradFilters(outputs, side, folded, 0, slice, transformed, to + pixel * channels * slice, steps * slice + GAP, slice);
    }
  }

  /** Of a packed block: 64 while there are so many in the group, then 32, then 16. */
  private int width(int first) {
    int group = padded / groups;
    return Math.min(64, Integer.highestOneBit(group - first % group));
  }

  private int address(int filter, int position, int slice) {
    return Pass.ALIGNED + filter * positions * (steps + 1) + position * (steps * slice + GAP);
  }

  /**
   * The products of one packed block's filters with the transformed inputs of some tiles, position by position: {@code m[k][tile][f] =
   * sum over c of v[k][tile][c] * u[k][c][f]}, c of the block's group.
   *
   * @param first the block's first filter
   * @param width how many filters it has
   * @param scratch holds {@code v}, from {@code v0} on, its tiles {@code vTile} apart, and takes {@code m}, from {@code m0} on, its tiles
   *     64 apart; positions are a stride apart
   */
  public void multiply(Kernels kernels, int first, int width, float[] scratch, int v0, int vStride, int vTile, int m0, int mStride,
      int tiles) {
    int slice = Slices.width(width);
    int from = v0 + first / (padded / groups) * steps;
    for (int k = 0; k < positions; k++) {
      for (int f = 0; f < width; f += slice) {
        kernels.correlate(scratch, from + k * vStride, vTile, taps, 0, steps, steps, transformed, address(first + f, k, slice), slice,
            ZEROS, 0, scratch, m0 + k * mStride + f, 64, tiles);
      }
    }
  }

  /**
   * The gradient by some channels of a packed block of filters, from sums for tiles of 4 x 4: {@link Kernels#winogradFiltersGradient}.
   *
   * @param kernel 3 or 5
   * @param sums from {@code sums0} on, positions a stride apart, each as {@link Kernels#correlateWeights} sums a block of {@code chunk}
   *     steps
   * @param dw of a convolution with {@code channels} channels; only {@code count} from c on are written
   * @param first the block's first filter
   * @param width how many filters it has
   */
  public static void gradient(Kernels kernels, int kernel, float[] sums, int sums0, int sumStride, int chunk, float[] dw, int channels,
      int first, int width, int c, int count) {
    int size = kernel * kernel;
    int slice = Slices.width(width);
    for (int f = 0; f < width; f += slice) {
      int from = sums0 + Slices.start(f, width, chunk);
      int to = first * size * channels + Slices.start(f, width, size * channels);
      for (int k = 0; k < count; k++) {
        kernels.winogradFiltersGradient(kernel, sums, from + k * slice, sumStride, dw, to + (c + k) * slice, channels * slice, slice);
      }
    }
  }
}
