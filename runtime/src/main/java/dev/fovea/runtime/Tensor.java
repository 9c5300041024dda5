package dev.fovea.runtime;

import java.util.Arrays;

/**
 * A batch of {@code [channels, height, width]} numbers: a strided view of a float array.
 *
 * <p>Element {@code (n, c, y, x)} is {@code data()[offset() + n * imageStride() + c * channelStride() + y * rowStride() +
 * x * pixelStride()]}. Flat tensors are {@code [n, 1, 1]}, also written {@code [n]}. What a network returns is a view of its own
 * buffers and is overwritten by its next run; {@link #copy()} keeps it.
 */
public final class Tensor {
  private final float[] data;
  private final int offset;
  private final int batch;
  private final int channels;
  private final int height;
  private final int width;
  private final int imageStride;
  private final int channelStride;
  private final int rowStride;
  private final int pixelStride;
  private final boolean channelsLast;

  private Tensor(float[] data, int offset, int batch, int channels, int height, int width, int imageStride,
      int channelStride, int rowStride, int pixelStride, boolean channelsLast) {
    this.data = data;
    this.offset = offset;
    this.batch = batch;
    this.channels = channels;
    this.height = height;
    this.width = width;
    this.imageStride = imageStride;
    this.channelStride = channelStride;
    this.rowStride = rowStride;
    this.pixelStride = pixelStride;
    this.channelsLast = channelsLast;
  }

  /**
   * Zeros of a shape.
   *
   * @param shape {@code [n]}, {@code [channels, height, width]} or {@code [batch, channels, height, width]}
   */
  public static Tensor zeros(int... shape) {
    return of(new float[elements(shape)], shape);
  }

  /**
   * Wraps values in channel, height, width order (NCHW), without copying.
   *
   * @param shape {@code [n]}, {@code [channels, height, width]} or {@code [batch, channels, height, width]}
   * @throws IllegalArgumentException if the number of values is not that of the shape
   */
  public static Tensor of(float[] values, int... shape) {
    int[] full = full(shape);
    requireCount(values, elements(shape), shape);
    int plane = full[2] * full[3];
    return new Tensor(values, 0, full[0], full[1], full[2], full[3], full[1] * plane, plane, full[3], 1, false);
  }

  /**
   * Wraps values in height, width, channel order (NHWC), without copying. The shape is still written channels first.
   *
   * @param shape {@code [n]}, {@code [channels, height, width]} or {@code [batch, channels, height, width]}
   * @throws IllegalArgumentException if the number of values is not that of the shape
   */
  public static Tensor channelsLast(float[] values, int... shape) {
    int[] full = full(shape);
    requireCount(values, elements(shape), shape);
    int row = full[3] * full[1];
    return new Tensor(values, 0, full[0], full[1], full[2], full[3], full[2] * row, 1, row, full[1], true);
  }

  /** A view of part of an array, described by its strides; {@code channelsLast} decides the order of {@link #toArray()}. */
  public static Tensor view(float[] data, int offset, int batch, int channels, int height, int width, int imageStride,
      int channelStride, int rowStride, int pixelStride, boolean channelsLast) {
    return new Tensor(data, offset, batch, channels, height, width, imageStride, channelStride, rowStride, pixelStride,
        channelsLast);
  }

  /** The array behind the view. */
  public float[] data() {
    return data;
  }

  /** Index of element {@code (0, 0, 0, 0)} in {@link #data()}. */
  public int offset() {
    return offset;
  }

  /** Number of images. */
  public int batch() {
    return batch;
  }

  /** Number of channels of one image. */
  public int channels() {
    return channels;
  }

  /** Rows of one image. */
  public int height() {
    return height;
  }

  /** Columns of one image. */
  public int width() {
    return width;
  }

  /** Distance in {@link #data()} between one image and the next. */
  public int imageStride() {
    return imageStride;
  }

  /** Distance in {@link #data()} between one channel and the next. */
  public int channelStride() {
    return channelStride;
  }

  /** Distance in {@link #data()} between one row and the next. */
  public int rowStride() {
    return rowStride;
  }

  /** Distance in {@link #data()} between one column and the next. */
  public int pixelStride() {
    return pixelStride;
  }

  /** Whether {@link #toArray()} puts channels last (NHWC) instead of first (NCHW). */
  public boolean isChannelsLast() {
    return channelsLast;
  }

  /** The shape of one image, {@code [channels, height, width]}. */
  public int[] shape() {
    return new int[] {channels, height, width};
  }

  /** Number of elements, over the whole batch. */
  public int size() {
    return batch * channels * height * width;
  }

  /** Index in {@link #data()} of one element. */
  public int index(int image, int channel, int row, int column) {
    if (image < 0 || image >= batch || channel < 0 || channel >= channels || row < 0 || row >= height || column < 0
        || column >= width) {
      throw new IndexOutOfBoundsException("element (" + image + ", " + channel + ", " + row + ", " + column
          + ") is outside a tensor of shape " + this);
    }
    return offset + image * imageStride + channel * channelStride + row * rowStride + column * pixelStride;
  }

  /** One element of the first image. */
  public float get(int channel, int row, int column) {
    return data[index(0, channel, row, column)];
  }

  /** One element. */
  public float get(int image, int channel, int row, int column) {
    return data[index(image, channel, row, column)];
  }

  /** Sets one element of the first image. */
  public void set(int channel, int row, int column, float value) {
    data[index(0, channel, row, column)] = value;
  }

  /** Sets one element. */
  public void set(int image, int channel, int row, int column, float value) {
    data[index(image, channel, row, column)] = value;
  }

  /** A view of one image of the batch. */
  public Tensor image(int image) {
    return new Tensor(data, index(image, 0, 0, 0), 1, channels, height, width, imageStride, channelStride, rowStride,
        pixelStride, channelsLast);
  }

  /** A view of one channel, {@code [1, height, width]}, over the whole batch. */
  public Tensor channel(int channel) {
    return new Tensor(data, index(0, channel, 0, 0), batch, 1, height, width, imageStride, channelStride, rowStride,
        pixelStride, channelsLast);
  }

  /** The elements without gaps, in channel, height, width order (or channels last where {@link #isChannelsLast()}). */
  public float[] toArray() {
    return copy().data;
  }

  /** A dense copy in the same order, which later runs do not overwrite. */
  public Tensor copy() {
    Tensor copy = channelsLast
        ? channelsLast(new float[size()], batch, channels, height, width)
        : zeros(batch, channels, height, width);
    copy.copyFrom(this);
    return copy;
  }

  /**
   * Copies every element of another tensor of the same batch and shape, whatever its strides.
   *
   * @throws IllegalArgumentException if batch or shape differ
   */
  public void copyFrom(Tensor source) {
    requireSameShape(source);
    for (int n = 0; n < batch; n++) {
      for (int y = 0; y < height; y++) {
        int to = offset + n * imageStride + y * rowStride;
        int from = source.offset + n * source.imageStride + y * source.rowStride;
        copyRow(source, from, to);
      }
    }
  }

  /** Copies one row of pixels; the inner loop runs along the axis that is contiguous at the destination. */
  private void copyRow(Tensor source, int from, int to) {
    if (channelStride == 1) {
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < channels; c++) {
          data[to + x * pixelStride + c] = source.data[from + x * source.pixelStride + c * source.channelStride];
        }
      }
    } else {
      for (int c = 0; c < channels; c++) {
        for (int x = 0; x < width; x++) {
          data[to + c * channelStride + x * pixelStride] =
              source.data[from + x * source.pixelStride + c * source.channelStride];
        }
      }
    }
  }

  /** Sets every element. */
  public void fill(float value) {
    for (int n = 0; n < batch; n++) {
      for (int c = 0; c < channels; c++) {
        for (int y = 0; y < height; y++) {
          for (int x = 0; x < width; x++) {
            data[offset + n * imageStride + c * channelStride + y * rowStride + x * pixelStride] = value;
          }
        }
      }
    }
  }

  /** The channel with the largest value at row 0, column 0 of an image: the predicted class of a classifier. */
  public int argMax(int image) {
    int best = 0;
    for (int c = 1; c < channels; c++) {
      if (get(image, c, 0, 0) > get(image, best, 0, 0)) {
        best = c;
      }
    }
    return best;
  }

  /** Batch and shape, as in {@code 32x[3, 224, 224]}; a batch of one is left out. */
  @Override
  public String toString() {
    return (batch == 1 ? "" : batch + "x") + "[" + channels + ", " + height + ", " + width + "]";
  }

  private void requireSameShape(Tensor other) {
    if (batch != other.batch || channels != other.channels || height != other.height || width != other.width) {
      throw new IllegalArgumentException("expected a tensor of shape " + this + " but got " + other);
    }
  }

  private static void requireCount(float[] values, int count, int[] shape) {
    if (values.length != count) {
      throw new IllegalArgumentException(
          "shape " + Arrays.toString(shape) + " holds " + count + " numbers but " + values.length + " were given");
    }
  }

  private static int[] full(int[] shape) {
    switch (shape.length) {
      case 1:
        return new int[] {1, shape[0], 1, 1};
      case 3:
        return new int[] {1, shape[0], shape[1], shape[2]};
      case 4:
        return shape;
      default:
        throw new IllegalArgumentException("a shape is [n], [channels, height, width] or [batch, channels, height, width], not "
            + Arrays.toString(shape));
    }
  }

  private static int elements(int[] shape) {
    long product = 1;
    for (int size : shape) {
      if (size < 1) {
        throw new IllegalArgumentException("every size of a shape must be at least 1: " + Arrays.toString(shape));
      }
      product *= size;
      if (product > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "shape " + Arrays.toString(shape) + " holds more than 2^31 - 1 numbers, the most that one tensor can hold");
      }
    }
    return (int) product;
  }
}
