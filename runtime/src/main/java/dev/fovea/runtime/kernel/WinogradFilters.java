package dev.fovea.runtime.kernel;

import dev.fovea.runtime.Parameter;

/** Transformed filters of a parameter, which follow its weights: made once for it and shared by all passes over it. */
public final class WinogradFilters {
  private final Parameter weights;
  private final int outputs;
  private final int channels;
  private final WinogradProducts products;
  private volatile long version = -1;

  private WinogradFilters(Parameter weights, int groups, int stride, int outputs) {
    this.weights = weights;
    this.outputs = outputs;
    int filters = weights.shape()[0];
    channels = weights.shape()[1];
    int kernel = weights.shape()[2];
    products = new WinogradProducts(weights.packed(), groups, filters, channels, kernel, stride, outputs, false,
        new float[WinogradProducts.floats(filters, channels, kernel, stride, outputs)]);
  }

  /**
   * Those of a parameter, {@code [filters, channels, kernel, kernel]}; empty until {@link #refresh}.
   *
   * @param groups of the convolution
   * @param stride of the convolution, 1 or 2
   * @param outputs the side of a tile of outputs, the same whoever asks
   */
  public static WinogradFilters of(Parameter weights, int groups, int stride, int outputs) {
    WinogradFilters filters = weights.derived(WinogradFilters.class, w -> new WinogradFilters(w, groups, stride, outputs));
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
    products.transform(kernels, 0, channels);
    version = seen;
  }

  /** As {@link WinogradProducts#multiply}. */
  public void multiply(Kernels kernels, int first, int width, float[] scratch, int v0, int vStride, int vTile, int m0, int mStride,
      int tiles) {
    products.multiply(kernels, first, width, scratch, v0, vStride, vTile, m0, mStride, tiles);
  }
}
