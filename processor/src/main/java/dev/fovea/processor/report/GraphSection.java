package dev.fovea.processor.report;

/** The graph, as a picture. */
final class GraphSection {
  private static final double MARGIN = 24;

  private GraphSection() {}

  static void write(Html html, Facts facts) {
    Level level = LevelBuilder.network(facts);
    level.arrange();
    double width = level.width() + 2 * MARGIN;
    double height = level.height() + 2 * MARGIN;
    html.open("section", "id", "graph").element("h2", "Graph").line();
    legend(html);
    html.open("div", "class", "picture");
    html.open("svg", "class", "graph", "viewBox", "0 0 " + Words.number(width) + " " + Words.number(height), "width", width, "height",
        height, "style", "--width:" + Words.number(width) + "px", "role", "img", "aria-label",
        "The layers of " + facts.name() + " from top to bottom");
    html.open("defs");
    arrow(html, "arrow");
    arrow(html, "arrow-back");
    html.close().line();
    level.draw(html, MARGIN, MARGIN);
    html.close().close().close().line();
  }

  private static void arrow(Html html, String id) {
    html.open("marker", "id", id, "viewBox", "0 0 8 8", "refX", 7, "refY", 4, "markerWidth", 7, "markerHeight", 7, "orient",
        "auto");
    html.empty("path", "class", id, "d", "M0 0.5L8 4L0 7.5z").close();
  }

  private static void legend(Html html) {
    html.open("p", "class", "legend");
    for (String type : new String[] {"convolution", "dense", "pool", "join", "other"}) {
      String name = type.equals("other") ? "normalisation, activation, other" : type;
      html.open("span").element("i", "", "class", type).text(" " + name).close();
    }
    html.element("span", "Hover over a layer for its formulas; click for its row in the table.", "class", "hint");
    html.close().line();
  }
}
