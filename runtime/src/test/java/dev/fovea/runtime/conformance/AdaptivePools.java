package dev.fovea.runtime.conformance;

import dev.fovea.runtime.Packing;
import dev.fovea.runtime.Tensor;
import dev.fovea.runtime.kernel.AdaptivePool;
import dev.fovea.runtime.kernel.Eager;
import dev.fovea.runtime.kernel.Kernels;
import java.util.Map;

/** Adaptive average pools whose windows have several sizes. */
record AdaptivePools(Tensor x, int height, int width, String input) implements Operation {
  @Override
  public Map<String, float[]> eager() {
    return Map.of("output", Eager.adaptiveAveragePool(x, height, width).toArray());
  }

  private AdaptivePool pool(Nhwc buffer) {
    return new AdaptivePool(x.height(), x.width(), Packing.padded(x.channels()), buffer.rowStride(), buffer.pixelStride(), height,
        width);
  }

  @Override
  public Map<String, float[]> forward(Kernels kernels) {
    Nhwc from = Nhwc.fenced(x, 1e9f);
    Nhwc to = Nhwc.unwritten(x.batch(), x.channels(), height, width, Packing.padded(x.channels()));
    KernelRunner.rows(to, (n, row) -> kernels.adaptivePool(pool(from), from.data(), from.pixel(n, 0, 0), row, to.data(),
        to.pixel(n, row, 0), to.pixelStride()));
    return Map.of("output", to.toArray());
  }

  @Override
  public Map<String, float[]> backward(Kernels kernels, float[] outputGradient) {
    Nhwc from = Nhwc.gradient(Tensor.of(outputGradient, x.batch(), x.channels(), height, width));
    Nhwc to = Nhwc.zeros(x, Packing.padded(x.channels()));
    KernelRunner.rows(from, (n, row) -> kernels.adaptivePoolGradient(pool(to), from.data(), from.pixel(n, row, 0),
        from.pixelStride(), row, 0, width, to.data(), to.pixel(n, 0, 0)));
    return Map.of(input, to.toArray());
  }
}
