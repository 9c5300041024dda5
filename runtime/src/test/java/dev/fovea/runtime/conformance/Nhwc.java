package dev.fovea.runtime.conformance;

import dev.fovea.runtime.Packing;
import dev.fovea.runtime.Tensor;
import java.util.Arrays;

/**
 * A buffer as generated networks lay it out: pixel by pixel, channels together, padded, a border around each image.
 *
 * @param origin pixel (0, 0) of the first image
 */
record Nhwc(float[] data, int origin, int batch, int channels, int height, int width, int imageStride, int rowStride,
    int pixelStride) {
  /** What the padding of activations holds here: any finite number may be there. */
  private static final float LITTER = 123;

  /** Rows and columns around an image. */
  record Border(int top, int left, int bottom, int right) {
    static final Border NONE = new Border(0, 0, 0, 0);

    static Border of(int[] rows, int[] columns) {
      return new Border(rows[0], columns[0], rows[1], columns[1]);
    }
  }

  /** The pixel stride of what a kernel writes group by group: the block of the last group is written whole. */
  static int grouped(int channels, int groups) {
    int perGroup = channels / groups;
    return Packing.padded((groups - 1) * perGroup + Packing.padded(perGroup));
  }

  /** Filled with one value everywhere. */
  static Nhwc filled(float value, int batch, int channels, int height, int width, int pixelStride, Border border) {
    int rowStride = (border.left + width + border.right) * pixelStride;
    int imageStride = (border.top + height + border.bottom) * rowStride;
    float[] data = new float[batch * imageStride];
    Arrays.fill(data, value);
    int origin = border.top * rowStride + border.left * pixelStride;
    return new Nhwc(data, origin, batch, channels, height, width, imageStride, rowStride, pixelStride);
  }

  /** To be written whole by a kernel: not a number until then. */
  static Nhwc unwritten(int batch, int channels, int height, int width, int pixelStride) {
    return filled(Float.NaN, batch, channels, height, width, pixelStride, Border.NONE);
  }

  /** To be added to by kernels. */
  static Nhwc zeros(Tensor like, int pixelStride) {
    return filled(0, like.batch(), like.channels(), like.height(), like.width(), pixelStride, Border.NONE);
  }

  /** An activation: zeros in the border, litter in the padding of the channels. */
  static Nhwc activation(Tensor x, int pixelStride, Border border) {
    Nhwc buffer = filled(0, x.batch(), x.channels(), x.height(), x.width(), pixelStride, border);
    for (int n = 0; n < x.batch(); n++) {
      for (int row = 0; row < x.height(); row++) {
        int from = buffer.pixel(n, row, 0);
        Arrays.fill(buffer.data, from, from + x.width() * pixelStride, LITTER);
      }
    }
    buffer.tensor().copyFrom(x);
    return buffer;
  }

  /** An activation without a border. */
  static Nhwc activation(Tensor x) {
    return activation(x, Packing.padded(x.channels()), Border.NONE);
  }

  /** A gradient: zeros in the border and in the padding of the channels. */
  static Nhwc gradient(Tensor dy, int pixelStride, Border border) {
    Nhwc buffer = filled(0, dy.batch(), dy.channels(), dy.height(), dy.width(), pixelStride, border);
    buffer.tensor().copyFrom(dy);
    return buffer;
  }

  /** A gradient without a border. */
  static Nhwc gradient(Tensor dy) {
    return gradient(dy, Packing.padded(dy.channels()), Border.NONE);
  }

  /** An activation whose border holds a number, which a kernel that does not look there will not find. */
  static Nhwc fenced(Tensor x, float fence) {
    Border border = new Border(2, 1, 1, 3);
    Nhwc buffer = filled(fence, x.batch(), x.channels(), x.height(), x.width(), Packing.padded(x.channels()), border);
    buffer.tensor().copyFrom(x);
    return buffer;
  }

  /** Index of channel 0 of a pixel, which may lie in the border. */
  int pixel(int image, int row, int column) {
    return origin + image * imageStride + row * rowStride + column * pixelStride;
  }

  /** The real channels and pixels. */
  Tensor tensor() {
    return Tensor.view(data, origin, batch, channels, height, width, imageStride, 1, rowStride, pixelStride, false);
  }

  float[] toArray() {
    return tensor().toArray();
  }
}
