package dev.fovea.examples.digits;

/** Draws smooth curves with a round, soft nib on a small square of paper. Ink is 1, paper 0. */
final class Pen {
  private static final int STEPS = 5;

  private final int side;
  private final float[] paper;
  private final double radius;
  private final double softness;

  /**
   * A pen.
   *
   * @param radius half the width of its line, in pixels
   * @param softness over how many pixels the edge of its line fades
   */
  Pen(int side, double radius, double softness) {
    this.side = side;
    this.paper = new float[side * side];
    this.radius = radius;
    this.softness = softness;
  }

  /** What was drawn so far, row by row. */
  float[] paper() {
    return paper;
  }

  /**
   * Draws a Catmull-Rom spline: from the second control point to the last but one of any four, with the chord of its
   * neighbours as slope.
   */
  void draw(double[] points) {
    int count = points.length / 2;
    double x = points[0];
    double y = points[1];
    for (int i = 0; i + 1 < count; i++) {
      int before = Math.max(i - 1, 0);
      int after = Math.min(i + 2, count - 1);
      for (int step = 1; step <= STEPS; step++) {
        double t = (double) step / STEPS;
        double nextX = spline(points[2 * before], points[2 * i], points[2 * i + 2], points[2 * after], t);
        double nextY = spline(points[2 * before + 1], points[2 * i + 1], points[2 * i + 3], points[2 * after + 1], t);
        line(x, y, nextX, nextY);
        x = nextX;
        y = nextY;
      }
    }
  }

  private static double spline(double a, double b, double c, double d, double t) {
    return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
  }

  /** Each pixel gets as much ink as its centre is inside the line's edge; where lines cross, the darker one counts. */
  private void line(double x0, double y0, double x1, double y1) {
    double reach = radius + softness / 2;
    double dx = x1 - x0;
    double dy = y1 - y0;
    double squared = dx * dx + dy * dy;
    int top = (int) Math.max(0, Math.min(y0, y1) - reach);
    int bottom = (int) Math.min(side - 1.0, Math.max(y0, y1) + reach);
    int left = (int) Math.max(0, Math.min(x0, x1) - reach);
    int right = (int) Math.min(side - 1.0, Math.max(x0, x1) + reach);
    for (int row = top; row <= bottom; row++) {
      for (int column = left; column <= right; column++) {
        double px = column + 0.5 - x0;
        double py = row + 0.5 - y0;
        double along = squared == 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / squared));
        double distance = Math.sqrt((px - along * dx) * (px - along * dx) + (py - along * dy) * (py - along * dy));
        float ink = (float) Math.min(1, Math.max(0, (reach - distance) / softness));
        paper[row * side + column] = Math.max(paper[row * side + column], ink);
      }
    }
  }
}
