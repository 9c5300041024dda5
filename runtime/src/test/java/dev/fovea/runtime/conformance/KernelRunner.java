package dev.fovea.runtime.conformance;

import dev.fovea.runtime.Packing;
import dev.fovea.runtime.Tensor;
import dev.fovea.runtime.kernel.BatchNormalization;
import dev.fovea.runtime.kernel.Flattening;
import dev.fovea.runtime.kernel.Kernels;
import dev.fovea.runtime.kernel.Pool;

/** Runs pools, batch norms and the like through one of the twins, with buffers and row loops as generated networks have them. */
record KernelRunner(Kernels kernels) {
  /** The sum over images and pixels of each channel: the gradient by a bias. */
  float[] channelSums(Tensor dy) {
    Nhwc from = Nhwc.gradient(dy);
    double[] sums = new double[from.pixelStride()];
    rows(from, (n, row) ->
        kernels.sums(from.data(), from.pixel(n, row, 0), from.pixelStride(), from.width(), from.pixelStride(), sums, 0));
    float[] result = new float[dy.channels()];
    for (int c = 0; c < result.length; c++) {
      result[c] = (float) sums[c];
    }
    return result;
  }

  /** Something for each row of each image. */
  interface Row {
    void of(int image, int row);
  }

  static void rows(Nhwc buffer, Row action) {
    for (int n = 0; n < buffer.batch(); n++) {
      for (int row = 0; row < buffer.height(); row++) {
        action.of(n, row);
      }
    }
  }

  static Pool pool(Axis rows, Axis columns, Nhwc input, boolean countPadding) {
    return new Pool(input.height(), input.width(), Packing.padded(input.channels()), input.rowStride(), input.pixelStride(),
        columns.output(), rows.kernel(), columns.kernel(), rows.stride(), columns.stride(), rows.dilation(), columns.dilation(),
        rows.before(), columns.before(), rows.after(), columns.after(), countPadding);
  }

  /** What a max pool gives. */
  record Maxima(Nhwc values, Nhwc switches) {}

  /** A max pool over an image whose border holds larger numbers. */
  Maxima maxPool(Axis rows, Axis columns, Tensor x) {
    Nhwc from = Nhwc.fenced(x, 1e9f);
    Pool pool = pool(rows, columns, from, false);
    Nhwc to = Nhwc.unwritten(x.batch(), x.channels(), rows.output(), columns.output(), Packing.padded(x.channels()));
    Nhwc switches = Nhwc.unwritten(x.batch(), x.channels(), rows.output(), columns.output(), Packing.padded(x.channels()));
    rows(to, (n, row) -> kernels.maxPool(pool, from.data(), from.pixel(n, 0, 0), row, to.data(), to.pixel(n, row, 0),
        to.pixelStride(), switches.data(), switches.pixel(n, row, 0)));
    return new Maxima(to, switches);
  }

  Tensor maxPoolGradient(Axis rows, Axis columns, Tensor x, Nhwc switches, Tensor dy) {
    Nhwc from = Nhwc.gradient(dy);
    Nhwc to = Nhwc.zeros(x, Packing.padded(x.channels()));
    Pool pool = pool(rows, columns, to, false);
    rows(from, (n, row) -> kernels.maxPoolGradient(pool, from.data(), from.pixel(n, row, 0), from.pixelStride(), switches.data(),
        switches.pixel(n, row, 0), row, 0, columns.output(), to.data(), to.pixel(n, 0, 0)));
    return to.tensor();
  }

  Tensor averagePool(Axis rows, Axis columns, Tensor x, boolean countPadding) {
    Nhwc from = Nhwc.fenced(x, 1e9f);
    Pool pool = pool(rows, columns, from, countPadding);
    Nhwc to = Nhwc.unwritten(x.batch(), x.channels(), rows.output(), columns.output(), Packing.padded(x.channels()));
    rows(to, (n, row) -> kernels.averagePool(pool, from.data(), from.pixel(n, 0, 0), row, to.data(), to.pixel(n, row, 0),
        to.pixelStride()));
    return to.tensor();
  }

  Tensor averagePoolGradient(Axis rows, Axis columns, Tensor x, Tensor dy, boolean countPadding) {
    Nhwc from = Nhwc.gradient(dy);
    Nhwc to = Nhwc.zeros(x, Packing.padded(x.channels()));
    Pool pool = pool(rows, columns, to, countPadding);
    rows(from, (n, row) -> kernels.averagePoolGradient(pool, from.data(), from.pixel(n, row, 0), from.pixelStride(), row, 0,
        columns.output(), to.data(), to.pixel(n, 0, 0)));
    return to.tensor();
  }

  private static int imageStride(Nhwc x) {
    return x.pixel(1, 0, 0) - x.pixel(0, 0, 0);
  }

  /** Takes the statistics of a batch, as the first steps of a training run do. */
  void takeStatistics(BatchNormalization norm, Nhwc x) {
    norm.statistics(kernels, x.data(), x.pixel(0, 0, 0), imageStride(x), x.rowStride(), x.pixelStride(), x.batch(), x.height(), x.width(),
        0, x.pixelStride());
  }

  Tensor scaleShift(BatchNormalization norm, Nhwc x) {
    Nhwc y = Nhwc.unwritten(x.batch(), x.channels(), x.height(), x.width(), x.pixelStride());
    rows(x, (n, row) -> kernels.scaleShift(x.data(), x.pixel(n, row, 0), x.pixelStride(), norm.scale(), norm.shift(), y.data(),
        y.pixel(n, row, 0), y.pixelStride(), x.width(), x.pixelStride()));
    return y.tensor();
  }

  /** The gradient of a batch norm by its input; those by scale and shift go into the arrays. */
  Tensor batchNormGradient(BatchNormalization norm, Nhwc x, Tensor dy, boolean training, float[] dScale, float[] dShift) {
    int channels = x.pixelStride();
    Nhwc from = Nhwc.gradient(dy);
    Nhwc to = Nhwc.zeros(dy, channels);
    norm.gradients(kernels, training, x.data(), x.pixel(0, 0, 0), imageStride(x), x.rowStride(), channels, from.data(), from.pixel(0, 0, 0),
        imageStride(from), from.rowStride(), channels, x.batch(), x.height(), x.width(), 0, channels, dScale, dShift);
    rows(x, (n, row) -> kernels.batchNormGradient(from.data(), from.pixel(n, row, 0), channels, norm.onGradient(), x.data(),
        x.pixel(n, row, 0), channels, norm.onInput(), norm.constant(), to.data(), to.pixel(n, row, 0), channels, x.width(),
        channels));
    return to.tensor();
  }

  static Tensor flatten(Tensor x) {
    Nhwc from = Nhwc.activation(x);
    int size = x.channels() * x.height() * x.width();
    Nhwc to = Nhwc.unwritten(x.batch(), size, 1, 1, Packing.padded(size));
    for (int n = 0; n < x.batch(); n++) {
      Flattening.forward(from.data(), from.pixel(n, 0, 0), from.rowStride(), from.pixelStride(), x.channels(), x.height(),
          x.width(), to.data(), to.pixel(n, 0, 0), to.pixelStride());
    }
    return to.tensor();
  }

  static Tensor flattenGradient(Tensor x, Tensor dy) {
    Nhwc from = Nhwc.gradient(dy);
    Nhwc to = Nhwc.zeros(x, Packing.padded(x.channels()));
    for (int n = 0; n < x.batch(); n++) {
      Flattening.backward(from.data(), from.pixel(n, 0, 0), x.channels(), x.height(), x.width(), to.data(), to.pixel(n, 0, 0),
          to.rowStride(), to.pixelStride());
    }
    return to.tensor();
  }
}
