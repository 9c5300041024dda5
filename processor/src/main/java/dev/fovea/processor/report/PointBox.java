package dev.fovea.processor.report;

/** A point on the border of a block, through which a value comes in or goes out. */
final class PointBox extends Box {
  PointBox() {
    size(28, 0);
  }

  @Override
  double entry(String source, int place) {
    return anchor();
  }

  @Override
  void draw(Html svg, double left, double top) {
    // The line through it is all there is to see.
  }
}
