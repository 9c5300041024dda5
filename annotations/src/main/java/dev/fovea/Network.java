package dev.fovea;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes an interface, or an abstract class with an accessible constructor without parameters, a network.
 *
 * <p>Each abstract method is one layer. Its parameters name what it reads: another method, or {@code input}.
 * Its annotations are its operations and run from left to right, each at most once. Default, static and
 * private methods are left alone.
 *
 * <pre>{@code
 * @Network(input = {1, 28, 28})  // channels, height, width
 * public interface LeNet5 {
 *   @Conv(filters = 6, kernel = 5, padding = 2) @Relu   Tensor c1(Tensor input);
 *   @MaxPool(kernel = 2)                                Tensor s2(Tensor c1);
 *   @Conv(filters = 16, kernel = 5) @Relu               Tensor c3(Tensor s2);
 *   @MaxPool(kernel = 2)                                Tensor s4(Tensor c3);
 *   @Dense(120) @Relu                                   Tensor f5(Tensor s4);
 *   @Dense(84) @Relu                                    Tensor f6(Tensor f5);
 *   @Dense(10)                                          Tensor scores(Tensor f6);
 * }
 * }</pre>
 *
 * <p>The only layer that nobody reads is the output; where there are several, each is marked {@link Output}.
 * All other shapes follow from {@link #input()}; a network whose shapes do not fit does not compile.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Network {
  /**
   * {@return the shape of one image} {@code {channels, height, width}}, whatever the {@link #layout()}, or
   * one number for a vector; each at least 1; required.
   */
  int[] input();

  /** {@return the order of numbers in images given and returned} PyTorch's default, {@link Layout#NCHW}. */
  Layout layout() default Layout.NCHW;

  /**
   * {@return what the filters of every layer are multiplied by} Rounded to the nearest number, halves to the even
   * one ({@link Math#rint}), and at least 1; layers with {@code scaled = false} keep theirs. For networks that
   * extend another and are thinner: Howard et al., "MobileNets", 2017, section 3.3. A finite number above 0.
   */
  double widthMultiplier() default 1;

  /**
   * {@return whether 3x3 and 5x5 convolutions of {@code INFERENCE} and {@code TRAINING} passes may be done by Winograd's F(4x4, 3x3),
   * F(2x2, 3x3) and F(4x4, 5x5)} Ours, true. In inference also those of 5x5 and 6x6 with a stride of 2, as 3x3 ones of four times the
   * channels. It multiplies up to four times less (5x5: 6.25; with a stride: 2.8 and 4) and rounds differently: an output, or a gradient,
   * is off by less than 1e-5 of the sum of the absolute values of its products (at the edges of an image, of as many products as
   * elsewhere); where exact zeros belong, 1e-7 may stand. The processor chooses it layer by layer, in training for the way there, the way
   * back and the gradients by weights each, from as many images on as make up for filters that change with every step, and says why in its
   * report; {@code RECORDING} passes, and what goes back from them, never use it. The transformed filters, four times as many numbers as
   * the layer's weights (5x5: 2.56; with a stride: 5.76 and 4), are held besides these: for inference those of all layers, once for all
   * passes; by a training pass those of its largest layer. A. Lavin and S. Gray, "Fast Algorithms for Convolutional Neural Networks" (arXiv
   * 1509.09308).
   */
  boolean winograd() default true;
}
