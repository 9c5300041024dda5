package dev.fovea.processor.report;

import java.util.ArrayList;
import java.util.List;

/** Cuts a long drawing where only one line passes, and puts the parts side by side. */
final class Pages {
  /** The room between two parts, through which the line between them runs. */
  static final double GUTTER = 44;

  private static final double WIDTH = 1326;
  private static final double LOW = 900;

  /** Cuts are worth it if the parts fill so much of the room that they take side by side. */
  private static final double FILLED = 0.6;

  private int[] part;
  private double[] tops;
  private double pitch;
  private double width;
  private double height;

  void cut(Level level) {
    double full = level.fullHeight();
    pitch = level.fullWidth() + GUTTER;
    int most = Math.max(1, (int) ((WIDTH + GUTTER) / pitch));
    List<Integer> cuts = level.cuts();
    double limit = lowest(level, cuts, most);
    List<Integer> starts = starts(level, cuts, limit);
    starts = full < FILLED * starts.size() * tallest(level, starts) ? List.of(0) : starts;
    tops = starts.stream().mapToDouble(row -> row == 0 ? 0 : level.top(row)).toArray();
    width = starts.size() * pitch - GUTTER;
    part = new int[level.rows()];
    for (int row = 0, next = 1; row < part.length; row++) {
      next += next < starts.size() && starts.get(next) == row ? 1 : 0;
      part[row] = next - 1;
      height = Math.max(height, level.bottom(row) - tops[part[row]] + (starts.size() > 1 ? 30 : 0));
    }
  }

  /** About the lowest height at which no more parts are needed than fit side by side. */
  private static double lowest(Level level, List<Integer> cuts, int most) {
    double low = Math.max(LOW, level.fullHeight() / most);
    double high = Math.max(low, level.fullHeight());
    for (int i = 0; i < 20; i++) {
      double middle = (low + high) / 2;
      if (starts(level, cuts, middle).size() <= most) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  /** A part that can be cut nowhere may be higher than any limit. */
  private static double tallest(Level level, List<Integer> starts) {
    double tallest = 0;
    for (int i = 0; i < starts.size(); i++) {
      int end = i + 1 < starts.size() ? starts.get(i + 1) : level.rows();
      double top = starts.get(i) == 0 ? 0 : level.top(starts.get(i));
      tallest = Math.max(tallest, (end == 0 ? 0 : level.bottom(end - 1)) - top);
    }
    return tallest;
  }

  /** The first row of each part, if parts higher than a limit are cut where they can be. */
  private static List<Integer> starts(Level level, List<Integer> cuts, double limit) {
    List<Integer> starts = new ArrayList<>(List.of(0));
    double top = 0;
    for (int i = 0; i < cuts.size(); i++) {
      int end = i + 1 < cuts.size() ? cuts.get(i + 1) : level.rows();
      if (level.bottom(end - 1) - top > limit) {
        starts.add(cuts.get(i));
        top = level.top(cuts.get(i));
      }
    }
    return starts;
  }

  double dx(int row) {
    return part[row] * pitch;
  }

  double dy(int row) {
    return -tops[part[row]];
  }

  double width() {
    return width;
  }

  double height() {
    return height;
  }
}
