package dev.fovea;

/** What is legal but seldom meant; {@link Allow} says that it is. */
public enum Warning {
  /**
   * The last rows or columns of real pixels are in no window: {@code (i + p0 + p1 - K) mod s} is larger than
   * the padding after the image. Padding that is not read, and pixels skipped by a stride beyond the kernel,
   * are no reason.
   */
  DROPPED_PIXELS,

  /**
   * The kernel of a {@link TransposedConv} is not a multiple of its stride, so that neighbouring pixels are
   * made of different numbers of stamps: a checkerboard.
   *
   * <p>Odena, Dumoulin, Olah, "Deconvolution and checkerboard artifacts", Distill, 2016.
   */
  CHECKERBOARD,

  /** A bias asked for by {@link Bias#TRUE} before a batch norm, which subtracts it again. */
  USELESS_BIAS,

  /**
   * An operation that leaves what it reads as it is: a rectifier of numbers that are never negative, a batch norm
   * or a {@link Relu6} right after another, a {@link Dropout} of rate 0, a pool of one pixel and stride 1.
   */
  REDUNDANT,

  /** An activation directly after another one, as in {@code @Relu @Softmax}, which spoils what it is to see. */
  DOUBLE_ACTIVATION,

  /** A {@link Softmax} over one channel, {@code [1, h, w]}: it gives 1 whatever it reads. */
  CONSTANT,

  /**
   * An input of at most four columns and many channels, as {@code {224, 224, 3}}: its numbers are channels, height
   * and width, in that order.
   */
  INPUT_ORDER
}
