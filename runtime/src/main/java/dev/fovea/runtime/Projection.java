package dev.fovea.runtime;

import java.util.Arrays;

/**
 * Projections from one layer to pixels. Each starts with a 1 at one unit and zeros elsewhere; a map without any positive value gives
 * a zero projection. Results are views that the next projection overwrites.
 */
public final class Projection {
  private final Deconvnet deconvnet;
  private final Layer layer;
  private final int[] units;

  Projection(Deconvnet deconvnet, Layer layer) {
    this.deconvnet = deconvnet;
    this.layer = layer;
    this.units = new int[deconvnet.forward().batch()];
  }

  /** The layer that projections start from. */
  public Layer layer() {
    return layer;
  }

  /** From the strongest unit of all maps, for each image of the batch. */
  public Tensor strongest() {
    return strongest(0, layer.channels());
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
    return strongest(map, map + 1);
  }

  private Tensor strongest(int fromMap, int toMap) {
    Tensor activation = deconvnet.forward().activation(layer);
    for (int image = 0; image < units.length; image++) {
      units[image] = strongest(activation, image, fromMap, toMap);
    }
    return deconvnet.project(layer, units);
  }

  /**
   * From one unit, for each image of the batch, whether it is active or not.
   *
   * @throws IndexOutOfBoundsException if there is no such unit
   */
  public Tensor unit(int map, int row, int column) {
    if (map < 0 || map >= layer.channels() || row < 0 || row >= layer.height() || column < 0 || column >= layer.width()) {
      throw new IndexOutOfBoundsException("unit (" + map + ", " + row + ", " + column + ") is outside " + layer);
    }
    Arrays.fill(units, index(map, row, column));
    return deconvnet.project(layer, units);
  }

  /** From any signal of the layer's shape, as it is. */
  public Tensor signal(Tensor values) {
    return deconvnet.project(layer, values);
  }

  private int index(int map, int row, int column) {
    return (map * layer.height() + row) * layer.width() + column;
  }

  /** The unit of the largest positive value among some maps of an image, the first in row-major order on a tie; -1 if there is none. */
  private int strongest(Tensor activation, int image, int fromMap, int toMap) {
    float best = 0;
    int unit = -1;
    // Pixel by pixel, as the numbers lie in memory.
    for (int y = 0; y < layer.height(); y++) {
      for (int x = 0; x < layer.width(); x++) {
        for (int c = fromMap; c < toMap; c++) {
          float value = activation.get(image, c, y, x);
          if (value > best || value == best && unit >= 0 && index(c, y, x) < unit) {
            best = value;
            unit = index(c, y, x);
          }
        }
      }
    }
    return unit;
  }
}
