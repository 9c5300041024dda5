package dev.fovea;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Convolution: every filter is laid over every window of the image, and what it weighs there is summed up. As
 * in PyTorch it is the cross-correlation; filters are not flipped.
 *
 * <ul>
 * <li>Shape: {@code [c, h, w] -> [f, oh, ow]}, on each axis {@code o = floor((i + p0 + p1 - K) / s) + 1} with
 *     {@code K = d (k - 1) + 1}; an error below 1. The symbols are those of
 *     {@linkplain dev.fovea the package}.
 * <li>Parameters: weights {@code [f, c/g, kh, kw]}, so {@code f (c/g) kh kw}, and {@code f} biases.
 * <li>Deconvnet: the transposed filters spread the signal back over the window, without the bias.
 * </ul>
 *
 * <pre>{@code
 * @Conv(filters = 64, kernel = 7, stride = 2, padding = 3)  // [3, 224, 224] -> [64, 112, 112]
 * Tensor conv1(Tensor input);
 * }</pre>
 *
 * <p>LeCun, Bottou, Bengio, Haffner, "Gradient-based learning applied to document recognition", 1998. The
 * arithmetic: Dumoulin, Visin, "A guide to convolution arithmetic for deep learning", 2016, relationship 6;
 * with holes, relationship 15.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Conv {
  /**
   * {@return the number of filters, and so of channels that come out} At least 1, and a multiple of
   * {@link #groups()}; required, here or in {@link With}.
   */
  int filters() default 0;

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
