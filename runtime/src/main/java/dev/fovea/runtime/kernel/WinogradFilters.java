package dev.fovea.runtime.kernel;

import dev.fovea.runtime.Parameter;

/**
 * The filters of a 3 x 3 or 5 x 5 convolution as {@link Kernels#winogradInput Winograd's F(4x4, 3x3) or F(2x2, 5x5)} multiplies them,
 * {@code G g G^T}: 36 numbers for 9 or 25, in blocks as wide as the kernels like best, {@code [block][36 positions][channel][filter in
 * block]}. Made once for a parameter and shared by all passes over it.
 */
public final class WinogradFilters {
  /** 6 x 6. */
  public static final int POSITIONS = 36;

  private static final float[] ZEROS = new float[64];

  private final Parameter weights;
  private final int kernel;
  private final int channels;
  private final int padded;
  private final int[] taps;
  private final float[] transformed;
  private volatile long version = -1;
  private int together;

  private WinogradFilters(Parameter weights) {
    this.weights = weights;
    kernel = weights.shape()[2];
    channels = weights.shape()[1];
    padded = (weights.shape()[0] + 15) / 16 * 16;
    taps = Taps.window(1, 1, channels, 0, 0);
    transformed = new float[Math.addExact(Math.multiplyExact(Math.multiplyExact(padded, channels), POSITIONS), Pass.ALIGNED)];
  }

  /** Those of a parameter, {@code [filters, channels, 3, 3]} or {@code [filters, channels, 5, 5]}; empty until {@link #refresh}. */
  public static WinogradFilters of(Parameter weights) {
    return weights.derived(WinogradFilters.class, WinogradFilters::new);
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
    together = kernels.filtersTogether();
    for (int first = 0, width; first < padded; first += width) {
      width = width(first);
      int own = Math.min(width, together);
      for (int f = first; f < first + width; f += own) {
        for (int c = 0; c < channels; c++) {
          kernels.winogradFilters(7 - kernel, weights.packed(), first * channels * kernel * kernel + c * width + f - first,
              channels * width, transformed, Pass.ALIGNED + f * channels * POSITIONS + c * own, channels * own, own);
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
    int own = Math.min(width, together);
    for (int k = 0; k < POSITIONS; k++) {
      for (int f = 0; f < width; f += own) {
        kernels.correlate(scratch, v0 + k * vStride, vTile, taps, 0, channels, channels, transformed,
            Pass.ALIGNED + ((first + f) * POSITIONS + k * own) * channels, own, ZEROS, 0, scratch, m0 + k * mStride + f, 64, tiles);
      }
    }
  }
}
