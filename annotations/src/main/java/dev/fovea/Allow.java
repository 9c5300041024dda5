package dev.fovea;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Silences warnings: on a method for that layer, on a network for all its layers.
 *
 * <pre>{@code
 * @MaxPool(kernel = 2) @Allow(Warning.DROPPED_PIXELS)  // [4, 13, 13] -> [4, 6, 6]
 * Tensor pool(Tensor conv);
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Allow {
  /** {@return what is meant so, and is not warned about} Required. */
  Warning[] value();
}
