package dev.fovea;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Transposed convolution: every input number stamps a filter, weighed by it, onto the output; stamps lie a
 * stride apart, and overlaps add up. It is the adjoint of {@link Conv}: what that does to gradients.
 *
 * <ul>
 * <li>Shape: {@code [c, h, w] -> [f, oh, ow]}, on each axis {@code o = s (i - 1) + K - p0 - p1 + a} with
 *     {@code K = d (k - 1) + 1} and the output padding {@code 0 <= a < max(s, d)}; an error below 1. With
 *     {@link PaddingMode#SAME} or {@link PaddingMode#SAME_LOWER}, {@code o = s i}.
 * <li>Parameters: weights {@code [c, f/g, kh, kw]}, so {@code c (f/g) kh kw}, and {@code f} biases.
 * <li>Deconvnet: the convolution that this is the adjoint of gathers the signal with the same weights,
 *     without the bias.
 * </ul>
 *
 * <pre>{@code
 * @TransposedConv(filters = 32, kernel = 4, stride = 2, padding = 1)  // [64, 16, 16] -> [32, 32, 32]
 * Tensor up(Tensor bottom);
 * }</pre>
 *
 * <p>Where {@code s > 1} several sizes are possible, since a convolution maps up to {@code s} input sizes to
 * the same output size. Which one is meant is said by {@link #outputPadding()}, by {@link #outputSize()} or
 * by a parameter marked {@link ShapeOf}: at most one of them, and none with {@link PaddingMode#SAME} or
 * {@link PaddingMode#SAME_LOWER}, which say it already. A kernel that is not a multiple of its stride leaves
 * a {@linkplain Warning#CHECKERBOARD checkerboard}.
 *
 * <p>Zeiler, Krishnan, Taylor, Fergus, "Deconvolutional networks", 2010. The arithmetic: Dumoulin, Visin, "A
 * guide to convolution arithmetic for deep learning", 2016, relationship 14.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface TransposedConv {
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
   * {@return the step from one stamp to the next} One number or {@code {height, width}}, each at least 1.
   * PyTorch's default, 1.
   */
  int[] stride() default 1;

  /**
   * {@return rows and columns cut from the border of the output: the padding of the convolution that this is
   * the adjoint of} One number, {@code {height, width}} or {@code {top, left, bottom, right}}, each 0 or
   * more; only with {@link PaddingMode#EXPLICIT}. PyTorch's default, 0.
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
   * {@return rows and columns by which the output grows at bottom and right} They are reached by stamps where
   * {@link #padding()} had cut them, and are bias alone elsewhere. One number or {@code {height, width}},
   * each 0 or more and below {@code max(s, d)}. PyTorch's default, 0.
   */
  int[] outputPadding() default 0;

  /**
   * {@return the size to land on} One number or {@code {height, width}}; on each axis between the size
   * {@code n} without output padding and {@code n + s - 1}. PyTorch's default, none: {@code {}}.
   */
  int[] outputSize() default {};

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
