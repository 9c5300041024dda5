package dev.fovea.runtime.kernel;

import dev.fovea.runtime.Packing;
import dev.fovea.runtime.Parameter;

/**
 * The way back through a convolution to an input of few channels, which would leave most lanes of a vector empty. The kernel's columns
 * and the channels are laid side by side, as filters of a kernel of one column; its sums, {@code [kernel columns * channels]} for each
 * pixel of the output, are then folded together where windows overlap.
 */
public final class Folding {
  private final Parameter weights;
  private final Packing packing;
  private final int channels;
  private final int kernelHeight;
  private final int kernelWidth;
  private final float[] packed;
  private long version = -1;

  /** Weights {@code [filters, channels, height, width]}, packed anew at {@link #refresh()}. */
  public Folding(Parameter weights, int filters, int channels, int kernelHeight, int kernelWidth, int strideHeight, int dilationHeight) {
    this.weights = weights;
    this.channels = channels;
    this.kernelHeight = kernelHeight;
    this.kernelWidth = kernelWidth;
    packing = Packing.transposed(filters, kernelWidth * channels, kernelHeight, 1, strideHeight, 1, dilationHeight, 1, 1);
    packed = new float[packing.size()];
  }

  /** The numbers, as they were at the last {@link #refresh()}. */
  public float[] packed() {
    return packed;
  }

  /** Follows the weights, if they have changed. */
  public void refresh() {
    if (version == weights.version()) {
      return;
    }
    version = weights.version();
    float[] source = weights.packed();
    for (int i = 0; i < weights.count(); i++) {
      int column = i % kernelWidth;
      int row = i / kernelWidth % kernelHeight;
      int plane = i / kernelWidth / kernelHeight;
      int lane = column * channels + plane % channels;
      packed[packing.index((plane / channels * kernelWidth * channels + lane) * kernelHeight + row)] = source[weights.packing().index(i)];
    }
  }

  /**
   * Adds the sums of one row of outputs to the row of the input that they belong to.
   *
   * @param sums those of output {@code first} begin at {@code sums0}, each other's {@code step} floats behind
   * @param dx its row begins at {@code dx0}
   * @param padding columns before the first of the row
   * @param width columns of the row
   */
  public static void row(float[] sums, int sums0, int step, int first, int count, float[] dx, int dx0, int dxStep, int channels,
      int kernelWidth, int stride, int dilation, int padding, int width) {
    for (int p = 0; p < count; p++) {
      int left = (first + p) * stride - padding;
      int end = Window.end(left, dilation, kernelWidth, width);
      for (int k = Window.first(left, dilation); k < end; k++) {
        int from = sums0 + p * step + k * channels;
        int to = dx0 + (left + k * dilation) * dxStep;
        for (int c = 0; c < channels; c++) {
          dx[to + c] += sums[from + c];
        }
      }
    }
  }
}
