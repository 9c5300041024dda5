package dev.fovea;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Softmax over channels: {@code exp(x_c) / sum over j of exp(x_j)} at every pixel. Every pixel's channels sum
 * up to 1; large numbers do not overflow.
 *
 * <ul>
 * <li>Shape: {@code [c, h, w] -> [c, h, w]}.
 * <li>Parameters: none.
 * <li>Deconvnet: none; every class depends on all scores, so project from the scores before it instead.
 * </ul>
 *
 * <pre>{@code
 * @Dense(10) Tensor scores(Tensor f6);
 * @Softmax Tensor probabilities(Tensor scores);  // [10] -> [10]
 * }</pre>
 *
 * <p>Bridle, "Probabilistic interpretation of feedforward classification network outputs", 1990.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Softmax {}
