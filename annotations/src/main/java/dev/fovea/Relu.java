package dev.fovea;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Rectified linear unit: {@code max(0, x)}. Its derivative at 0 is 0.
 *
 * <ul>
 * <li>Shape: {@code [c, h, w] -> [c, h, w]}.
 * <li>Parameters: none.
 * <li>Deconvnet: rectifies the reverse signal, {@code max(0, r)}, whatever the sign of the activation was.
 * </ul>
 *
 * <pre>{@code
 * @Conv(filters = 16, kernel = 5) @Relu
 * Tensor c3(Tensor s2);
 * }</pre>
 *
 * <p>Nair, Hinton, "Rectified linear units improve restricted Boltzmann machines", 2010.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Relu {}
