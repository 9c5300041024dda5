package dev.fovea;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Rectified linear unit that ends at 6: {@code min(max(0, x), 6)}. Its derivative at 0 and at 6 is 0.
 *
 * <ul>
 * <li>Shape: {@code [c, h, w] -> [c, h, w]}.
 * <li>Parameters: none.
 * <li>Deconvnet: rectifies the reverse signal, {@code max(0, r)}, as {@link Relu} does; there is no end at 6.
 * </ul>
 *
 * <pre>{@code
 * @Depthwise(kernel = 3, padding = 1) @BatchNorm @Relu6
 * Tensor depthwise1(Tensor conv1);
 * }</pre>
 *
 * <p>Krizhevsky, "Convolutional deep belief networks on CIFAR-10", 2010; Howard et al., "MobileNets: efficient
 * convolutional neural networks for mobile vision applications", 2017.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Relu6 {}
