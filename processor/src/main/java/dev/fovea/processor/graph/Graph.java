package dev.fovea.processor.graph;

import java.util.List;

/**
 * A network whose layers are joined.
 *
 * @param layers every layer after those it reads; ties in the order of the layers' names, which no compiler can change. Where layers
 *     read each other in a circle, which is an error, they and what depends on them come last
 * @param outputs the layers whose values a pass returns, by name, in the order of {@code layers}
 */
public record Graph(NetworkSpec network, List<LayerSpec> layers, List<String> outputs) {
  /** The layer of a name, which exists. */
  public LayerSpec layer(String name) {
    return layers.stream().filter(layer -> layer.name().equals(name)).findFirst().orElseThrow();
  }
}
