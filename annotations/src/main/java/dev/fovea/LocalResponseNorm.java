package dev.fovea;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Local response normalisation across channels: {@code y = x / (k + alpha / size * sum of x^2)^beta}, the sum at
 * the same pixel over the channels from {@code c - floor(size / 2)} to {@code c + floor((size - 1) / 2)} that
 * exist.
 *
 * <p>As in PyTorch and Caffe, alpha is divided by the size. The paper and TensorFlow do not divide: write their
 * alpha times the size; TensorFlow's {@code depth_radius} r is the size {@code 2 r + 1}.
 *
 * <ul>
 * <li>Shape: {@code [c, h, w] -> [c, h, w]}.
 * <li>Parameters: none.
 * <li>Deconvnet: the signal passes as it is; an extension of ours, off in strict mode.
 * </ul>
 *
 * <pre>{@code
 * @Conv(filters = 96, kernel = 11, stride = 4) @Relu @LocalResponseNorm(size = 5, alpha = 5e-4, k = 2)
 * Tensor conv1(Tensor input);
 * }</pre>
 *
 * <p>Krizhevsky, Sutskever, Hinton, "ImageNet classification with deep convolutional neural networks", 2012,
 * section 3.3 (there size 5, alpha 1e-4 undivided, beta 0.75, k 2).
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface LocalResponseNorm {
  /**
   * {@return how many channels a window spans} At least 1; an even one reaches one channel further back than
   * forth. The paper's, 5; PyTorch has no default.
   */
  int size() default 5;

  /** {@return the weight of the mean square of the window} Finite, 0 or more. PyTorch's default, 1e-4. */
  double alpha() default 1e-4;

  /** {@return the power that divides} Finite, 0 or more. PyTorch's default, 0.75. */
  double beta() default 0.75;

  /** {@return what is added, so that a window of zeros does not divide by zero} Above 0. PyTorch's default, 1. */
  double k() default 1;
}
