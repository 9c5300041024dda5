package dev.fovea.runtime.conformance;

import dev.fovea.runtime.Tensor;
import dev.fovea.runtime.kernel.Eager;
import dev.fovea.runtime.kernel.Kernels;
import java.util.Map;

/** Flattening of images: a matter of order. */
record Flattenings(Tensor x, String input) implements Operation {
  static Flattenings of(Case source) {
    NumberArray input = source.inputList().get(0);
    int axis = source.attributes().integer(1, "start_dim", "axis");
    if (input.rank() != 4 || Math.floorMod(axis, 4) != 1) {
      throw new Excluded("flattening of something else than whole images");
    }
    return new Flattenings(input.images(), source.inputs().keySet().iterator().next());
  }

  @Override
  public Map<String, float[]> eager() {
    // From channels-last storage, so that the order is not right by accident.
    return Map.of("output", Eager.flatten(Nhwc.activation(x).tensor()).toArray());
  }

  @Override
  public Map<String, float[]> forward(Kernels kernels) {
    return Map.of("output", KernelRunner.flatten(x).toArray());
  }

  @Override
  public Map<String, float[]> backward(Kernels kernels, float[] outputGradient) {
    Tensor dy = Tensor.of(outputGradient, x.batch(), x.channels() * x.height() * x.width(), 1, 1);
    return Map.of(input, KernelRunner.flattenGradient(x, dy).toArray());
  }
}
