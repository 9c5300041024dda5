package dev.fovea;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Max pooling: the largest number of every window, channel by channel. Padding never wins.
 *
 * <ul>
 * <li>Shape: {@code [c, h, w] -> [c, oh, ow]}, on each axis {@code o = floor((i + p0 + p1 - K) / s) + 1} with
 *     {@code K = d (k - 1) + 1}; an error below 1. Every window must see a real pixel.
 * <li>Parameters: none.
 * <li>Deconvnet: the signal goes to the recorded switch, the first maximum in row-major order; where windows
 *     overlap signals add up, or on request the last one wins.
 * </ul>
 *
 * <pre>{@code
 * @MaxPool(kernel = 3, stride = 2)  // [96, 55, 55] -> [96, 27, 27]
 * Tensor pool1(Tensor conv1);
 * }</pre>
 *
 * <p>Riesenhuber, Poggio, "Hierarchical models of object recognition in cortex", 1999. Switches: Zeiler,
 * Fergus, "Visualizing and understanding convolutional networks", 2014, section 2.1.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface MaxPool {
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
   * {@return rows and columns that windows may reach beyond the image} One number, {@code {height, width}} or
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
   * {@return the distance between neighbouring taps of a window} One number or {@code {height, width}}, each
   * at least 1. PyTorch's default, 1: no holes.
   */
  int[] dilation() default 1;

  /**
   * {@return whether a last window may hang over the edge} The division is then rounded up, and {@code o} is
   * one less where {@code (o - 1) s >= i + p0}, a window without a real pixel. Caffe pools so; PyTorch's
   * default, false.
   */
  boolean ceil() default false;
}
