package dev.fovea.runtime.kernel;

import dev.fovea.runtime.Parameter;

/**
 * The filters of a 3 x 3 or 5 x 5 convolution as {@link Kernels#winogradInput Winograd's algorithm} multiplies them, {@code G g G^T}: 36
 * or 16 numbers for 9 or 25, slice by slice, {@code [slice][positions][channel][filter in slice]}. Made once for a parameter and shared
 * by all passes over it.
 */
public final class WinogradFilters {
  private static final float[] ZEROS = new float[64];

  private final Parameter weights;
  private final int outputs;
  private final int kernel;
  private final int positions;
  private final int channels;
  private final int padded;
  private final int[] taps;
  private final float[] transformed;
  private volatile long version = -1;

  private WinogradFilters(Parameter weights, int outputs) {
    this.weights = weights;
    this.outputs = outputs;
    kernel = weights.shape()[2];
    positions = (outputs + kernel - 1) * (outputs + kernel - 1);
    channels = weights.shape()[1];
    padded = (weights.shape()[0] + 15) / 16 * 16;
    taps = Taps.window(1, 1, channels, 0, 0);
    transformed = new float[Math.addExact(Math.multiplyExact(Math.multiplyExact(padded, channels), positions), Pass.ALIGNED)];
  }

  /**
   * Those of a parameter, {@code [filters, channels, 3, 3]} or {@code [filters, channels, 5, 5]}; empty until {@link #refresh}.
   *
   * @param outputs the side of a tile of outputs, the same whoever asks
   */
  public static WinogradFilters of(Parameter weights, int outputs) {
    WinogradFilters filters = weights.derived(WinogradFilters.class, w -> new WinogradFilters(w, outputs));
    if (filters.outputs != outputs) {
      throw new IllegalStateException(weights.name() + " has filters for tiles of " + filters.outputs + ", not of " + outputs);
    }
    return filters;
  }

  /** Follows the weights, if they have changed. */
  public void refresh(Kernels kernels) {
    if (version != weights.version()) {
      transform(kernels);
    }
  }

  private synchronized void transform(Kernels kernels) {
    long seen = weights.version();
    if (version == seen) {
      return;
    }
    for (int first = 0, width; first < padded; first += width) {
      width = width(first);
      int slice = Slices.width(width);
      for (int f = first; f < first + width; f += slice) {
        for (int c = 0; c < channels; c++) {
          kernels.winogradFilters(outputs, kernel, weights.packed(), f * channels * kernel * kernel + c * slice, channels * slice,
              transformed, Pass.ALIGNED + f * channels * positions + c * slice, channels * slice, slice);
        }
      }
    }
    version = seen;
  }

  /** Of a packed block: 64 while there are so many, then 32, then 16. */
  private int width(int first) {
    return Math.min(64, Integer.highestOneBit(padded - first));
  }

  /**
   * The products of one packed block's filters with the transformed inputs of some tiles, position by position: {@code m[k][tile][f] =
   * sum over c of v[k][tile][c] * u[k][c][f]}.
   *
   * @param first the block's first filter
   * @param width how many filters it has
   * @param scratch holds {@code v}, from {@code v0} on, its tiles {@code vTile} apart, and takes {@code m}, from {@code m0} on, its tiles
   *     64 apart; positions are a stride apart
   */
  public void multiply(Kernels kernels, int first, int width, float[] scratch, int v0, int vStride, int vTile, int m0, int mStride,
      int tiles) {
    int slice = Slices.width(width);
    for (int k = 0; k < positions; k++) {
      for (int f = 0; f < width; f += slice) {
        kernels.correlate(scratch, v0 + k * vStride, vTile, taps, 0, channels, channels, transformed,
            Pass.ALIGNED + ((first + f) * positions + k * slice) * channels, slice, ZEROS, 0, scratch, m0 + k * mStride + f, 64, tiles);
      }
    }
  }
}
