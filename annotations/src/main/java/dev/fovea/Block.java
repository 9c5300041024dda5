package dev.fovea;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes an annotation of yours a block: a piece of a network that its members parameterise.
 *
 * <p>The annotation holds a nested interface {@code Body}, whose abstract methods are layers as in a network. Its members are the
 * parameters, from which {@link With} computes members of the layers' operations. Exactly one layer of the body is read by no other:
 * it is what the block gives. Blocks may use blocks, but not themselves; a member that {@link With} gives where another block uses this
 * one needs a default, since Java asks for one.
 *
 * <p>Where a block is used as {@code down3}, its layers are called {@code down3.reduce} and so on, in catalogues, views and weight
 * files.
 *
 * <pre>{@code
 * @Block
 * public @interface Bottleneck {
 *   int width();
 *   int stride() default 1;
 *
 *   interface Body {
 *     @Pointwise @With("filters = width") @BatchNorm @Relu          Tensor reduce(Tensor input);
 *     @Conv(kernel = 3, padding = 1) @With("filters = width, stride = stride") @BatchNorm @Relu
 *                                                                   Tensor conv(Tensor reduce);
 *     @Pointwise @With("filters = 4 * width") @BatchNorm            Tensor expand(Tensor conv);
 *     @Shortcut(batchNorm = true)                                   Tensor skip(Tensor input, Tensor expand);
 *     @Add @Relu                                                    Tensor out(Tensor expand, Tensor skip);
 *   }
 * }
 *
 * @Bottleneck(width = 64) @Repeat(3) Tensor conv2(Tensor pool1);    // in a network
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.ANNOTATION_TYPE)
public @interface Block {
  /**
   * {@return the names that the layers of the body may read besides one another} Bound by position to the parameters of the method
   * that uses the block. Ours, {@code {"input"}}.
   */
  String[] inputs() default {"input"};
}
