package dev.fovea.runtime.kernel;

/** A convolution of stride 1 by few filters, of which only the largest of each 2 x 2 outputs is kept: see {@link Kernels#correlatePool}. */
public final class PooledWindow {
  /** The most filters there may be. */
  static final int MOST = 8;

  final int kernelHeight;
  final int kernelWidth;
  final int channels;
  final int rowStride;
  final int pixelStride;
  final int filters;
  final int outputWidth;
  /** Where each step of the kernel finds its input. */
  final int[] taps;

  /**
   * A convolution and its pool.
   *
   * @param channels of the image, which a filter reads all
   * @param rowStride floats between neighbouring rows of the image
   * @param pixelStride floats between its neighbouring pixels
   * @param filters 1 to 8
   * @param outputWidth how many outputs a row has after pooling
   */
  public PooledWindow(int kernelHeight, int kernelWidth, int channels, int rowStride, int pixelStride, int filters, int outputWidth) {
    this.kernelHeight = kernelHeight;
    this.kernelWidth = kernelWidth;
    this.channels = channels;
    this.rowStride = rowStride;
    this.pixelStride = pixelStride;
    this.filters = filters;
    this.outputWidth = outputWidth;
    this.taps = Taps.window(kernelHeight, kernelWidth, channels, rowStride, pixelStride);
  }

  /** Columns of the image that a row of outputs reads. */
  int columns() {
    return 2 * outputWidth + kernelWidth - 1;
  }

  /** Rows of the image that some rows of outputs read. */
  int rows(int outputs) {
    return 2 * outputs + kernelHeight - 1;
  }
}
