package dev.fovea.processor.shape;

import dev.fovea.processor.graph.NetworkSpec;
import java.util.List;

/**
 * A network whose shapes are proved.
 *
 * @param layers every layer after those it reads
 * @param outputs the layers whose values a pass returns
 */
public record ShapedNetwork(NetworkSpec spec, Shape input, List<ShapedLayer> layers, List<ShapedLayer> outputs) {
  /** The layer of a name, which exists. */
  public ShapedLayer layer(String name) {
    return layers.stream().filter(layer -> layer.name().equals(name)).findFirst().orElseThrow();
  }
}
