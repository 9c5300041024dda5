package dev.fovea.processor.shape.rule;

import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.shape.Axis;
import dev.fovea.processor.shape.Shape;
import dev.fovea.processor.shape.Use;
import dev.fovea.processor.shape.Window;
import java.util.ArrayList;
import java.util.List;

/** Warns of real pixels at the end of an axis that no window reaches. */
final class DroppedPixels {
  private DroppedPixels() {}

  static void warn(Use use, Shape input, Window rows, Window columns) {
    long droppedRows = rows.unread(input.height());
    long droppedColumns = columns.unread(input.width());
    if (droppedRows == 0 && droppedColumns == 0) {
      return;
    }
    List<String> what = new ArrayList<>();
    List<String> details = new ArrayList<>();
    if (droppedRows > 0) {
      what.add("the last " + (droppedRows == 1 ? "row" : droppedRows + " rows"));
      details.add(arithmetic(Axis.HEIGHT, rows, input.height()));
    }
    if (droppedColumns > 0) {
      what.add("the last " + (droppedColumns == 1 ? "column" : droppedColumns + " columns"));
      details.add(arithmetic(Axis.WIDTH, columns, input.width()));
    }
    use.report(Problem.warning(Code.DROPPED_PIXELS, use.at("kernel"),
        use.name() + " never looks at " + String.join(" and ", what) + " of its " + input.plane() + " input")
        .because(details).help(fixes(use, input, rows, columns)));
  }

  private static String arithmetic(Axis axis, Window window, int input) {
    long outputs = window.output(input);
    return axis + ": " + outputs + " windows of " + window.dilated() + ", " + window.stride() + " apart from "
        + -window.before() + ", end at " + ((outputs - 1) * window.stride() - window.before() + window.dilated()) + " of " + input;
  }

  private static List<String> fixes(Use use, Shape input, Window rows, Window columns) {
    List<String> fixes = new ArrayList<>();
    if (use.attributes().has("ceil") && !rows.ceil() && covered(withCeil(rows), input.height())
        && covered(withCeil(columns), input.width())) {
      fixes.add("ceil = true");
    }
    if (rows.before() == rows.after() && columns.before() == columns.after() && rows.before() == columns.before()
        && covered(padded(rows), input.height()) && covered(padded(columns), input.width())
        && use.attributes().has("padding") && !blind(use, padded(rows), padded(columns), input)) {
      fixes.add("padding = " + (rows.before() + 1));
    }
    fixes.add("@Allow(Warning.DROPPED_PIXELS) if it is meant");
    return fixes;
  }

  private static boolean blind(Use use, Window rows, Window columns, Shape input) {
    return use.operation().kind().endsWith("Pool")
        && (rows.hasBlindWindow(input.height()) || columns.hasBlindWindow(input.width()));
  }

  private static boolean covered(Window window, int input) {
    return window.unread(input) == 0;
  }

  private static Window withCeil(Window w) {
    return new Window(w.kernel(), w.stride(), w.dilation(), w.before(), w.after(), true);
  }

  private static Window padded(Window w) {
    return new Window(w.kernel(), w.stride(), w.dilation(), w.before() + 1, w.after() + 1, w.ceil());
  }
}
