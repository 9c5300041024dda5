package dev.fovea;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Dropout: in training each number is zeroed with probability {@code rate}, and those kept are divided by
 * {@code 1 - rate}; otherwise it does nothing.
 *
 * <ul>
 * <li>Shape: {@code [c, h, w] -> [c, h, w]}.
 * <li>Parameters: none.
 * <li>Deconvnet: passes the signal as it is, since recording drops nothing.
 * </ul>
 *
 * <pre>{@code
 * @Dense(4096) @Relu @Dropout(0.5)
 * Tensor fc6(Tensor pool5);
 * }</pre>
 *
 * <p>Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov, "Dropout: a simple way to prevent neural
 * networks from overfitting", 2014.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Dropout {
  /** {@return the rate: the probability that a number is zeroed} From 0 to below 1; required. */
  double value();
}
