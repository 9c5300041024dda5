package dev.fovea;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Computes members of the operations on the same method, or of the block that it uses, from the members of the {@link Block} around
 * it: {@code @With("filters = 4 * width, stride = stride")}.
 *
 * <p>Expressions are made of whole numbers, members of type {@code int}, {@code + - * / %}, parentheses, {@code min(a, b)} and {@code
 * max(a, b)}; division rounds towards zero. A member that differs by axis takes one expression, or several in braces: {@code kernel =
 * {k, 1}}. Where several operations of the method have the member, it is qualified by the operation: {@code conv.kernel = k}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface With {
  /** {@return the assignments, with commas between them} Required. */
  String value();
}
