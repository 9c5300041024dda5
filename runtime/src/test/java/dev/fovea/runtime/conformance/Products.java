package dev.fovea.runtime.conformance;

import dev.fovea.runtime.Tensor;
import dev.fovea.runtime.kernel.Eager;
import dev.fovea.runtime.kernel.Kernels;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Products of two tensors of one shape. */
record Products(Tensor left, Tensor right, List<String> names) implements Operation {
  static Products of(Case source) {
    List<NumberArray> inputs = source.inputList();
    if (!Arrays.equals(inputs.get(0).shape(), inputs.get(1).shape())) {
      throw new Excluded("products that broadcast");
    }
    return new Products(inputs.get(0).elements(), inputs.get(1).elements(), List.copyOf(source.inputs().keySet()));
  }

  @Override
  public Map<String, float[]> eager() {
    return Map.of("output", Eager.multiply(left, right).toArray());
  }

  @Override
  public Map<String, float[]> forward(Kernels kernels) {
    Nhwc x = Nhwc.activation(left);
    Nhwc g = Nhwc.activation(right);
    Nhwc y = Nhwc.unwritten(x.batch(), x.channels(), x.height(), x.width(), x.pixelStride());
    KernelRunner.rows(x, (n, row) -> kernels.multiply(x.data(), x.pixel(n, row, 0), x.pixelStride(), g.data(), g.pixel(n, row, 0),
        g.pixelStride(), y.data(), y.pixel(n, row, 0), y.pixelStride(), x.width(), x.pixelStride()));
    return Map.of("output", y.toArray());
  }

  @Override
  public Map<String, float[]> backward(Kernels kernels, float[] outputGradient) {
    return Map.of(names.get(0), gradient(kernels, outputGradient, right), names.get(1), gradient(kernels, outputGradient, left));
  }

  private static float[] gradient(Kernels kernels, float[] outputGradient, Tensor other) {
    Nhwc dy = Nhwc.gradient(Tensor.of(outputGradient, other.batch(), other.channels(), other.height(), other.width()));
    Nhwc g = Nhwc.activation(other);
    Nhwc dx = Nhwc.zeros(other, g.pixelStride());
    KernelRunner.rows(g, (n, row) -> kernels.addProduct(dy.data(), dy.pixel(n, row, 0), dy.pixelStride(), g.data(),
        g.pixel(n, row, 0), g.pixelStride(), dx.data(), dx.pixel(n, row, 0), dx.pixelStride(), g.width(), g.pixelStride()));
    return dx.toArray();
  }
}
