package dev.fovea;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Pointwise convolution: every pixel's channels are mixed by the same matrix; {@link Conv} with a 1x1 kernel.
 *
 * <ul>
 * <li>Shape: {@code [c, h, w] -> [f, oh, ow]}, on each axis {@code o = floor((i - 1) / s) + 1}.
 * <li>Parameters: weights {@code [f, c/g, 1, 1]}, so {@code f (c/g)}, and {@code f} biases.
 * <li>Deconvnet: the transposed matrix at every pixel, without the bias.
 * </ul>
 *
 * <pre>{@code
 * @Pointwise(filters = 64) @BatchNorm @Relu  // [256, 56, 56] -> [64, 56, 56]
 * Tensor reduce(Tensor block);
 * }</pre>
 *
 * <p>Lin, Chen, Yan, "Network in network", 2014, section 3.1.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Pointwise {
  /**
   * {@return the number of filters, and so of channels that come out} At least 1, and a multiple of
   * {@link #groups()}; required, here or in {@link With}.
   */
  int filters() default 0;

  /**
   * {@return the step from one pixel that is read to the next} One number or {@code {height, width}}, each at
   * least 1. PyTorch's default, 1.
   */
  int[] stride() default 1;

  /**
   * {@return into how many groups channels and filters are divided; filters read the channels of their group
   * only} At least 1, and a divisor of both numbers. PyTorch's default, 1: every filter reads every channel.
   */
  int groups() default 1;

  /**
   * {@return whether one number is added per filter} Ours, {@link Bias#AUTO}: unless a batch norm follows on
   * the same method.
   */
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

  /**
   * {@return whether {@link Network#widthMultiplier()} scales the filters} Ours, true.
   */
  boolean scaled() default true;
}
