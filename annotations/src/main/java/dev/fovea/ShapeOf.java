package dev.fovea;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a parameter that is read for its height and width only, not for its numbers. It counts as a use of
 * the layer that it names.
 *
 * <p>On a {@link TransposedConv} the output padding that lands on that size is chosen; if there is none, that
 * is an error.
 *
 * <pre>{@code
 * @Conv(filters = 16, kernel = 4, stride = 2, padding = 1)           // [8, 29, 29] -> [16, 14, 14]
 * Tensor down(Tensor conv1);
 * @TransposedConv(filters = 8, kernel = 4, stride = 2, padding = 1)  // back to [8, 29, 29], not [8, 28, 28]
 * Tensor up(Tensor down, @ShapeOf Tensor conv1);
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.PARAMETER)
public @interface ShapeOf {}
