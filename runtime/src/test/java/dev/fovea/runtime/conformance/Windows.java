package dev.fovea.runtime.conformance;

import dev.fovea.runtime.Tensor;

/** Reads the window of a convolution or a pool, however its source writes padding. */
record Windows(Axis rows, Axis columns) {
  /** Of a convolution. */
  static Windows convolution(Case source, Tensor x, int kernelHeight, int kernelWidth) {
    return read(source, x, new int[] {kernelHeight, kernelWidth}, new int[] {1, 1}, false);
  }

  /** Of a transposed convolution. */
  static Windows transposed(Case source, Tensor x, int kernelHeight, int kernelWidth) {
    return read(source, x, new int[] {kernelHeight, kernelWidth}, new int[] {1, 1}, true);
  }

  /** Of a pool, whose stride is its kernel where nothing else is said, but 1 in ONNX. */
  static Windows pool(Case source, Tensor x) {
    int[] kernel = source.attributes().pair(null, "kernel_size", "kernel_shape");
    Windows windows = read(source, x, kernel, source.isOnnx() ? new int[] {1, 1} : kernel, false);
    return windows.requirePixels();
  }

  /** Of a pool to a given size that divides the image evenly; a global pool among them. */
  static Windows adaptive(Tensor x, int height, int width) {
    if (x.height() % height != 0 || x.width() % width != 0) {
      throw new Excluded("adaptive pools with windows of several sizes");
    }
    int rows = x.height() / height;
    int columns = x.width() / width;
    return new Windows(new Axis(x.height(), height, rows, rows, 1, 0, 0), new Axis(x.width(), width, columns, columns, 1, 0, 0));
  }

  private Windows requirePixels() {
    if (!rows.alwaysSeesPixels() || !columns.alwaysSeesPixels()) {
      throw new Excluded("pools with a window of padding only");
    }
    return this;
  }

  boolean isDilated() {
    return rows.dilation() != 1 || columns.dilation() != 1;
  }

  private static Windows read(Case source, Tensor x, int[] kernel, int[] stride, boolean transposed) {
    int[] output = source.outputShape();
    int rank = output.length;
    return new Windows(axis(source, 0, x.height(), output[rank - 2], kernel, stride, transposed),
        axis(source, 1, x.width(), output[rank - 1], kernel, stride, transposed));
  }

  private static Axis axis(Case source, int axis, int input, int output, int[] kernel, int[] otherwiseStride,
      boolean transposed) {
    Attributes attributes = source.attributes();
    int stride = attributes.pair(otherwiseStride, "stride", "strides")[axis];
    int dilation = attributes.pair(new int[] {1, 1}, "dilation", "dilations")[axis];
    int dilated = dilation * (kernel[axis] - 1) + 1;
    int total = transposed ? stride * (input - 1) + dilated - output : Math.max(0, (output - 1) * stride + dilated - input);
    int[] padding = padding(attributes, axis, total, transposed);
    return new Axis(input, output, kernel[axis], stride, dilation, padding[0], padding[1]);
  }

  /** Padding before and after; {@code total} is what makes the output as large as it is. */
  private static int[] padding(Attributes attributes, int axis, int total, boolean transposed) {
    int less = Math.floorDiv(total, 2);
    int more = total - less;
    String mode = attributes.word("auto_pad", "padding");
    if (attributes.has("resolvedPadsBegin")) {
      return new int[] {attributes.list("resolvedPadsBegin")[axis], attributes.list("resolvedPadsEnd")[axis]};
    }
    if (attributes.has("padsBegin")) {
      return new int[] {attributes.list("padsBegin")[axis], attributes.list("padsEnd")[axis]};
    }
    if (attributes.has("pads")) {
      return new int[] {attributes.list("pads")[axis], attributes.list("pads")[axis + 2]};
    }
    if (mode.startsWith("same")) {
      return mode.equals("same_lower") ? new int[] {more, less} : new int[] {less, more};
    }
    if (transposed && attributes.has("output_shape")) {
      return new int[] {more, less};
    }
    int given = mode.isEmpty() ? attributes.pair(new int[] {0, 0}, "padding")[axis] : 0;
    return new int[] {given, given};
  }
}
