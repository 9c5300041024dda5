package dev.fovea.runtime.conformance;

import dev.fovea.runtime.kernel.Kernels;
import java.util.Map;

/**
 * A case as an operation of ours. Results are row-major under these names: {@code output}; {@code switches}, the places in the
 * plane that a max pool took; {@code running_mean} and {@code running_var} after the run; for gradients the name of the input.
 */
interface Operation {
  /** What {@link dev.fovea.runtime.kernel.Eager} makes of it. */
  Map<String, float[]> eager();

  /** What the kernels make of it. */
  Map<String, float[]> forward(Kernels kernels);

  /** The gradients that the kernels give, by everything that has one. */
  Map<String, float[]> backward(Kernels kernels, float[] outputGradient);
}
