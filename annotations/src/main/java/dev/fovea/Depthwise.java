package dev.fovea;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Depthwise convolution: every channel has filters of its own, and channels are not mixed; a {@link Conv}
 * with as many groups as channels.
 *
 * <ul>
 * <li>Shape: {@code [c, h, w] -> [c m, oh, ow]} with the multiplier {@code m}, on each axis
 *     {@code o = floor((i + p0 + p1 - K) / s) + 1} with {@code K = d (k - 1) + 1}; an error below 1. Channel
 *     {@code j} gives the channels {@code j m} to {@code j m + m - 1}.
 * <li>Parameters: weights {@code [c m, 1, kh, kw]}, so {@code c m kh kw}, and {@code c m} biases.
 * <li>Deconvnet: the transposed filters spread the signal back over the window, channel by channel, without
 *     the bias.
 * </ul>
 *
 * <pre>{@code
 * @Depthwise(kernel = 3, padding = 1) @BatchNorm @Relu  // [32, 112, 112] -> [32, 112, 112]
 * Tensor depthwise(Tensor conv1);
 * }</pre>
 *
 * <p>Howard et al., "MobileNets: efficient convolutional neural networks for mobile vision applications",
 * 2017, section 3.1.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Depthwise {
  /**
   * {@return height and width of a filter} One number or {@code {height, width}}, each at least 1; required, here or in {@link With}.
   */
  int[] kernel() default {};

  /**
   * {@return the step from one window to the next} One number or {@code {height, width}}, each at least 1.
   * PyTorch's default, 1.
   */
  int[] stride() default 1;

  /**
   * {@return rows and columns of zeros put around the image} One number, {@code {height, width}} or
   * {@code {top, left, bottom, right}}, each 0 or more; only with {@link PaddingMode#EXPLICIT}. PyTorch's
   * default, 0.
   */
  int[] padding() default 0;

  /**
   * {@return where padding comes from} PyTorch's default, {@link PaddingMode#EXPLICIT}: from
   * {@link #padding()}.
   */
  PaddingMode paddingMode() default PaddingMode.EXPLICIT;

  /**
   * {@return the distance between neighbouring taps of a filter} One number or {@code {height, width}}, each
   * at least 1. PyTorch's default, 1: no holes.
   */
  int[] dilation() default 1;

  /**
   * {@return the number of filters of each channel} At least 1. Keras's default ({@code depth_multiplier}),
   * 1.
   */
  int multiplier() default 1;

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
}
