package dev.fovea.examples.benchmarks.peers;

import java.io.IOException;
import java.util.List;

/**
 * Whether two sides give the same. Outputs and losses do if no number differs by more than a thousandth of the largest of its tensor.
 *
 * <p>Gradients are judged by the norm of their difference, as a share of their own, and more mildly: the slope of a rectifier jumps at
 * zero, rounding decides on which side of it an input falls, and each such input adds or takes away whole paths. Of ResNet-18's first
 * step, computed in double precision, either library is off by up to 0.008 of the norm.
 */
final class Agreement {
  private static final double OUTPUTS = 1e-3;
  private static final double GRADIENTS = 3e-2;

  private Agreement() {}

  /**
   * Requires all tensors to agree.
   *
   * @throws IOException that says where they do not
   */
  static void require(Setting setting, Side side, List<float[]> ours, List<float[]> theirs) throws IOException {
    if (ours.size() != theirs.size()) {
      throw new IOException(side.label() + " gives " + theirs.size() + " tensors for " + setting.network().label() + ", not " + ours.size());
    }
    for (int i = 0; i < ours.size(); i++) {
      float[] one = ours.get(i);
      float[] other = theirs.get(i);
      // A training step's tensors are gradients, but for the losses.
      boolean gradient = setting.training() && one.length > 1;
      double apart = one.length != other.length ? Double.NaN : gradient ? norms(one, other) : largest(one, other);
      if (!(apart <= (gradient ? GRADIENTS : OUTPUTS))) {
        throw new IOException(side.label() + " and Fovea differ on " + setting.network().label() + ", tensor " + i + " with " + one.length
            + " and " + other.length + " numbers, by a share of " + apart);
      }
    }
  }

  /** The largest difference as a share of the largest number; NaN where nothing can be said. */
  private static double largest(float[] ours, float[] theirs) {
    double largest = 0;
    double apart = 0;
    for (int i = 0; i < ours.length; i++) {
      largest = Math.max(largest, Math.abs(ours[i]));
      apart = Math.max(apart, Math.abs((double) ours[i] - theirs[i]));
    }
    return apart / largest;
  }

  private static double norms(float[] ours, float[] theirs) {
    double squares = 0;
    double apart = 0;
    for (int i = 0; i < ours.length; i++) {
      squares += (double) ours[i] * ours[i];
      apart += ((double) ours[i] - theirs[i]) * ((double) ours[i] - theirs[i]);
    }
    return Math.sqrt(apart / squares);
  }
}
