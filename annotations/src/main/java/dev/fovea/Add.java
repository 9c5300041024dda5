package dev.fovea;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Sum of all tensors that the method reads, number by number. It reads every parameter of the method, at
 * least two, and stands before any other operation.
 *
 * <ul>
 * <li>Shape: {@code [c, h, w], [c, h, w], ... -> [c, h, w]}; all must agree.
 * <li>Parameters: none.
 * <li>Deconvnet: every branch gets a copy of the signal, and branches that meet again add up; an extension of
 *     ours, off in strict mode.
 * </ul>
 *
 * <pre>{@code
 * @Add @Relu  // [64, 56, 56], [64, 56, 56] -> [64, 56, 56]
 * Tensor block1(Tensor conv2, Tensor pool1);
 * }</pre>
 *
 * <p>He, Zhang, Ren, Sun, "Deep residual learning for image recognition", 2016, equation 1.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Add {}
