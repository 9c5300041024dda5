package dev.fovea;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Dense (fully connected) layer: every unit is a weighted sum of all numbers that come in, read in channel,
 * height, width order.
 *
 * <ul>
 * <li>Shape: {@code [c, h, w] -> [n, 1, 1]} for {@code n} units; flattening is part of it.
 * <li>Parameters: weights {@code [n, c h w]}, so {@code n c h w}, and {@code n} biases; no biases where a
 *     batch norm directly follows on the same method.
 * <li>Deconvnet: the transposed weights, without the bias.
 * </ul>
 *
 * <pre>{@code
 * @Dense(120) @Relu  // [16, 5, 5] -> [120], 120 * 400 + 120 = 48,120 parameters
 * Tensor f5(Tensor s4);
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Dense {
  /** {@return the number of units} At least 1; required, here or in {@link With}. */
  int value() default 0;

  /** {@return whether there are biases} The default, {@link Bias#AUTO}, is ours. */
  Bias bias() default Bias.AUTO;

  /**
   * {@return how the weights are drawn at first} Ours, {@link Initializer#AUTO}: by the activation that
   * follows.
   */
  Initializer initializer() default Initializer.AUTO;

  /**
   * {@return the weight of {@code sum |w|} in the loss} Finite, 0 or more; biases are left out. PyTorch's
   * default, 0.
   */
  double l1() default 0;

  /**
   * {@return the weight of {@code sum w^2 / 2} in the loss} Finite, 0 or more; biases are left out. PyTorch's
   * default, 0.
   */
  double l2() default 0;

  /**
   * {@return whether training leaves weights and bias as they are} Gradients still pass through. PyTorch's
   * default, false.
   */
  boolean frozen() default false;
}
