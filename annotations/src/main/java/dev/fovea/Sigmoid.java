package dev.fovea;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Logistic sigmoid: {@code 1 / (1 + exp(-x))}, between 0 and 1.
 *
 * <ul>
 * <li>Shape: {@code [c, h, w] -> [c, h, w]}.
 * <li>Parameters: none.
 * <li>Deconvnet: none; it does not rectify, so projecting through it is an error.
 * </ul>
 *
 * <pre>{@code
 * @Conv(filters = 1, kernel = 1) @Sigmoid  // the probability of each pixel
 * Tensor mask(Tensor features);
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Sigmoid {}
