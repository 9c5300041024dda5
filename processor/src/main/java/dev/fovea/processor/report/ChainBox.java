package dev.fovea.processor.report;

import java.util.List;

/** Layers of a large network that follow one another without a branch, a line each. */
final class ChainBox extends Box {
  /** So many layers stand in one box, so that long chains can be put side by side. */
  static final int MOST = 40;

  private static final double LINE = 19;

  private final List<LayerFacts> layers;

  ChainBox(List<LayerFacts> layers) {
    this.layers = layers;
    size(252, 8 + LINE * layers.size());
  }

  @Override
  void draw(Html svg, double left, double top) {
    svg.open("g", "class", "chain");
    double y = top + y() + 4;
    for (LayerFacts layer : layers) {
      svg.open("a", "id", "graph-" + layer.index(), "href", "#layer-" + layer.index(), "class", LayerBox.type(layer));
      svg.element("title", layer.details());
      svg.empty("rect", "x", left + x(), "y", y, "width", width(), "height", LINE - 1, "rx", 2.0);
      String shape = layer.shape();
      double shapeWidth = Words.width(shape, 10);
      String name = Words.clipped(layer.shortName(), 12, 90);
      double nameWidth = Words.fixedWidth(name, 11);
      svg.element("text", name, "class", "name start small", "x", left + x() + 7, "y", y + 13);
      svg.element("text", Words.clipped(layer.label(), 10, width() - 22 - nameWidth - shapeWidth), "class", "label start small",
          "x", left + x() + 13 + nameWidth, "y", y + 13);
      svg.element("text", shape, "class", "cost end small", "x", left + x() + width() - 7, "y", y + 13);
      svg.close().line();
      y += LINE;
    }
    svg.close().line();
  }
}
