package dev.fovea.runtime.visual;

import dev.fovea.runtime.Forward;
import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Tensor;
import dev.fovea.runtime.train.Dataset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The strongest activations of each map of a layer over many images, at most one of each image. Only positive values
 * count: a unit at zero or below is not active. Memory does not grow with the number of images.
 */
public final class TopActivations {
  /** Zeiler and Fergus show nine of each map. */
  public static final int NINE = 9;

  /**
   * A unit's response to an image.
   *
   * @param image the index of the image in its dataset
   * @param value the activation
   * @param row the unit's row in its map
   * @param column the unit's column in its map
   */
  public record Activation(int image, float value, int row, int column) {}

  /** Strongest first; of equals, the earlier image. */
  private static final Comparator<Activation> ORDER =
      Comparator.comparingDouble(Activation::value).reversed().thenComparingInt(Activation::image);

  private final Layer layer;
  private final int keep;
  private final List<List<Activation>> maps = new ArrayList<>();

  /**
   * Nothing seen yet.
   *
   * @param keep how many activations of each map are kept
   */
  public TopActivations(Layer layer, int keep) {
    if (keep < 1) {
      throw new IllegalArgumentException("at least 1 activation of each map must be kept, not " + keep);
    }
    this.layer = layer;
    this.keep = keep;
    for (int map = 0; map < layer.channels(); map++) {
      maps.add(new ArrayList<>());
    }
  }

  /**
   * Shows every image of a dataset to a network, and keeps the nine strongest activations of each map of a layer.
   *
   * @param forward a recording pass, of any batch size
   */
  public static TopActivations scan(Forward forward, Layer layer, Dataset images) {
    TopActivations top = new TopActivations(layer, NINE);
    int[] shape = forward.parameters().layers().input();
    Tensor batch = Tensor.zeros(forward.batch(), shape[0], shape[1], shape[2]);
    for (int first = 0; first < images.size(); first += forward.batch()) {
      int count = Math.min(forward.batch(), images.size() - first);
      for (int n = 0; n < count; n++) {
        images.read(first + n, batch.image(n));
      }
      forward.run(batch);
      for (int n = 0; n < count; n++) {
        top.add(first + n, forward.activation(layer).image(n));
      }
    }
    return top;
  }

  /**
   * Takes one more image's activation into account.
   *
   * @param image the index of the image in its dataset
   * @param activation {@code [channels, height, width]} of the layer
   */
  public void add(int image, Tensor activation) {
    for (int map = 0; map < layer.channels(); map++) {
      Activation best = strongest(image, map, activation);
      List<Activation> kept = maps.get(map);
      if (best == null || kept.size() == keep && ORDER.compare(best, kept.get(keep - 1)) > 0) {
        continue;
      }
      kept.add(best);
      kept.sort(ORDER);
      if (kept.size() > keep) {
        kept.remove(keep);
      }
    }
  }

  /** The layer that was watched. */
  public Layer layer() {
    return layer;
  }

  /** The strongest activations of a map, strongest first; fewer than wished where fewer images woke it. */
  public List<Activation> of(int map) {
    return List.copyOf(maps.get(map));
  }

  /** The largest positive value of a map, the first in row-major order on a tie; null if there is none. */
  private Activation strongest(int image, int map, Tensor activation) {
    float best = 0;
    int row = -1;
    int column = -1;
    for (int y = 0; y < layer.height(); y++) {
      for (int x = 0; x < layer.width(); x++) {
        float value = activation.get(map, y, x);
        if (value > best) {
          best = value;
          row = y;
          column = x;
        }
      }
    }
    return row < 0 ? null : new Activation(image, best, row, column);
  }
}
