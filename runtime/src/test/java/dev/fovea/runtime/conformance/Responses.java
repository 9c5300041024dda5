package dev.fovea.runtime.conformance;

import dev.fovea.runtime.Packing;
import dev.fovea.runtime.Tensor;
import dev.fovea.runtime.kernel.Eager;
import dev.fovea.runtime.kernel.Kernels;
import java.util.Map;

/** Local response normalisation. */
record Responses(Tensor x, int size, float alpha, float beta, float k, String input) implements Operation {
  static Responses of(Case source) {
    Attributes attributes = source.attributes();
    return new Responses(source.inputList().get(0).images(), attributes.integer(0, "size"), (float) attributes.number(1e-4, "alpha"),
        (float) attributes.number(0.75, "beta"), (float) attributes.number(1, "k", "bias"),
        source.inputs().keySet().iterator().next());
  }

  @Override
  public Map<String, float[]> eager() {
    return Map.of("output", Eager.localResponseNorm(x, size, alpha, beta, k).toArray());
  }

  @Override
  public Map<String, float[]> forward(Kernels kernels) {
    Nhwc from = Nhwc.activation(x);
    Nhwc to = Nhwc.unwritten(x.batch(), x.channels(), x.height(), x.width(), from.pixelStride());
    KernelRunner.rows(from, (n, row) -> kernels.localResponseNorm(size, alpha, beta, k, from.data(), from.pixel(n, row, 0),
        from.pixelStride(), to.data(), to.pixel(n, row, 0), to.pixelStride(), x.width(), x.channels()));
    return Map.of("output", to.toArray());
  }

  @Override
  public Map<String, float[]> backward(Kernels kernels, float[] outputGradient) {
    Nhwc from = Nhwc.activation(x);
    Nhwc dy = Nhwc.gradient(Tensor.of(outputGradient, x.batch(), x.channels(), x.height(), x.width()));
    Nhwc dx = Nhwc.zeros(x, Packing.padded(x.channels()));
    KernelRunner.rows(from, (n, row) -> kernels.localResponseNormGradient(size, alpha, beta, k, from.data(), from.pixel(n, row, 0),
        from.pixelStride(), dy.data(), dy.pixel(n, row, 0), dy.pixelStride(), dx.data(), dx.pixel(n, row, 0), dx.pixelStride(),
        x.width(), x.channels()));
    return Map.of(input, dx.toArray());
  }
}
