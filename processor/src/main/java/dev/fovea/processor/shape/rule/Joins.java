package dev.fovea.processor.shape.rule;

import dev.fovea.processor.graph.InputSpec;
import dev.fovea.processor.shape.Axis;
import dev.fovea.processor.shape.Fix;
import dev.fovea.processor.shape.OtherInput;
import dev.fovea.processor.shape.Shape;
import dev.fovea.processor.shape.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/** Words for tensors that do not join: the first of several, and another one. */
final class Joins {
  private final Use use;
  private final List<Shape> shapes;
  private final int other;

  Joins(Use use, List<Shape> shapes, int other) {
    this.use = use;
    this.shapes = shapes;
    this.other = other;
  }

  private String name(int position) {
    return use.layer().values().get(position).name();
  }

  /** Both shapes, as in {@code conv1 is [8, 28, 28], pool1 is [8, 14, 14]}. */
  String both() {
    return name(0) + " is " + shapes.get(0) + ", " + name(other) + " is " + shapes.get(other);
  }

  /** How sizes that differ came to be, and which numbers differ. */
  List<String> differences(boolean withChannels) {
    Shape a = shapes.get(0);
    Shape b = shapes.get(other);
    List<String> chains = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    if (withChannels && a.channels() != b.channels()) {
      lines.add(equation("channels", a.channels(), b.channels()));
    }
    for (Axis axis : Axis.values()) {
      boolean toldBefore = axis == Axis.WIDTH && !chains.isEmpty() && isSquare(0) && isSquare(other);
      if (a.along(axis) != b.along(axis) && !toldBefore) {
        chains.add(axis + " of " + name(0) + ": " + use.histories().get(0).chain(axis));
        chains.add(axis + " of " + name(other) + ": " + use.histories().get(other).chain(axis));
        lines.add(equation(axis.toString(), a.along(axis), b.along(axis)));
      }
    }
    chains.addAll(lines);
    return chains;
  }

  private boolean isSquare(int position) {
    return use.histories().get(position).chain(Axis.HEIGHT).equals(use.histories().get(position).chain(Axis.WIDTH));
  }

  private static String equation(String what, int a, int b) {
    return what + ": " + a + " = " + b + " is false";
  }

  /** The layer that was probably meant instead of one of the two. */
  List<Fix> otherInputs(BiPredicate<Shape, Shape> join) {
    List<Fix> fixes = new ArrayList<>();
    fixes.add(new OtherInput(use.name(), name(other), shape -> join.test(shapes.get(0), shape)));
    List<InputSpec> values = use.layer().values();
    if (values.size() == 2) {
      fixes.add(new OtherInput(use.name(), name(0), shape -> join.test(shapes.get(1), shape)));
    }
    return fixes;
  }

  /**
   * A 1x1 convolution that gives the larger tensor, or of two of one size that of fewer channels, the other's shape, as the shortcuts
   * of residual networks do; empty if none does.
   */
  List<String> projection() {
    Shape first = shapes.get(0);
    Shape second = shapes.get(other);
    boolean samePlane = first.plane().equals(second.plane());
    boolean projectsFirst = first.height() > second.height() || first.width() > second.width()
        || samePlane && first.channels() < second.channels();
    Shape from = projectsFirst ? first : second;
    Shape to = projectsFirst ? second : first;
    int rows = stride(from.height(), to.height());
    int columns = stride(from.width(), to.width());
    if (rows == 0 || columns == 0) {
      return List.of();
    }
    List<Integer> stride = Numbers.pair(rows, columns);
    return List.of("bring " + name(projectsFirst ? 0 : other) + " to " + to + " first: @Pointwise(filters = " + to.channels()
        + (rows == 1 && columns == 1 ? "" : ", stride = " + Numbers.written(stride)) + ")");
  }

  /** The smallest stride s with floor((from - 1) / s) + 1 = to, or 0. */
  private static int stride(int from, int to) {
    if (from == to) {
      return 1;
    }
    int stride = to > from ? 0 : (from - 1) / to + 1;
    return stride > 0 && (from - 1) / stride + 1 == to ? stride : 0;
  }
}
