package dev.fovea.processor.report;

/** The image, an output, or a name that no layer has. */
final class PillBox extends Box {
  private final String type;
  private final String text;

  PillBox(String type, String text) {
    this.type = type;
    this.text = text;
    size(Math.max(64, Words.width(text, 12) + 26), 24);
  }

  @Override
  void draw(Html svg, double left, double top) {
    svg.open("g", "class", "pill " + type);
    svg.empty("rect", "x", left + x(), "y", top + y(), "width", width(), "height", height(), "rx", height() / 2);
    line(svg, "name", text, left + x(), top + y() + 16);
    svg.close().line();
  }
}
