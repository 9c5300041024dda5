package dev.fovea;

/**
 * Where the padding of a window comes from.
 *
 * <p>{@code K = d (k - 1) + 1} is the size of the kernel with its holes, {@code s} the stride, {@code i} the
 * input and {@code o} the output size of an axis, {@code p0} the padding before (top, left) and {@code p1}
 * that after it (bottom, right). With any mode but {@link #EXPLICIT}, giving {@code padding} is an error.
 *
 * <p>On a {@link TransposedConv}, padding is cut from the output instead.
 */
public enum PaddingMode {
  /** From the member {@code padding}: PyTorch's way, and the default. */
  EXPLICIT,

  /** No padding: {@code p0 = p1 = 0}. TensorFlow's name. */
  VALID,

  /**
   * {@code o = ceil(i / s)}, with {@code p0 + p1 = max((o - 1) s + K - i, 0)}, as even as can be; an odd
   * pixel goes to the bottom and right. TensorFlow's SAME, ONNX's SAME_UPPER.
   *
   * <p>On a {@link TransposedConv} {@code o = s i}: with {@code p0 + p1 = max(K - s, 0)} and the output
   * padding {@code max(s - K, 0)}.
   */
  SAME,

  /** As {@link #SAME}, but an odd pixel goes to the top and left. ONNX's name. */
  SAME_LOWER,

  /**
   * {@code p0 = p1 = floor(K / 2)}: keeps the size where {@code K} is odd and {@code s = 1}. Theano's name
   * (Dumoulin, Visin, 2016, relationship 3).
   */
  HALF,

  /**
   * {@code p0 = p1 = K - 1}: every window that sees at least one pixel. Theano's name (Dumoulin, Visin, 2016,
   * relationship 4).
   */
  FULL
}
