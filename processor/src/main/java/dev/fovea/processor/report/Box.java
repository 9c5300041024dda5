package dev.fovea.processor.report;

/** Something that the drawing places: it is entered from above and left below. */
abstract class Box {
  private double width;
  private double height;
  private double x;
  private double y;

  final void size(double w, double h) {
    width = w;
    height = h;
  }

  final void place(double left, double top) {
    x = left;
    y = top;
  }

  final double width() {
    return width;
  }

  final double height() {
    return height;
  }

  final double x() {
    return x;
  }

  final double y() {
    return y;
  }

  /** What stands over what it is aligned with, from its left edge. */
  double anchor() {
    return width / 2;
  }

  /** Where a value comes in, from its left edge; {@code place} counts the other values that come in from the right of it. */
  double entry(String source, int place) {
    double room = Math.max(0, width / 2 - 12);
    return anchor() + Math.min(room, 16.0 * place);
  }

  /** Where a value goes out, from its left edge. */
  double exit(String source) {
    return anchor();
  }

  /** Works out its size, where that depends on what is within. */
  void arrange() {}

  /** Draws it where it was placed, given where what is around it lies. */
  abstract void draw(Html svg, double left, double top);

  /** Lines of text, in the middle. */
  final void line(Html svg, String type, String text, double left, double top) {
    svg.element("text", text, "class", type, "x", left + width / 2, "y", top);
  }
}
