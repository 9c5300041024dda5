package dev.fovea.runtime.kernel;

import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Layers;

/** Finds layers in a network's catalogue. */
final class Catalogue {
  private Catalogue() {}

  /** The index of a layer that must be of this network. */
  static int index(Layers layers, Layer layer) {
    if (layer.index() >= layers.all().size() || layers.all().get(layer.index()) != layer) {
      throw new IllegalArgumentException(layer.name() + " is not a layer of " + layers.network() + ": take it from "
          + layers.network() + "Layers, or layers().get(\"" + layer.name() + "\")");
    }
    return layer.index();
  }
}
