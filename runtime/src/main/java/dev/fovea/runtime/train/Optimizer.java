package dev.fovea.runtime.train;

import dev.fovea.runtime.Backward;
import dev.fovea.runtime.Parameters;

/**
 * Changes a network's parameters along their gradients. Frozen parameters and running statistics stay as they are.
 *
 * <p>What a layer's {@code l1} and {@code l2} say is added to its gradient, {@code l1 * sign(w) + l2 * w}, before
 * the optimiser's own weight decay, which makes no difference between weights, biases, scales and shifts, as in
 * PyTorch.
 */
public interface Optimizer {
  /** The parameters that it changes. */
  Parameters parameters();

  /**
   * One step. Allocates nothing after the first one, which makes room for the state.
   *
   * @param gradients a backward pass that has run, of {@link #parameters()}
   * @throws IllegalArgumentException if it is of other parameters
   */
  void step(Backward gradients);

  /** How far the next step goes. */
  double learningRate();

  /**
   * Decides how far the next steps go; the state stays.
   *
   * @throws IllegalArgumentException if it is negative or not finite
   */
  void setLearningRate(double learningRate);
}
