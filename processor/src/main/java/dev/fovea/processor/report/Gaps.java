package dev.fovea.processor.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The room between rows, where lines run sideways: first those that leave the row above for a track, then those that only change the
 * column, last those that come from a track to the row below. Lines that would lie on one another get a line each.
 */
final class Gaps {
  private static final double ABOVE = 22;
  private static final double STEP = 8;
  private static final double BELOW = 12;

  /** A line sideways. */
  static final class Run {
    private final Box from;
    private final String value;
    private final int kind;
    private double left;
    private double right;
    private int slot;

    Run(Box from, String value, int kind, double x1, double x2) {
      this.from = from;
      this.value = value;
      this.kind = kind;
      this.left = Math.min(x1, x2);
      this.right = Math.max(x1, x2);
    }
  }

  /** Between a block's border and its layers there are no labels. */
  private static final double UNLABELLED = 8;

  private final List<List<Run>> runs = new ArrayList<>();
  private final List<Integer> slots = new ArrayList<>();
  private final boolean[] labelled;

  /** Gaps above each row; {@code labelled} tells in which there is text. */
  Gaps(boolean[] labelled) {
    int rows = labelled.length;
    this.labelled = labelled.clone();
    for (int row = 0; row < rows; row++) {
      runs.add(new ArrayList<>());
      slots.add(0);
    }
  }

  /** Adds a line sideways above a row; {@code kind} is 0 for one that leaves, 1 for one that changes the column, 2 for one that arrives. */
  Run add(int row, Box from, String value, int kind, double x1, double x2) {
    Run run = new Run(from, value, kind, x1, x2);
    runs.get(row).add(run);
    return run;
  }

  /** Gives each line its place. Lines of one value may lie on one another. */
  void assign() {
    for (int row = 0; row < runs.size(); row++) {
      List<Run> all = runs.get(row);
      all.sort(Comparator.<Run>comparingInt(run -> run.kind).thenComparingDouble(run -> run.left).thenComparingDouble(run -> run.right));
      int base = 0;
      int kind = 0;
      List<Run> ends = new ArrayList<>();
      for (Run run : all) {
        if (run.kind != kind) {
          base += ends.size();
          ends.clear();
          kind = run.kind;
        }
        int slot = 0;
        while (slot < ends.size() && !(ends.get(slot).right + 6 < run.left
            || ends.get(slot).from == run.from && ends.get(slot).value.equals(run.value))) {
          slot++;
        }
        run.slot = base + slot;
        if (slot == ends.size()) {
          ends.add(run);
        } else {
          run.right = Math.max(run.right, ends.get(slot).right);
          ends.set(slot, run);
        }
      }
      slots.set(row, base + ends.size());
    }
  }

  /** The height of the gap above a row. */
  double height(int row) {
    return above(row) + BELOW + STEP * Math.max(0, slots.get(row) - 1);
  }

  /** Where a line lies below the top of its gap. */
  double offset(int row, Run run) {
    return above(row) + STEP * run.slot;
  }

  private double above(int row) {
    return labelled[row] ? ABOVE : UNLABELLED;
  }
}
