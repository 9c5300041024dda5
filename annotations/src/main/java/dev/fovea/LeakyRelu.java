package dev.fovea;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Leaky rectified linear unit: {@code x} where {@code x > 0}, else {@code slope x}. Its derivative at 0 is
 * the slope.
 *
 * <ul>
 * <li>Shape: {@code [c, h, w] -> [c, h, w]}.
 * <li>Parameters: none.
 * <li>Deconvnet: none; negative numbers pass in both directions, so projecting through it is an error.
 * </ul>
 *
 * <pre>{@code
 * @Conv(filters = 64, kernel = 4, stride = 2, padding = 1) @LeakyRelu(0.2)
 * Tensor conv1(Tensor input);
 * }</pre>
 *
 * <p>Maas, Hannun, Ng, "Rectifier nonlinearities improve neural network acoustic models", 2013.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface LeakyRelu {
  /** {@return the slope where x is negative} Finite, 0 or more. PyTorch's default, 0.01. */
  double value() default 0.01;
}
