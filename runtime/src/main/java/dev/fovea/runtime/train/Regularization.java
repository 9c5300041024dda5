package dev.fovea.runtime.train;

import dev.fovea.runtime.Parameter;
import dev.fovea.runtime.Parameters;

/** What {@code l1} and {@code l2} of layers add to a loss. */
public final class Regularization {
  private Regularization() {}

  /**
   * The sum over trained parameters of {@code l1 * sum |w| + l2 / 2 * sum w^2}, whose gradient optimisers add.
   * Losses that a {@link Trainer} reports are without it, so that those of training and of held-out images can be
   * compared.
   */
  public static double penalty(Parameters parameters) {
    double penalty = 0;
    for (Parameter parameter : parameters.all()) {
      if (parameter.isTrainable() && (parameter.l1() != 0 || parameter.l2() != 0)) {
        penalty += penalty(parameter);
      }
    }
    return penalty;
  }

  private static double penalty(Parameter parameter) {
    double absolute = 0;
    double squares = 0;
    for (float weight : parameter.packed()) {
      absolute += Math.abs(weight);
      squares += (double) weight * weight;
    }
    return parameter.l1() * absolute + parameter.l2() / 2 * squares;
  }
}
