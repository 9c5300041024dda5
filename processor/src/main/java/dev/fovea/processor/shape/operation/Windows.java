package dev.fovea.processor.shape.operation;

import dev.fovea.processor.shape.Axis;
import dev.fovea.processor.shape.Reach;
import dev.fovea.processor.shape.Window;

/** Words for pairs of windows. */
public final class Windows {
  private Windows() {}

  /** As in {@code 3x3}, or {@code 3x3 dilated 2}. */
  public static String size(Window rows, Window columns) {
    String dilation = rows.dilation() == columns.dilation()
        ? "" + rows.dilation()
        : rows.dilation() + "x" + columns.dilation();
    return rows.kernel() + "x" + columns.kernel() + (dilation.equals("1") ? "" : " dilated " + dilation);
  }

  /** As in {@code  /2}, or nothing for 1. */
  public static String stride(Window rows, Window columns) {
    if (rows.stride() == columns.stride()) {
      return rows.stride() == 1 ? "" : " /" + rows.stride();
    }
    return " /" + rows.stride() + "x" + columns.stride();
  }

  /** The arithmetic of one axis with its numbers. */
  public static String formula(Axis axis, Window window, int input, int output) {
    return axis + ": " + (window.ceil() ? "ceil" : "floor") + "((" + input + " + " + window.before() + " + " + window.after() + " - "
        + window.dilated() + ") / " + window.stride() + ") + 1 = " + output;
  }

  static Reach sliding(Window window) {
    return new Reach.Sliding(window.dilated(), window.stride(), window.before());
  }
}
