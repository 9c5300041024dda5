package dev.fovea.examples.benchmarks.peers;

import dev.fovea.runtime.Operation;
import org.deeplearning4j.nn.conf.ConvolutionMode;

/**
 * How DL4J is told where windows lie: with the same padding on opposite sides, as TensorFlow's SAME, or after a layer of zeros.
 *
 * @param padding rows and columns on each side
 * @param zeros rows above and below, columns left and right that must be put around the input before; null if none
 */
record Dl4jWindow(ConvolutionMode mode, int[] padding, int[] zeros) {
  static Dl4jWindow of(Step step) {
    int[] p = step.operation().integers("padding");
    boolean even = p[0] == p[2] && p[1] == p[3];
    if (even && !step.isCeil()) {
      return new Dl4jWindow(ConvolutionMode.Truncate, new int[] {p[0], p[1]}, null);
    }
    if (isSame(step, 0) && isSame(step, 1)) {
      return new Dl4jWindow(ConvolutionMode.Same, new int[2], null);
    }
    return new Dl4jWindow(ConvolutionMode.Truncate, new int[2], new int[] {p[0], p[2], p[1], p[3]});
  }

  boolean isSame() {
    return mode == ConvolutionMode.Same;
  }

  /** Whether SAME gives these windows: a unit for each stride, half of what is missing before the first pixel. */
  private static boolean isSame(Step step, int axis) {
    Operation o = step.operation();
    int stride = o.integers("stride")[axis];
    int dilation = o.attributes().containsKey("dilation") ? o.integers("dilation")[axis] : 1;
    int kernel = (o.integers("kernel")[axis] - 1) * dilation + 1;
    int units = step.outputSize(axis);
    int missing = Math.max(0, (units - 1) * stride + kernel - step.inputSize(axis));
    return units == (step.inputSize(axis) + stride - 1) / stride && o.integers("padding")[axis] == missing / 2;
  }
}
