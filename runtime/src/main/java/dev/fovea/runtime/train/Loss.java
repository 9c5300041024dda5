package dev.fovea.runtime.train;

import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Tensor;

/**
 * How wrong the outputs of a batch are: a mean over the batch, and its gradient.
 *
 * <p>Tensors may have any strides. Outputs that are NaN give a loss of NaN, which a {@link Trainer} reports.
 */
public interface Loss {
  /**
   * The mean loss of a batch.
   *
   * @param outputs what the network made of the images
   * @param targets what was wanted, of the same batch and of {@link #targetShape}
   * @throws IllegalArgumentException if batch or shapes do not fit, or a target has no meaning
   */
  double value(Tensor outputs, Tensor targets);

  /**
   * The mean loss of a batch, and its gradient. Allocates nothing.
   *
   * @param outputs what the network made of the images
   * @param targets what was wanted, of the same batch and of {@link #targetShape}
   * @param gradient takes the gradient of the returned loss by the outputs; of their batch and shape, in storage of its own
   * @throws IllegalArgumentException if batch or shapes do not fit, or a target has no meaning
   */
  double gradient(Tensor outputs, Tensor targets, Tensor gradient);

  /** The share of right answers in a batch, from 0 to 1; NaN for a loss that knows no right and wrong. */
  default double accuracy(Tensor outputs, Tensor targets) {
    return Double.NaN;
  }

  /**
   * The shape of the target of one image, {@code [channels, height, width]}.
   *
   * @param output the network's output that is judged
   * @throws IllegalArgumentException if this loss cannot judge it
   */
  int[] targetShape(Layer output);
}
