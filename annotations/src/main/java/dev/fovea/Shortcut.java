package dev.fovea;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Residual shortcut: the first parameter, brought to the shape of the second, of which nothing else is read.
 *
 * <ul>
 * <li>Shape: {@code [c, h, w], [c', h', w'] -> [c', h', w']}. Where the shapes agree it is the identity; else
 *     a 1x1 convolution with {@code c'} filters and, on each axis, the smallest stride {@code s} for which
 *     {@code floor((i - 1) / s) + 1} is the size wanted. That there is none is an error.
 * <li>Parameters: none for the identity; for a projection weights {@code [c', c, 1, 1]}, and {@code c'} biases
 *     unless it has a batch norm.
 * <li>Deconvnet: the identity copies; a projection goes back through its transposed filters.
 * </ul>
 *
 * <p>He, Zhang, Ren, Sun, "Deep residual learning for image recognition", 2015, section 3.3, option B.
 *
 * <pre>{@code
 * @Shortcut(batchNorm = true)
 * Tensor skip(Tensor input, Tensor expand);
 *
 * @Add @Relu
 * Tensor out(Tensor expand, Tensor skip);
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Shortcut {
  /** {@return whether a projection is followed by a batch norm} Ours, false. */
  boolean batchNorm() default false;

  /** {@return how a projection's weights are drawn at first} Ours, {@link Initializer#AUTO}. */
  Initializer initializer() default Initializer.AUTO;

  /** {@return the weight of {@code sum |w|} in the loss} Finite, 0 or more. PyTorch's default, 0. */
  double l1() default 0;

  /** {@return the weight of {@code sum w^2 / 2} in the loss} Finite, 0 or more. PyTorch's default, 0. */
  double l2() default 0;

  /** {@return whether training leaves a projection as it is} PyTorch's default, false. */
  boolean frozen() default false;
}
