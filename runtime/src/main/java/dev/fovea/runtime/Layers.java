package dev.fovea.runtime;

import java.util.List;

/** The catalogue of a network: its layers, with shapes, receptive fields and costs. */
public interface Layers {
  /** The network's name. */
  String network();

  /** The shape of one image, {@code [channels, height, width]}. */
  int[] input();

  /** Whether images go in and out channels last, NHWC. */
  default boolean isChannelsLast() {
    return false;
  }

  /** Every layer, after those it reads. */
  List<Layer> all();

  /** The layers whose values a forward pass returns. */
  List<Layer> outputs();

  /**
   * The layer of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  default Layer get(String name) {
    for (Layer layer : all()) {
      if (layer.name().equals(name)) {
        return layer;
      }
    }
    throw new IllegalArgumentException(
        network() + " has no layer " + name + "; there are " + all().stream().map(Layer::name).toList());
  }

  /** How many numbers are trained. */
  default long parameters() {
    return all().stream().mapToLong(Layer::parameters).sum();
  }

  /** Multiply-adds of one image's forward pass. */
  default long multiplyAdds() {
    return all().stream().mapToLong(Layer::multiplyAdds).sum();
  }

  /** Remarks on the whole network, such as what separable convolutions save; they stand below the table. */
  default List<String> notes() {
    return List.of();
  }

  /** Name, operations, shape, receptive field, parameters and multiply-adds of every layer, as text. */
  default String table() {
    return LayerTable.of(this);
  }
}
