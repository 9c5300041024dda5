package dev.fovea;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Global max pooling: the largest number of every channel.
 *
 * <ul>
 * <li>Shape: {@code [c, h, w] -> [c, 1, 1]}; a channel has at most {@code 2^24} pixels.
 * <li>Parameters: none.
 * <li>Deconvnet: the signal goes to the recorded switch, the first maximum in row-major order.
 * </ul>
 *
 * <pre>{@code
 * @GlobalMaxPool  // [512, 7, 7] -> [512]
 * Tensor pool5(Tensor conv5);
 * }</pre>
 *
 * <p>Oquab, Bottou, Laptev, Sivic, "Is object localization for free? Weakly-supervised learning with
 * convolutional neural networks", 2015, section 3.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface GlobalMaxPool {}
