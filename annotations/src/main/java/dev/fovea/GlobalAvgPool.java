package dev.fovea;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Global average pooling: the mean of every channel.
 *
 * <ul>
 * <li>Shape: {@code [c, h, w] -> [c, 1, 1]}.
 * <li>Parameters: none.
 * <li>Deconvnet: the signal, divided by {@code h w}, is spread over the whole channel; an extension of ours,
 *     off in strict mode.
 * </ul>
 *
 * <pre>{@code
 * @GlobalAvgPool  // [512, 7, 7] -> [512]
 * Tensor pool5(Tensor conv5);
 * }</pre>
 *
 * <p>Lin, Chen, Yan, "Network in network", 2014, section 3.2.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface GlobalAvgPool {}
