package dev.fovea;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a layer as an output of its network.
 *
 * <p>A network with exactly one layer that nobody reads needs no mark. Where there are more, each output is
 * marked; a layer that is neither read nor marked is an error. A layer that is read may be an output too.
 *
 * <pre>{@code
 * @Dense(10) @Output Tensor scores(Tensor features);
 * @Dense(4) @Output Tensor box(Tensor features);
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Output {}
