package dev.fovea;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Adaptive average pooling: the mean of windows that divide the image as evenly as can be, whatever its size,
 * channel by channel. Output {@code u} of an axis sees the inputs from {@code floor(u i / o)} to
 * {@code ceil((u + 1) i / o) - 1}: where {@code o} does not divide {@code i}, windows differ in size by one and
 * may overlap; where {@code o} is larger than {@code i}, pixels repeat.
 *
 * <ul>
 * <li>Shape: {@code [c, h, w] -> [c, oh, ow]}, as it is asked for.
 * <li>Parameters: none.
 * <li>Deconvnet: the signal, divided as the mean was, is spread evenly over the window; an extension of ours,
 *     off in strict mode.
 * </ul>
 *
 * <pre>{@code
 * @AdaptiveAvgPool({6, 6})  // [256, 13, 13] -> [256, 6, 6]
 * Tensor pool5(Tensor conv5);
 * }</pre>
 *
 * <p>PyTorch's {@code AdaptiveAvgPool2d}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface AdaptiveAvgPool {
  /**
   * {@return height and width of the output} One number or {@code {height, width}}, each at least 1; required,
   * here or in {@link With}.
   */
  int[] value() default {};
}
