package dev.fovea.runtime.kernel;

import dev.fovea.runtime.Parameter;

/**
 * The filters of a 3 x 3 convolution as {@link Kernels#winogradInput Winograd's F(4x4, 3x3)} multiplies them, {@code G g G^T}: four times
 * the numbers, {@code [block][36 positions][channel][filter in block]}. Made once for a parameter and shared by all passes over it.
 */
public final class WinogradFilters {
  private final Parameter weights;
  private final float[] transformed;
  private volatile long version = -1;

  private WinogradFilters(Parameter weights) {
    this.weights = weights;
    this.transformed = new float[Math.addExact(Math.multiplyExact(weights.packing().size() / 9, 36), Pass.ALIGNED)];
  }

  /** Those of a parameter, {@code [filters, channels, 3, 3]}; empty until {@link #refresh}. */
  public static WinogradFilters of(Parameter weights) {
    return weights.derived(WinogradFilters.class, WinogradFilters::new);
  }

  /** The numbers, from {@link Pass#ALIGNED} on, as they were at the last {@link #refresh}. */
  public float[] transformed() {
    return transformed;
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
    int filters = weights.shape()[0];
    int channels = weights.shape()[1];
    int first = 0;
    for (int width = 64; width >= 16; width /= 2) {
      for (; (filters + 15) / 16 * 16 - first >= width; first += width) {
        kernels.winogradFilters(weights.packed(), first * channels * 9, transformed, Pass.ALIGNED + first * channels * 36,
            channels * width);
      }
    }
    version = seen;
  }
}
