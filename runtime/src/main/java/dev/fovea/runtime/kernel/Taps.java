package dev.fovea.runtime.kernel;

/** Tables of where the steps of a kernel find their input, relative to a pixel. */
public final class Taps {
  private Taps() {}

  /**
   * A convolution's: kernel positions in row-major order, the channels of each together.
   *
   * @param channels that one filter reads
   * @param rowStep floats between the rows of neighbouring kernel positions
   * @param columnStep floats between the columns of neighbouring kernel positions
   */
  public static int[] window(int kernelHeight, int kernelWidth, int channels, int rowStep, int columnStep) {
    int[] taps = new int[kernelHeight * kernelWidth * channels];
    int k = 0;
    for (int y = 0; y < kernelHeight; y++) {
      for (int x = 0; x < kernelWidth; x++) {
        for (int c = 0; c < channels; c++) {
          taps[k++] = y * rowStep + x * columnStep + c;
        }
      }
    }
    return taps;
  }

  /**
   * One phase of a transposed convolution: the kernel positions that meet outputs {@code (first + i * stride)}, in row-major order.
   * Along each axis position k meets them where {@code (first + padding - k * dilation)} is a multiple of the stride; the multiple is
   * the input it reads.
   *
   * @param firstRow row of the phase's first output
   * @param firstColumn column of the phase's first output
   * @param channels that one filter reads
   */
  public static int[] phase(int kernelHeight, int kernelWidth, int strideHeight, int strideWidth, int dilationHeight,
      int dilationWidth, int top, int left, int firstRow, int firstColumn, int channels, int rowStride, int pixelStride) {
    int[] taps = new int[kernelHeight * kernelWidth * channels];
    int k = 0;
    for (int y = 0; y < kernelHeight; y++) {
      int row = firstRow + top - y * dilationHeight;
      for (int x = 0; x < kernelWidth; x++) {
        int column = firstColumn + left - x * dilationWidth;
        if (Math.floorMod(row, strideHeight) == 0 && Math.floorMod(column, strideWidth) == 0) {
          for (int c = 0; c < channels; c++) {
            taps[k++] = Math.floorDiv(row, strideHeight) * rowStride + Math.floorDiv(column, strideWidth) * pixelStride + c;
          }
        }
      }
    }
    return java.util.Arrays.copyOf(taps, k);
  }

  /** Where a phase of a depthwise kernel finds its weights, {@code [height][width][channel]}: the positions of {@link #phase}. */
  public static int[] phaseWeights(int kernelHeight, int kernelWidth, int strideHeight, int strideWidth, int dilationHeight,
      int dilationWidth, int top, int left, int firstRow, int firstColumn, int channels) {
    int[] weights = new int[kernelHeight * kernelWidth];
    int k = 0;
    for (int y = 0; y < kernelHeight; y++) {
      for (int x = 0; x < kernelWidth; x++) {
        if (Math.floorMod(firstRow + top - y * dilationHeight, strideHeight) == 0
            && Math.floorMod(firstColumn + left - x * dilationWidth, strideWidth) == 0) {
          weights[k++] = (y * kernelWidth + x) * channels;
        }
      }
    }
    return java.util.Arrays.copyOf(weights, k);
  }

  /** The kernel positions of a transposed convolution in the order of their phases, as they are packed: {@code row * width + column}. */
  public static int[] phaseOrder(int kernelHeight, int kernelWidth, int strideHeight, int strideWidth, int dilationHeight,
      int dilationWidth) {
    int[] order = new int[kernelHeight * kernelWidth];
    int rank = 0;
    for (int phase = 0; phase < strideHeight * strideWidth; phase++) {
      for (int position = 0; position < order.length; position++) {
        if (position / kernelWidth * dilationHeight % strideHeight == phase / strideWidth
            && position % kernelWidth * dilationWidth % strideWidth == phase % strideWidth) {
          order[rank++] = position;
        }
      }
    }
    return order;
  }
}
