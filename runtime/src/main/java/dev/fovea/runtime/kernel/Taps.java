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

  /**
   * Where a phase of a depthwise kernel finds its weights, {@code [height][width][channel]}: the positions of {@link #phase}, but column
   * by column.
   */
  public static int[] phaseWeights(int kernelHeight, int kernelWidth, int strideHeight, int strideWidth, int dilationHeight,
      int dilationWidth, int top, int left, int firstRow, int firstColumn, int channels) {
    int[] weights = new int[kernelHeight * kernelWidth];
    int k = 0;
    for (int x = 0; x < kernelWidth; x++) {
      for (int y = 0; y < kernelHeight; y++) {
        if (Math.floorMod(firstRow + top - y * dilationHeight, strideHeight) == 0
            && Math.floorMod(firstColumn + left - x * dilationWidth, strideWidth) == 0) {
          weights[k++] = (y * kernelWidth + x) * channels;
        }
      }
    }
    return java.util.Arrays.copyOf(weights, k);
  }

  /** For each place in {@link #phaseOrder}, the place of the first position of the same phase. */
  public static int[] phaseStarts(int kernelHeight, int kernelWidth, int strideHeight, int strideWidth, int dilationHeight,
      int dilationWidth) {
    int[] starts = new int[kernelHeight * kernelWidth];
    int phase = -1;
    int place = 0;
    for (int position : phaseOrder(kernelHeight, kernelWidth, strideHeight, strideWidth, dilationHeight, dilationWidth)) {
      int own = position / kernelWidth * dilationHeight % strideHeight * strideWidth
          + position % kernelWidth * dilationWidth % strideWidth;
      starts[place] = own == phase ? starts[place - 1] : place;
      phase = own;
      place++;
    }
    return starts;
  }

  /** For each place in {@link #phaseOrder}, the channels that the steps of its phase read, over and over. */
  public static int[][] phaseChannels(int[] phaseStarts, int channels) {
    int[][] taps = new int[phaseStarts.length][];
    for (int place = 0; place < taps.length; place++) {
      if (phaseStarts[place] < place) {
        taps[place] = taps[place - 1];
      } else {
        int end = place + 1;
        while (end < taps.length && phaseStarts[end] == place) {
          end++;
        }
        taps[place] = new int[(end - place) * channels];
        java.util.Arrays.setAll(taps[place], k -> k % channels);
      }
    }
    return taps;
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
