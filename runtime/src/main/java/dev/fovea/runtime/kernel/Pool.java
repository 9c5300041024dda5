package dev.fovea.runtime.kernel;

/**
 * The windows of a pool over one input, and where the input's pixels lie.
 *
 * <p>Output (row, column) covers input rows {@code row * strideHeight - top + i * dilationHeight} for {@code i < kernelHeight}, and
 * columns likewise, as far as they are real pixels.
 *
 * @param height rows of the input
 * @param width columns of the input
 * @param channels channels, padded to a multiple of 16
 * @param rowStride floats between rows of the input
 * @param pixelStride floats between pixels of the input
 * @param outputWidth columns of the output
 * @param bottom rows of padding below; only divisors that count padding depend on it
 * @param right columns of padding to the right; likewise
 * @param countPadding whether an average divides by the window with its padding
 */
public record Pool(int height, int width, int channels, int rowStride, int pixelStride, int outputWidth, int kernelHeight,
    int kernelWidth, int strideHeight, int strideWidth, int dilationHeight, int dilationWidth, int top, int left, int bottom,
    int right, boolean countPadding) {

  /** What the window of an output divides by: real pixels only, or with padding, cut where a ceil-mode window overhangs it. */
  public int divisor(int row, int column) {
    int y = row * strideHeight - top;
    int x = column * strideWidth - left;
    if (countPadding) {
      return (Math.min(y + kernelHeight, height + bottom) - y) * (Math.min(x + kernelWidth, width + right) - x);
    }
    return (Math.min(y + kernelHeight, height) - Math.max(y, 0)) * (Math.min(x + kernelWidth, width) - Math.max(x, 0));
  }
}
