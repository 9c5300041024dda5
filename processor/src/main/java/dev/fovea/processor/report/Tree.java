package dev.fovea.processor.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The layers of a network as blocks contain them, by the parts of their dotted names.
 *
 * @param path its full name; empty for the network itself
 * @param layer null for a block
 */
record Tree(String path, LayerFacts layer, Map<String, Tree> children) {
  static Tree of(Collection<LayerFacts> layers) {
    Tree root = new Tree("", null, new LinkedHashMap<>());
    for (LayerFacts layer : layers) {
      Tree at = root;
      String name = layer.name();
      for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
        String path = name.substring(0, dot);
        at = at.children.computeIfAbsent(path, none -> new Tree(path, null, new LinkedHashMap<>()));
      }
      at.children.put(name, new Tree(name, layer, Map.of()));
    }
    return root;
  }

  boolean isLayer() {
    return layer != null;
  }

  /** Its name within the block around it. */
  String shortName() {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** Whether a layer is, or is within, this. */
  boolean contains(String name) {
    return path.isEmpty() || name.startsWith(path) && (name.length() == path.length() || name.charAt(path.length()) == '.');
  }

  /** Every layer in it. */
  List<LayerFacts> layers() {
    List<LayerFacts> layers = new ArrayList<>();
    collect(layers);
    return layers;
  }

  private void collect(List<LayerFacts> layers) {
    if (isLayer()) {
      layers.add(layer);
    }
    children.values().forEach(child -> child.collect(layers));
  }

  /** The block's use, as in {@code @Bottleneck(width = 64)}; empty where nothing is known of it. */
  String use() {
    List<LayerFacts> layers = layers();
    List<String> expanded = layers.isEmpty() ? null : layers.get(0).spec().origin().expanded();
    int depth = (int) path.chars().filter(c -> c == '.').count();
    if (expanded == null || expanded.size() <= depth) {
      return "";
    }
    String use = expanded.get(depth);
    return use.substring(use.indexOf("= ") + 2);
  }
}
