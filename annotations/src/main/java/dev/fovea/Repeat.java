package dev.fovea;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Chains a layer or a block of one input: each repetition reads the one before it. The repetitions of {@code conv2} are called {@code
 * conv2[0]}, {@code conv2[1]} and so on; each has weights of its own.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Repeat {
  /** {@return how often} At least 1; required. */
  int value();
}
