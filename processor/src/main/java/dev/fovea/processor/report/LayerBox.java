package dev.fovea.processor.report;

import java.util.ArrayList;
import java.util.List;

/** A layer: its name, its operations, what it costs. */
final class LayerBox extends Box {
  private static final double LEAST = 132;
  private static final double MOST = 230;

  private final LayerFacts layer;
  private final List<String> costs;

  LayerBox(LayerFacts layer) {
    this.layer = layer;
    this.costs = costs(layer);
    double text = Math.max(Words.fixedWidth(layer.shortName(), 13), Words.width(layer.label(), 11));
    double cost = costs.stream().mapToDouble(line -> Words.width(line, 10)).max().orElse(0);
    size(Math.min(MOST, Math.max(LEAST, Math.max(text, cost) + 16)), 42 + 12 * costs.size());
  }

  LayerFacts layer() {
    return layer;
  }

  private static List<String> costs(LayerFacts layer) {
    if (layer.failing()) {
      return List.of(layer.isKnown() ? "error, see its row" : "shape unknown: error here");
    }
    if (!layer.isKnown()) {
      return List.of(layer.shape());
    }
    List<String> costs = new ArrayList<>();
    if (layer.shaped().parameters() > 0) {
      costs.add(Words.rounded(layer.shaped().parameters()) + " parameters");
    }
    if (layer.shaped().multiplyAdds() > 0) {
      costs.add(Words.rounded(layer.shaped().multiplyAdds()) + " multiply-adds");
    }
    return costs;
  }

  /** The class that gives a layer its colours. */
  static String type(LayerFacts layer) {
    return "layer " + (layer.failing() ? "failing" : layer.isKnown() ? layer.family() : "unknown");
  }

  @Override
  void draw(Html svg, double left, double top) {
    svg.open("a", "id", "graph-" + layer.index(), "href", "#layer-" + layer.index(), "class", type(layer));
    svg.element("title", layer.details());
    svg.empty("rect", "x", left + x(), "y", top + y(), "width", width(), "height", height(), "rx", 5.0);
    double room = width() - 12;
    line(svg, "name", Words.clipped(layer.shortName(), 15, room), left + x(), top + y() + 18);
    line(svg, "label", Words.clipped(layer.label(), 11, room), left + x(), top + y() + 33);
    for (int i = 0; i < costs.size(); i++) {
      line(svg, "cost", Words.clipped(costs.get(i), 10, room), left + x(), top + y() + 47 + 12 * i);
    }
    svg.close().line();
  }
}
