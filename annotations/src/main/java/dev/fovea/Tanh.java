package dev.fovea;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Hyperbolic tangent: {@code tanh(x)}, between -1 and 1.
 *
 * <ul>
 * <li>Shape: {@code [c, h, w] -> [c, h, w]}.
 * <li>Parameters: none.
 * <li>Deconvnet: none; it does not rectify, so projecting through it is an error.
 * </ul>
 *
 * <pre>{@code
 * @Conv(filters = 6, kernel = 5) @Tanh
 * Tensor c1(Tensor input);
 * }</pre>
 *
 * <p>LeCun, Bottou, Orr, Mueller, "Efficient backprop", 1998, section 4.4 (there scaled:
 * {@code 1.7159 tanh(2 x / 3)}).
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Tanh {}
