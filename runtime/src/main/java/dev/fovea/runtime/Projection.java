package dev.fovea.runtime;

/**
 * Projections from one layer to pixels. Each starts with a 1 at one unit and zeros elsewhere; a map without any positive value gives
 * a zero projection. Results are views that the next projection overwrites.
 */
public final class Projection {
  private final Deconvnet deconvnet;
  private final Layer layer;
  private final Tensor signal;

  Projection(Deconvnet deconvnet, Layer layer) {
    this.deconvnet = deconvnet;
    this.layer = layer;
    this.signal = Tensor.zeros(deconvnet.forward().batch(), layer.channels(), layer.height(), layer.width());
  }

  /** The layer that projections start from. */
  public Layer layer() {
    return layer;
  }

  /** From the strongest unit of all maps, for each image of the batch. */
  public Tensor strongest() {
    signal.fill(0);
    for (int image = 0; image < signal.batch(); image++) {
      mark(image, 0, layer.channels());
    }
    return deconvnet.project(layer, signal);
  }

  /**
   * From the strongest unit of one map, for each image of the batch.
   *
   * @throws IndexOutOfBoundsException if there is no such map
   */
  public Tensor map(int map) {
    if (map < 0 || map >= layer.channels()) {
      throw new IndexOutOfBoundsException(layer.name() + " has maps 0 to " + (layer.channels() - 1) + ", not " + map);
    }
    signal.fill(0);
    for (int image = 0; image < signal.batch(); image++) {
      mark(image, map, map + 1);
    }
    return deconvnet.project(layer, signal);
  }

  /**
   * From one unit, for each image of the batch, whether it is active or not.
   *
   * @throws IndexOutOfBoundsException if there is no such unit
   */
  public Tensor unit(int map, int row, int column) {
    signal.fill(0);
    for (int image = 0; image < signal.batch(); image++) {
      signal.set(image, map, row, column, 1);
    }
    return deconvnet.project(layer, signal);
  }

  /** From any signal of the layer's shape, as it is. */
  public Tensor signal(Tensor values) {
    return deconvnet.project(layer, values);
  }

  /** Puts a 1 at the largest positive value among some maps of an image, the first in row-major order on a tie. */
  private void mark(int image, int fromMap, int toMap) {
    Tensor activation = deconvnet.forward().activation(layer);
    float best = 0;
    int index = -1;
    for (int c = fromMap; c < toMap; c++) {
      for (int y = 0; y < layer.height(); y++) {
        for (int x = 0; x < layer.width(); x++) {
          float value = activation.get(image, c, y, x);
          if (value > best) {
            best = value;
            index = signal.index(image, c, y, x);
          }
        }
      }
    }
    if (index >= 0) {
      signal.data()[index] = 1;
    }
  }
}
