package dev.fovea.processor.report;

import java.util.LinkedHashMap;
import java.util.Map;

/** A block with its layers. */
final class BlockBox extends Box {
  private static final double TITLE = 24;
  private static final double MARGIN = 10;
  private static final double GAP = 8;

  private final String title;
  private final String use;
  private final Level level;
  private final Map<String, PointBox> entries;
  private final Map<String, PointBox> exits;

  /**
   * A block around what is on a level.
   *
   * @param use the annotation with its numbers, or empty
   * @param entries where values come in, by the layers that they are of
   */
  BlockBox(String title, String use, Level level, Map<String, PointBox> entries, Map<String, PointBox> exits) {
    this.title = title;
    this.use = use;
    this.level = level;
    this.entries = new LinkedHashMap<>(entries);
    this.exits = new LinkedHashMap<>(exits);
  }

  @Override
  void arrange() {
    level.arrange();
    double least = Words.width(title, 12) + Words.width(use, 10) + 40;
    size(besideEntries(Math.max(level.width() + 2 * MARGIN, least)), level.height() + TITLE + MARGIN);
  }

  /** At least so wide that no value comes in through the text at the right, if there is one. */
  private double besideEntries(double least) {
    double text = Words.width(use, 10);
    double width = least;
    for (double x : entries.values().stream().mapToDouble(this::at).sorted().toArray()) {
      boolean crosses = !use.isEmpty() && x + GAP > width - MARGIN - text;
      width = crosses ? Math.max(width, x + GAP + text + MARGIN) : width;
    }
    return width;
  }

  @Override
  double anchor() {
    return MARGIN + level.anchor();
  }

  @Override
  double entry(String source, int place) {
    return at(entries.get(source));
  }

  @Override
  double exit(String source) {
    return at(exits.get(source));
  }

  private double at(PointBox point) {
    return point == null ? anchor() : MARGIN + point.x() + point.anchor();
  }

  @Override
  void draw(Html svg, double left, double top) {
    svg.open("g", "class", "block");
    svg.element("title", title + (use.isEmpty() ? "" : "\n" + use));
    svg.empty("rect", "x", left + x(), "y", top + y(), "width", width(), "height", height(), "rx", 9.0);
    // Values come in through the title's line.
    for (PointBox point : entries.values()) {
      double x = left + x() + at(point);
      svg.empty("path", "class", "edge", "d", new Path(x, top + y()).down(top + y() + TITLE));
    }
    for (PointBox point : exits.values()) {
      double x = left + x() + at(point);
      svg.empty("path", "class", "edge", "d", new Path(x, top + y() + height() - MARGIN).down(top + y() + height()));
    }
    svg.element("text", title, "class", "title start", "x", left + x() + MARGIN, "y", top + y() + 16);
    if (!use.isEmpty()) {
      svg.element("text", use, "class", "use end", "x", left + x() + width() - MARGIN, "y", top + y() + 16);
    }
    level.draw(svg, left + x() + MARGIN, top + y() + TITLE);
    svg.close().line();
  }
}
