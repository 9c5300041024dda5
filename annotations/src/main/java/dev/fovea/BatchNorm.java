package dev.fovea;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Batch normalisation: {@code y = gamma (x - mean) / sqrt(variance + epsilon) + beta}, channel by channel.
 *
 * <p>Training takes mean and (biased) variance over batch, height and width, and updates the running mean and
 * the running, unbiased variance: {@code running = (1 - momentum) running + momentum batch}. Otherwise the
 * running ones are used.
 *
 * <ul>
 * <li>Shape: {@code [c, h, w] -> [c, h, w]}.
 * <li>Parameters: {@code 2 c}, gamma (1 at first) and beta (0); besides {@code 2 c} running statistics, which
 *     are not counted.
 * <li>Deconvnet: multiplies by the scale {@code gamma / sqrt(variance + epsilon)} of the running variance and
 *     drops the shift; an extension of ours, off in strict mode.
 * </ul>
 *
 * <pre>{@code
 * @Conv(filters = 64, kernel = 3, padding = 1) @BatchNorm @Relu
 * Tensor conv2(Tensor conv1);
 * }</pre>
 *
 * <p>Ioffe, Szegedy, "Batch normalization: accelerating deep network training by reducing internal covariate
 * shift", 2015, algorithms 1 and 2.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface BatchNorm {
  /**
   * {@return what is added to the variance, so that a constant channel does not divide by zero} Above 0.
   * PyTorch's default, 1e-5.
   */
  double epsilon() default 1e-5;

  /**
   * {@return the weight of the newest batch in the running statistics} From 0 to 1. PyTorch's default, 0.1;
   * Keras and ONNX write the other part, 0.9.
   */
  double momentum() default 0.1;

  /**
   * {@return whether training leaves gamma, beta and the running statistics as they are, and normalises by
   * the latter} Gradients still pass through. PyTorch's default, false; the meaning is Keras's.
   */
  boolean frozen() default false;
}
