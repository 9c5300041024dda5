package dev.fovea;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Product of the two tensors that the method reads, number by number. One of them may be a gate,
 * {@code [c, 1, 1]}, in either place: its numbers then count at every pixel of the other. It reads both
 * parameters of the method and stands before any other operation.
 *
 * <ul>
 * <li>Shape: {@code [c, h, w], [c, h, w] -> [c, h, w]}, or {@code [c, h, w], [c, 1, 1] -> [c, h, w]}.
 * <li>Parameters: none.
 * <li>Deconvnet: none; a product is no rectified linear function of its inputs, so projecting through it is an
 *     error.
 * </ul>
 *
 * <pre>{@code
 * @GlobalAvgPool          Tensor squeeze(Tensor conv2);            // [64]
 * @Dense(4) @Relu         Tensor reduce(Tensor squeeze);
 * @Dense(64) @Sigmoid     Tensor gate(Tensor reduce);              // [64]
 * @Multiply               Tensor scaled(Tensor conv2, Tensor gate);  // [64, 56, 56], [64] -> [64, 56, 56]
 * }</pre>
 *
 * <p>Hu, Shen, Sun, "Squeeze-and-excitation networks", 2018, equation 4.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Multiply {}
