package dev.fovea.runtime.conformance;

/**
 * A window along one axis. Output o of a convolution or pool meets input {@code o * stride - before + k * dilation} at kernel
 * position k; for a transposed convolution, input and output change places in that sentence.
 */
record Axis(int input, int output, int kernel, int stride, int dilation, int before, int after) {
  /** The same window seen from its output: the axis of the adjoint. */
  Axis reversed() {
    return new Axis(output, input, kernel, stride, dilation, before, after);
  }

  /** How far a convolution reads before its input and after it. */
  int[] reach() {
    int last = (output - 1) * stride - before + (kernel - 1) * dilation;
    return new int[] {Math.max(0, before), Math.max(0, last - input + 1)};
  }

  /** How far a transposed convolution, computed output by output, reads before its input and after it. */
  int[] transposedReach() {
    int[] reach = new int[2];
    for (int o = 0; o < output; o++) {
      for (int k = 0; k < kernel; k++) {
        int read = o + before - k * dilation;
        if (Math.floorMod(read, stride) == 0) {
          reach[0] = Math.max(reach[0], -Math.floorDiv(read, stride));
          reach[1] = Math.max(reach[1], Math.floorDiv(read, stride) - input + 1);
        }
      }
    }
    return reach;
  }

  /** Whether every window has a real pixel. */
  boolean alwaysSeesPixels() {
    for (int o = 0; o < output; o++) {
      boolean sees = false;
      for (int k = 0; k < kernel; k++) {
        int read = o * stride - before + k * dilation;
        sees |= read >= 0 && read < input;
      }
      if (!sees) {
        return false;
      }
    }
    return true;
  }
}
