package dev.fovea.runtime.kernel;

/**
 * All phases of a transposed convolution, one for each pair of remainders of its strides: for strides so large that a call for each
 * would not be readable. Phase (a, b) makes outputs {@code row(a) + i * strideHeight}, {@code column(b) + j * strideWidth}.
 */
public final class Phases {
  private final int columnPhases;
  private final int[] rows;
  private final int[] rowCounts;
  private final int[] columns;
  private final int[] columnCounts;
  private final int[][] taps;
  private final int[] stepsBefore;

  /**
   * The phases of a kernel.
   *
   * @param height rows of what is written
   * @param width columns of what is written
   * @param channels that one filter reads
   * @param rowStride floats between rows of what is read
   * @param pixelStride floats between pixels of what is read
   */
  public Phases(int kernelHeight, int kernelWidth, int strideHeight, int strideWidth, int dilationHeight, int dilationWidth, int top,
      int left, int height, int width, int channels, int rowStride, int pixelStride) {
    columnPhases = strideWidth;
    rows = firsts(strideHeight, top);
    columns = firsts(strideWidth, left);
    rowCounts = counts(rows, strideHeight, height);
    columnCounts = counts(columns, strideWidth, width);
    taps = new int[strideHeight * strideWidth][];
    stepsBefore = new int[taps.length];
    int steps = 0;
    for (int phase = 0; phase < taps.length; phase++) {
      taps[phase] = Taps.phase(kernelHeight, kernelWidth, strideHeight, strideWidth, dilationHeight, dilationWidth, top, left,
          rows[phase / strideWidth], columns[phase % strideWidth], channels, rowStride, pixelStride);
      stepsBefore[phase] = steps;
      steps += taps[phase].length;
    }
  }

  /** The first output of each remainder. */
  private static int[] firsts(int stride, int padding) {
    int[] firsts = new int[stride];
    for (int remainder = 0; remainder < stride; remainder++) {
      firsts[remainder] = Math.floorMod(remainder - padding, stride);
    }
    return firsts;
  }

  private static int[] counts(int[] firsts, int stride, int size) {
    int[] counts = new int[firsts.length];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = firsts[i] >= size ? 0 : (size - firsts[i] + stride - 1) / stride;
    }
    return counts;
  }

  /** The first row of a phase. */
  public int row(int a) {
    return rows[a];
  }

  /** How many rows a phase has. */
  public int rows(int a) {
    return rowCounts[a];
  }

  /** The first column of a phase. */
  public int column(int b) {
    return columns[b];
  }

  /** How many columns a phase has. */
  public int columns(int b) {
    return columnCounts[b];
  }

  /** Where the steps of a phase find their input. */
  public int[] taps(int a, int b) {
    return taps[a * columnPhases + b];
  }

  /** How many steps of the packed kernel belong to phases before this one. */
  public int stepsBefore(int a, int b) {
    return stepsBefore[a * columnPhases + b];
  }
}
