package dev.fovea;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Reshapes into one vector, in channel, height, width order (also where images are {@link Layout#NHWC}).
 *
 * <ul>
 * <li>Shape: {@code [c, h, w] -> [c h w, 1, 1]}.
 * <li>Parameters: none.
 * <li>Deconvnet: reshapes back.
 * </ul>
 *
 * <pre>{@code
 * @Flatten  // [256, 6, 6] -> [9216]
 * Tensor features(Tensor pool5);
 * }</pre>
 *
 * <p>{@link Dense} needs none before it: it flattens what it reads.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Flatten {}
