package dev.fovea;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Asserts the shape that a layer produces; compilation fails where arithmetic gives another one.
 *
 * <pre>{@code
 * @MaxPool(kernel = 3, stride = 2) @Shape({256, 6, 6})
 * Tensor pool5(Tensor conv5);
 * }</pre>
 *
 * <p>It computes nothing, and where it stands among the operations does not matter: it speaks of the whole
 * method.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Shape {
  /**
   * {@return the shape} {@code {channels, height, width}}, or one number for a vector; each at least 1;
   * required.
   */
  int[] value();
}
