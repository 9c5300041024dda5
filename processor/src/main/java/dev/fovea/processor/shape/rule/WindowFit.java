package dev.fovea.processor.shape.rule;

import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.shape.Axis;
import dev.fovea.processor.shape.Shape;
import dev.fovea.processor.shape.Use;
import dev.fovea.processor.shape.Window;
import java.util.ArrayList;
import java.util.List;

/** Slides windows over an input, and explains when they do not fit. */
final class WindowFit {
  private WindowFit() {}

  /** The window along one axis. */
  static Window window(Axis axis, Sliding members, Shape input) {
    int i = axis.ordinal();
    long dilated = new Window(members.kernel()[i], 1, members.dilation()[i], 0, 0).dilated();
    int[] padding = members.padding().along(axis == Axis.HEIGHT, input.along(axis), members.stride()[i], dilated);
    return new Window(members.kernel()[i], members.stride()[i], members.dilation()[i], padding[0], padding[1], members.ceil());
  }

  /** Whether at least one window fits along both axes; reports otherwise. */
  static boolean fits(Use use, Shape input, Window rows, Window columns) {
    List<Axis> failing = new ArrayList<>();
    if (rows.output(input.height()) < 1) {
      failing.add(Axis.HEIGHT);
    }
    if (columns.output(input.width()) < 1) {
      failing.add(Axis.WIDTH);
    }
    if (failing.isEmpty()) {
      return true;
    }
    List<String> details = new ArrayList<>();
    for (Axis axis : failing) {
      details.add(use.history().along(axis));
    }
    for (Axis axis : failing) {
      details.add(inequality(axis, axis == Axis.HEIGHT ? rows : columns, input.along(axis)));
    }
    String article = String.valueOf(rows.dilated()).matches("8.*|11|18") ? "an " : "a ";
    use.report(Problem.error(Code.KERNEL, use.at("kernel"), use.name() + " needs " + article + rows.dilated() + "x"
        + columns.dilated() + " window but its input is " + input.plane())
        .because(details).help(fixes(use, input, rows, columns)));
    return false;
  }

  private static String inequality(Axis axis, Window window, int input) {
    boolean even = window.before() == window.after();
    String padding = even ? "2*padding" : axis == Axis.HEIGHT ? "top + bottom" : "left + right";
    String numbers = even ? "" + 2L * window.before() : window.before() + " + " + window.after();
    if (window.dilation() == 1) {
      return "kernel <= " + axis + " + " + padding + ": " + window.kernel() + " <= " + input + " + " + numbers + " is false";
    }
    return "dilation*(kernel-1)+1 <= " + axis + " + " + padding + ": " + window.dilation() + "*(" + window.kernel() + "-1)+1 = "
        + window.dilated() + " <= " + input + " + " + numbers + " is false";
  }

  /** Candidates, the least intrusive first; each is kept only if the windows then fit. */
  private static List<String> fixes(Use use, Shape input, Window rows, Window columns) {
    List<String> fixes = new ArrayList<>();
    boolean square = rows.equals(columns) && input.height() == input.width();
    long odd = rows.dilated() % 2;
    int keeping = (int) Math.min(Integer.MAX_VALUE, rows.dilated() / 2);
    boolean explicit = use.attributes().has("paddingMode") && use.attributes().constant("paddingMode").equals("EXPLICIT");
    if (square && odd == 1 && rows.stride() == 1 && explicit
        && fits(rows, keeping, input.height())) {
      fixes.add("padding = " + keeping + " keeps " + input.plane());
    }
    int largestRows = largestKernel(rows, input.height());
    int largestColumns = largestKernel(columns, input.width());
    if (largestRows >= 1 && largestColumns >= 1) {
      fixes.add(largestRows == largestColumns || square
          ? "kernel <= " + Math.min(largestRows, largestColumns)
          : "kernel = {" + largestRows + ", " + largestColumns + "} or less");
    }
    if (rows.dilation() > 1 || columns.dilation() > 1) {
      Window plainRows = new Window(rows.kernel(), rows.stride(), 1, rows.before(), rows.after());
      Window plainColumns = new Window(columns.kernel(), columns.stride(), 1, columns.before(), columns.after());
      if (plainRows.output(input.height()) >= 1 && plainColumns.output(input.width()) >= 1) {
        fixes.add("dilation = 1");
      }
    }
    return fixes;
  }

  private static boolean fits(Window window, int padding, int input) {
    return new Window(window.kernel(), window.stride(), window.dilation(), padding, padding).output(input) == input;
  }

  private static int largestKernel(Window window, int input) {
    return (int) ((input + (long) window.before() + window.after() - 1) / window.dilation() + 1);
  }
}
