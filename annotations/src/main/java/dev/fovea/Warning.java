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
  USELESS_BIAS
}
