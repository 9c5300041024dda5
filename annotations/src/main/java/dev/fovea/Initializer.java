package dev.fovea;

/**
 * How the weights of a layer are drawn at first. Biases are zeros, whatever the initializer.
 *
 * <p>The fan-in is how many numbers an output number is made of, the fan-out how many output numbers an input
 * number takes part in, strides left aside: {@code (c/g) kh kw} and {@code (f/g) kh kw} for {@code c}
 * channels, {@code f} filters and {@code g} groups, and {@code c h w} and {@code n} for a dense layer of
 * {@code n} units. Normals are not truncated; a uniform of bound {@code b} lies in {@code [-b, b)}.
 */
public enum Initializer {
  /**
   * {@link #HE_NORMAL} where the activation that follows on the same method is {@link Relu},
   * {@link Relu6} or {@link LeakyRelu}, else {@link #XAVIER_UNIFORM}. The default, and ours: PyTorch draws
   * convolutions and dense layers from a uniform of bound {@code sqrt(1 / fan-in)}.
   */
  AUTO,

  /**
   * Normal of standard deviation {@code sqrt(2 / fan-in)}: keeps the size of signals through rectifiers,
   * which silence half of them.
   *
   * <p>He, Zhang, Ren, Sun, "Delving deep into rectifiers", 2015, equation 10. PyTorch's
   * {@code kaiming_normal_}.
   */
  HE_NORMAL,

  /**
   * Uniform of bound {@code sqrt(6 / fan-in)}, whose variance is that of {@link #HE_NORMAL}. PyTorch's
   * {@code kaiming_uniform_}.
   */
  HE_UNIFORM,

  /**
   * Normal of standard deviation {@code sqrt(2 / (fan-in + fan-out))}, whose variance is that of
   * {@link #XAVIER_UNIFORM}.
   */
  XAVIER_NORMAL,

  /**
   * Uniform of bound {@code sqrt(6 / (fan-in + fan-out))}: a compromise between the size of signals on the
   * way forward and that of gradients on the way back.
   *
   * <p>Glorot, Bengio, "Understanding the difficulty of training deep feedforward neural networks", 2010,
   * equation 16.
   */
  XAVIER_UNIFORM,

  /**
   * Normal of standard deviation {@code sqrt(1 / fan-in)}.
   *
   * <p>LeCun, Bottou, Orr, Mueller, "Efficient backprop", 1998, section 4.6.
   */
  LECUN_NORMAL,

  /**
   * All zeros: a layer that begins by contributing nothing, such as the last one of a residual branch. Two
   * such layers in a row never learn.
   */
  ZEROS
}
