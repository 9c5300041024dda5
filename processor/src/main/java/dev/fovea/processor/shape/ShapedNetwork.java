package dev.fovea.processor.shape;

import dev.fovea.processor.graph.NetworkSpec;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A network whose shapes are proved.
 *
 * @param layers every layer after those it reads
 * @param outputs the layers whose values a pass returns
 * @param byName the layers by their names
 */
public record ShapedNetwork(NetworkSpec spec, Shape input, List<ShapedLayer> layers, List<ShapedLayer> outputs,
    Map<String, ShapedLayer> byName) {
  /** A network of some layers. */
  public ShapedNetwork(NetworkSpec spec, Shape input, List<ShapedLayer> layers, List<ShapedLayer> outputs) {
    this(spec, input, layers, outputs, layers.stream().collect(Collectors.toMap(ShapedLayer::name, Function.identity())));
  }

  /** The layer of a name, which exists. */
  public ShapedLayer layer(String name) {
    return byName.get(name);
  }
}
