package dev.fovea.processor.report;

import java.util.ArrayList;
import java.util.List;

/** A line that goes up, down and sideways, with rounded corners. */
final class Path {
  private static final double ROUND = 5;

  private final List<double[]> points = new ArrayList<>();

  Path(double x, double y) {
    points.add(new double[] {x, y});
  }

  /** On to a height. */
  Path down(double y) {
    return to(last()[0], y);
  }

  /** On to a side. */
  Path across(double x) {
    return to(x, last()[1]);
  }

  private double[] last() {
    return points.get(points.size() - 1);
  }

  private Path to(double x, double y) {
    if (Math.abs(x - last()[0]) + Math.abs(y - last()[1]) > 0.05) {
      points.add(new double[] {x, y});
    }
    return this;
  }

  /** As the {@code d} of an SVG path. */
  @Override
  public String toString() {
    StringBuilder path = new StringBuilder("M").append(point(points.get(0), points.get(0), 0));
    for (int i = 1; i < points.size(); i++) {
      double[] at = points.get(i);
      double[] before = points.get(i - 1);
      if (i == points.size() - 1) {
        path.append('L').append(point(at, at, 0));
        continue;
      }
      double[] after = points.get(i + 1);
      double round = Math.min(ROUND, Math.min(distance(before, at), distance(at, after)) / 2);
      path.append('L').append(point(at, before, round)).append('Q').append(point(at, at, 0)).append(' ').append(point(at, after, round));
    }
    return path.toString();
  }

  private static double distance(double[] a, double[] b) {
    return Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]);
  }

  /** A point, so far towards another. */
  private static String point(double[] at, double[] towards, double distance) {
    double x = at[0] + Math.signum(towards[0] - at[0]) * distance;
    double y = at[1] + Math.signum(towards[1] - at[1]) * distance;
    return Words.number(x) + " " + Words.number(y);
  }
}
