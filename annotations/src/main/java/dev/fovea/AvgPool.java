package dev.fovea;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Average pooling: the mean of every window, channel by channel.
 *
 * <ul>
 * <li>Shape: {@code [c, h, w] -> [c, oh, ow]}, on each axis {@code o = floor((i + p0 + p1 - k) / s) + 1}; an
 *     error below 1. Every window must see a real pixel.
 * <li>Parameters: none.
 * <li>Deconvnet: the signal, divided as the mean was, is spread evenly over the window; an extension of ours,
 *     off in strict mode.
 * </ul>
 *
 * <pre>{@code
 * @AvgPool(kernel = 2)  // [6, 28, 28] -> [6, 14, 14]
 * Tensor s2(Tensor c1);
 * }</pre>
 *
 * <p>TensorFlow's average pooling with SAME does not count padding:
 * {@code paddingMode = SAME, countPadding = false}.
 *
 * <p>LeCun, Bottou, Bengio, Haffner, "Gradient-based learning applied to document recognition", 1998 (there
 * with a trained scale).
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface AvgPool {
  /**
   * {@return height and width of a window} One number or {@code {height, width}}, each at least 1; required, here or in {@link With}.
   */
  int[] kernel() default {};

  /**
   * {@return the step from one window to the next} One number or {@code {height, width}}, each at least 1.
   * PyTorch's default, the kernel: {@code {}}.
   */
  int[] stride() default {};

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
   * {@return whether a last window may hang over the edge} The division is then rounded up, and {@code o} is
   * one less where {@code (o - 1) s >= i + p0}, a window without a real pixel. Caffe pools so; PyTorch's
   * default, false.
   */
  boolean ceil() default false;

  /**
   * {@return whether zeros of the padding count in the divisor} True: per axis, the part of the window inside
   * the padded image. False: the real pixels of the window. PyTorch's default ({@code count_include_pad}),
   * true.
   */
  boolean countPadding() default true;
}
