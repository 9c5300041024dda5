package dev.fovea.processor.shape.rule;

import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.shape.Axis;
import dev.fovea.processor.shape.Fix;
import dev.fovea.processor.shape.NearestInputs;
import dev.fovea.processor.shape.Shape;
import dev.fovea.processor.shape.Use;
import dev.fovea.processor.shape.Window;
import java.util.ArrayList;
import java.util.List;

/** Warns of real pixels at the end of an axis that no window reaches; kernels of one reach all but the gaps between them. */
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
        .because(details).help("@Allow(Warning.DROPPED_PIXELS) if it is meant"), fixes(use, rows, columns));
  }

  private static String arithmetic(Axis axis, Window window, int input) {
    long outputs = window.output(input);
    long end = (outputs - 1) * window.stride() - window.before() + window.dilated();
    String where = axis == Axis.HEIGHT ? "row" : "column";
    if (outputs == 1) {
      return axis + ": one window of " + window.dilated() + " ends after " + where + " " + end + " of " + input;
    }
    return axis + ": " + outputs + " windows of " + window.dilated() + ", " + window.stride() + " apart, end after " + where + " "
        + end + " of " + input;
  }

  private static List<Fix> fixes(Use use, Window rows, Window columns) {
    List<Fix> fixes = new ArrayList<>();
    if (use.attributes().has("ceil")) {
      fixes.add(use.fix("ceil = true", "ceil", true));
    }
    boolean even = rows.before() == rows.after() && columns.before() == columns.after() && rows.before() == columns.before();
    if (use.attributes().constant("paddingMode").equals("EXPLICIT") && even) {
      fixes.add(use.fix("padding = " + (rows.before() + 1), "padding", List.of(rows.before() + 1)));
    }
    fixes.add(new NearestInputs());
    return fixes;
  }
}
