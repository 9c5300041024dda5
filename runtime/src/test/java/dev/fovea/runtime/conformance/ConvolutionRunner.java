package dev.fovea.runtime.conformance;

import dev.fovea.runtime.Initialization;
import dev.fovea.runtime.PackedTensor;
import dev.fovea.runtime.Packing;
import dev.fovea.runtime.Parameter;
import dev.fovea.runtime.Tensor;
import dev.fovea.runtime.conformance.Nhwc.Border;
import dev.fovea.runtime.kernel.Adjoint;
import dev.fovea.runtime.kernel.Kernels;
import dev.fovea.runtime.kernel.Taps;

/** Runs convolutions through one of the twins, with buffers, packed weights and row loops as generated networks have them. */
record ConvolutionRunner(Kernels kernels) {
  private static final float[] ZEROS = new float[64];

  /** A convolution, whatever it serves. Channels and filters are those of all groups. */
  record Shape(Axis rows, Axis columns, int channels, int filters, int groups, boolean transposed) {
    /** The operation that carries gradients from its output to its input. */
    Shape adjoint() {
      return new Shape(rows.reversed(), columns.reversed(), filters, channels, groups, !transposed);
    }

    /** The zeros that it reads around its input. */
    Border border() {
      return transposed ? Border.of(rows.transposedReach(), columns.transposedReach()) : Border.of(rows.reach(), columns.reach());
    }

    /** Where weights {@code [filters, channels / groups, ...]} lie, or transposed {@code [channels, filters / groups, ...]}. */
    Packing packing() {
      return transposed
          ? Packing.transposed(channels, filters / groups, rows.kernel(), columns.kernel(), rows.stride(), columns.stride(),
              rows.dilation(), columns.dilation(), groups)
          : Packing.convolution(filters, channels / groups, rows.kernel(), columns.kernel(), groups);
    }
  }

  static Parameter pack(Packing packing, float... values) {
    Parameter parameter = new Parameter("weights", Parameter.Role.WEIGHT, packing, Initialization.ZEROS);
    parameter.set(values);
    return parameter;
  }

  /** One kernel call of a convolution: a run of pixels of one phase, one group and one block of filters. */
  private interface Call {
    void run(int x0, int xStep, int[] taps, int w0, int width, int filter, int y0, int yStep, int count);
  }

  private static void calls(Shape shape, Nhwc x, Nhwc y, Call call) {
    int channels = shape.channels / shape.groups;
    int filters = shape.filters / shape.groups;
    int steps = shape.rows.kernel() * shape.columns.kernel() * channels;
    int before = 0;
    for (int phaseRow = 0; phaseRow < (shape.transposed ? shape.rows.stride() : 1); phaseRow++) {
      for (int phaseColumn = 0; phaseColumn < (shape.transposed ? shape.columns.stride() : 1); phaseColumn++) {
        int firstRow = shape.transposed ? Math.floorMod(phaseRow - shape.rows.before(), shape.rows.stride()) : 0;
        int firstColumn = shape.transposed ? Math.floorMod(phaseColumn - shape.columns.before(), shape.columns.stride()) : 0;
        int[] taps = taps(shape, firstRow, firstColumn, channels, x);
        int stepsBefore = before;
        runs(shape, x, y, firstRow, firstColumn, (x0, xStep, y0, yStep, count) -> {
          for (int g = 0; g < shape.groups; g++) {
            for (int f = 0, width; f < filters; f += width) {
              width = blockWidth(filters, f);
              call.run(x0 + g * channels, xStep, taps, (g * Packing.padded(filters) + f) * steps + stepsBefore * width, width,
                  g * filters + f, y0 + g * filters + f, yStep, count);
            }
          }
        });
        before += taps.length;
      }
    }
  }

  /** Filters are packed in blocks of 64, then 32, then 16. */
  private static int blockWidth(int filters, int first) {
    return Math.min(64, Integer.highestOneBit(Packing.padded(filters) - first));
  }

  private static int[] taps(Shape shape, int firstRow, int firstColumn, int channels, Nhwc x) {
    Axis rows = shape.rows;
    Axis columns = shape.columns;
    return shape.transposed
        ? Taps.phase(rows.kernel(), columns.kernel(), rows.stride(), columns.stride(), rows.dilation(), columns.dilation(),
            rows.before(), columns.before(), firstRow, firstColumn, channels, x.rowStride(), x.pixelStride())
        : Taps.window(rows.kernel(), columns.kernel(), channels, rows.dilation() * x.rowStride(),
            columns.dilation() * x.pixelStride());
  }

  /** Of a depthwise convolution, column by column. */
  private static int[] tapsByColumns(Shape shape, int firstRow, int firstColumn, Nhwc x) {
    Axis rows = shape.rows;
    Axis columns = shape.columns;
    return shape.transposed
        ? Taps.phase(columns.kernel(), rows.kernel(), columns.stride(), rows.stride(), columns.dilation(), rows.dilation(),
            columns.before(), rows.before(), firstColumn, firstRow, 1, x.pixelStride(), x.rowStride())
        : Taps.window(columns.kernel(), rows.kernel(), 1, columns.dilation() * x.pixelStride(), rows.dilation() * x.rowStride());
  }

  /** The pixels of one row that a phase writes. */
  private interface Run {
    void of(int x0, int xStep, int y0, int yStep, int count);
  }

  private static void runs(Shape shape, Nhwc x, Nhwc y, int firstRow, int firstColumn, Run run) {
    int rowStep = shape.transposed ? shape.rows.stride() : 1;
    int columnStep = shape.transposed ? shape.columns.stride() : 1;
    int count = Math.max(0, (y.width() - firstColumn + columnStep - 1) / columnStep);
    int xStep = (shape.transposed ? 1 : shape.columns.stride()) * x.pixelStride();
    for (int n = 0; n < y.batch() && count > 0; n++) {
      for (int i = 0; firstRow + i * rowStep < y.height(); i++) {
        int x0 = shape.transposed ? x.pixel(n, i, 0)
            : x.pixel(n, i * shape.rows.stride() - shape.rows.before(), -shape.columns.before());
        run.of(x0, xStep, y.pixel(n, firstRow + i * rowStep, firstColumn), columnStep * y.pixelStride(), count);
      }
    }
  }

  /**
   * A convolution or a transposed one.
   *
   * @param bias packed; null for none
   * @param pixelStride of the input: padded, or as many as there are channels
   */
  Tensor convolution(Shape shape, Tensor x, PackedTensor weights, PackedTensor bias, int pixelStride) {
    Nhwc from = Nhwc.activation(x, pixelStride, shape.border());
    Nhwc to = Nhwc.unwritten(x.batch(), shape.filters, shape.rows.output(), shape.columns.output(),
        Nhwc.grouped(shape.filters, shape.groups));
    calls(shape, from, to, (x0, xStep, taps, w0, width, filter, y0, yStep, count) ->
        kernels.correlate(from.data(), x0, xStep, taps, 0, taps.length, 1, weights.packed(), w0, width,
            bias == null ? ZEROS : bias.packed(), bias == null ? 0 : filter, to.data(), y0, yStep, count));
    return to.tensor();
  }

  /** The gradient of a convolution by its input: its adjoint, adding to what is there. */
  Tensor inputGradient(Shape shape, Tensor dy, Parameter weights) {
    Shape adjoint = shape.adjoint();
    Nhwc from = Nhwc.gradient(dy, Packing.padded(dy.channels()), adjoint.border());
    Nhwc to = Nhwc.filled(0, dy.batch(), adjoint.filters, adjoint.rows.output(), adjoint.columns.output(),
        Nhwc.grouped(adjoint.filters, adjoint.groups), Border.NONE);
    Adjoint reordered = new Adjoint(weights, adjoint.packing());
    reordered.refresh();
    calls(adjoint, from, to, (x0, xStep, taps, w0, width, filter, y0, yStep, count) ->
        kernels.correlate(from.data(), x0, xStep, taps, 0, taps.length, 1, reordered.packed(), w0, width, null, 0, to.data(), y0,
            yStep, count));
    return to.tensor();
  }

  /** The gradient of a convolution by its weights, in PyTorch's order. */
  float[] weightGradient(Shape shape, Tensor x, Tensor dy, Packing packing, int pixelStride) {
    return shape.transposed ? transposedWeightGradient(shape, x, dy, packing, pixelStride)
        : directWeightGradient(shape, x, dy, packing, pixelStride);
  }

  private float[] directWeightGradient(Shape shape, Tensor x, Tensor dy, Packing packing, int pixelStride) {
    Nhwc from = Nhwc.activation(x, pixelStride, shape.border());
    Nhwc arriving = Nhwc.gradient(dy, Nhwc.grouped(shape.filters, shape.groups), Border.NONE);
    PackedTensor gradient = new PackedTensor("gradient", packing);
    calls(shape, from, arriving, (x0, xStep, taps, w0, width, filter, y0, yStep, count) ->
        kernels.correlateWeights(from.data(), x0, xStep, 0, taps, 0, taps.length, arriving.data(), y0, yStep, 0, gradient.packed(), w0,
            width, count, 1));
    return gradient.toArray();
  }

  /** Kernel position by kernel position: inputs times what arrives where that position painted them. */
  private float[] transposedWeightGradient(Shape shape, Tensor x, Tensor dy, Packing packing, int pixelStride) {
    Axis rows = shape.rows;
    Axis columns = shape.columns;
    int channels = shape.channels / shape.groups;
    int filters = shape.filters / shape.groups;
    Nhwc from = Nhwc.activation(x, pixelStride, Border.NONE);
    Nhwc arriving = Nhwc.gradient(dy, Nhwc.grouped(shape.filters, shape.groups), shape.adjoint().border());
    PackedTensor gradient = new PackedTensor("gradient", packing);
    int[] order = Taps.phaseOrder(rows.kernel(), columns.kernel(), rows.stride(), columns.stride(), rows.dilation(),
        columns.dilation());
    int[] starts = Taps.phaseStarts(rows.kernel(), columns.kernel(), rows.stride(), columns.stride(), rows.dilation(),
        columns.dilation());
    int[][] taps = Taps.phaseChannels(starts, channels);
    KernelRunner.rows(from, (n, row) -> {
      for (int tap = 0; tap < order.length; tap++) {
        int dy0 = arriving.pixel(n, row * rows.stride() - rows.before() + order[tap] / columns.kernel() * rows.dilation(),
            order[tap] % columns.kernel() * columns.dilation() - columns.before());
        int k = (tap - starts[tap]) * channels;
        for (int g = 0; g < shape.groups; g++) {
          for (int f = 0, width; f < filters; f += width) {
            width = blockWidth(filters, f);
            int dw0 = (g * Packing.padded(filters) + f) * order.length * channels + starts[tap] * channels * width;
            kernels.correlateWeights(from.data(), from.pixel(n, row, 0) + g * channels, pixelStride, 0, taps[tap], k, k + channels,
                arriving.data(), dy0 + g * filters + f, columns.stride() * arriving.pixelStride(), 0, gradient.packed(), dw0, width,
                from.width(), 1);
          }
        }
      }
    });
    return gradient.toArray();
  }

  /** A dense layer: one run goes along the images of the batch. */
  Tensor covering(Shape shape, Tensor x, PackedTensor weights, PackedTensor bias) {
    Nhwc from = Nhwc.activation(x);
    Nhwc to = Nhwc.unwritten(x.batch(), shape.filters, 1, 1, Packing.padded(shape.filters));
    int[] taps = taps(shape, 0, 0, x.channels(), from);
    for (int f = 0, width; f < shape.filters; f += width) {
      width = blockWidth(shape.filters, f);
      kernels.correlate(from.data(), from.pixel(0, 0, 0), from.imageStride(), taps, 0, taps.length, 1, weights.packed(),
          f * taps.length, width, bias == null ? ZEROS : bias.packed(), bias == null ? 0 : f, to.data(), f, to.imageStride(),
          x.batch());
    }
    return to.tensor();
  }

  /** The gradient of a dense layer by its weights, in PyTorch's order: likewise along the images of the batch. */
  float[] coveringWeightGradient(Shape shape, Tensor x, Tensor dy, Packing packing) {
    Nhwc from = Nhwc.activation(x);
    Nhwc arriving = Nhwc.gradient(dy);
    PackedTensor gradient = new PackedTensor("gradient", packing);
    int[] taps = taps(shape, 0, 0, x.channels(), from);
    for (int f = 0, width; f < shape.filters; f += width) {
      width = blockWidth(shape.filters, f);
      kernels.correlateWeights(from.data(), from.pixel(0, 0, 0), from.imageStride(), 0, taps, 0, taps.length, arriving.data(), f,
          arriving.imageStride(), 0, gradient.packed(), f * taps.length, width, x.batch(), 1);
    }
    return gradient.toArray();
  }

  /** A depthwise convolution. */
  Tensor depthwise(Shape shape, Tensor x, PackedTensor weights, PackedTensor bias) {
    Nhwc from = Nhwc.activation(x, Packing.padded(x.channels()), shape.border());
    Nhwc to = Nhwc.unwritten(x.batch(), x.channels(), shape.rows.output(), shape.columns.output(), Packing.padded(x.channels()));
    int[] taps = tapsByColumns(shape, 0, 0, from);
    runs(shape, from, to, 0, 0, (x0, xStep, y0, yStep, count) ->
        kernels.depthwise(from.data(), x0, xStep, taps, weights.packed(), allPositions(shape),
            bias == null ? new float[from.pixelStride()] : bias.packed(), to.data(), y0, yStep, count, from.pixelStride()));
    return to.tensor();
  }

  /** The gradient of a depthwise convolution by its input: phase by phase, adding to what is there. */
  Tensor depthwiseInputGradient(Shape shape, Tensor dy, PackedTensor weights) {
    Shape adjoint = shape.adjoint();
    Axis rows = adjoint.rows;
    Axis columns = adjoint.columns;
    int padded = Packing.padded(dy.channels());
    Nhwc from = Nhwc.gradient(dy, padded, adjoint.border());
    Nhwc to = Nhwc.filled(0, dy.batch(), dy.channels(), rows.output(), columns.output(), padded, Border.NONE);
    for (int firstRow = 0; firstRow < rows.stride(); firstRow++) {
      for (int firstColumn = 0; firstColumn < columns.stride(); firstColumn++) {
        int[] taps = tapsByColumns(adjoint, firstRow, firstColumn, from);
        int[] positions = Taps.phaseWeights(rows.kernel(), columns.kernel(), rows.stride(), columns.stride(), rows.dilation(),
            columns.dilation(), rows.before(), columns.before(), firstRow, firstColumn, padded);
        runs(adjoint, from, to, firstRow, firstColumn, (x0, xStep, y0, yStep, count) ->
            kernels.depthwise(from.data(), x0, xStep, taps, weights.packed(), positions, null, to.data(), y0, yStep, count,
                padded));
      }
    }
    return to.tensor();
  }

  /** The gradient of a depthwise convolution by its weights, in PyTorch's order. */
  float[] depthwiseWeightGradient(Shape shape, Tensor x, Tensor dy, Packing packing) {
    int padded = Packing.padded(x.channels());
    Nhwc from = Nhwc.activation(x, padded, shape.border());
    Nhwc arriving = Nhwc.gradient(dy);
    PackedTensor gradient = new PackedTensor("gradient", packing);
    int[] taps = tapsByColumns(shape, 0, 0, from);
    runs(shape, from, arriving, 0, 0, (x0, xStep, y0, yStep, count) ->
        kernels.depthwiseWeights(from.data(), x0, xStep, 0, taps, arriving.data(), y0, yStep, 0, gradient.packed(), 0,
            allPositions(shape), count, 1, padded));
    return gradient.toArray();
  }

  /** As {@link #tapsByColumns} has them. */
  private static int[] allPositions(Shape shape) {
    int height = shape.rows.kernel();
    int width = shape.columns.kernel();
    int[] positions = new int[height * width];
    java.util.Arrays.setAll(positions, k -> (k % height * width + k / height) * Packing.padded(shape.channels));
    return positions;
  }
}
