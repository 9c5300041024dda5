package dev.fovea;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Concatenation along channels, in the order of the parameters. It reads every parameter of the method, at
 * least two, and stands before any other operation.
 *
 * <ul>
 * <li>Shape: {@code [c1, h, w], [c2, h, w], ... -> [c1 + c2 + ..., h, w]}; heights and widths must agree.
 * <li>Parameters: none.
 * <li>Deconvnet: every branch gets its channels of the signal; an extension of ours, off in strict mode.
 * </ul>
 *
 * <pre>{@code
 * @Concat  // [64, 55, 55], [64, 55, 55] -> [128, 55, 55]
 * Tensor fire2(Tensor expand1x1, Tensor expand3x3);
 * }</pre>
 *
 * <p>Szegedy et al., "Going deeper with convolutions", 2015; Huang, Liu, van der Maaten, Weinberger, "Densely
 * connected convolutional networks", 2017, equation 2.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Concat {}
