package dev.fovea.processor.shape.rule;

import dev.fovea.processor.graph.InputSpec;
import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Place;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.shape.Axis;
import dev.fovea.processor.shape.Fix;
import dev.fovea.processor.shape.MissingShortcut;
import dev.fovea.processor.shape.NearestInputs;
import dev.fovea.processor.shape.OnTheWay;
import dev.fovea.processor.shape.OneApart;
import dev.fovea.processor.shape.OtherFilters;
import dev.fovea.processor.shape.OtherInput;
import dev.fovea.processor.shape.OtherInputAbove;
import dev.fovea.processor.shape.PaddedAlongTheWay;
import dev.fovea.processor.shape.Shape;
import dev.fovea.processor.shape.SizedLike;
import dev.fovea.processor.shape.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/** Words for tensors that do not join: one of several, with which most others agree, and another one. */
final class Joins {
  private final Use use;
  private final List<Shape> shapes;
  private final int first;
  private final int other;

  Joins(Use use, List<Shape> shapes, int first, int other) {
    this.use = use;
    this.shapes = shapes;
    this.first = first;
    this.other = other;
  }

  /**
   * Whether all inputs fit together; reports each that does not fit most of the others, at its parameter if there are more than two.
   *
   * @param headline what is said of inputs that do not fit, before both are named
   */
  static boolean fit(Use use, List<Shape> shapes, BiPredicate<Shape, Shape> join, Code code, String headline) {
    int first = 0;
    for (int i = 1; i < shapes.size(); i++) {
      first = agreeing(shapes, i, join) > agreeing(shapes, first, join) ? i : first;
    }
    boolean fit = true;
    for (int i = 0; i < shapes.size(); i++) {
      if (!join.test(shapes.get(first), shapes.get(i))) {
        fit = false;
        Joins joins = new Joins(use, shapes, first, i);
        Place place = shapes.size() == 2 ? use.operation().place() : use.layer().values().get(i).place();
        Problem problem = Problem.error(code, place, use.name() + " " + headline + ": " + joins.both());
        use.report(problem.because(joins.differences(code != Code.CONCAT)),
            code == Code.CONCAT ? joins.ofConcatenation(join) : joins.ofSum(join));
      }
    }
    return fit;
  }

  private static long agreeing(List<Shape> shapes, int one, BiPredicate<Shape, Shape> join) {
    return shapes.stream().filter(each -> join.test(shapes.get(one), each)).count();
  }

  private String name(int position) {
    return use.layer().values().get(position).name();
  }

  /** Both shapes, as in {@code conv1 is [8, 28, 28], pool1 is [8, 14, 14]}. */
  String both() {
    return name(first) + " is " + shapes.get(first) + ", " + name(other) + " is " + shapes.get(other);
  }

  /** How sizes that differ came to be, and which numbers differ. */
  List<String> differences(boolean withChannels) {
    Shape a = shapes.get(first);
    Shape b = shapes.get(other);
    List<String> chains = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    if (withChannels && a.channels() != b.channels()) {
      lines.add(equation("channels", a.channels(), b.channels()));
    }
    for (Axis axis : Axis.values()) {
      boolean toldBefore = axis == Axis.WIDTH && !chains.isEmpty() && isSquare(first) && isSquare(other);
      if (a.along(axis) != b.along(axis) && !toldBefore) {
        chains.add(axis + " of " + name(first) + ": " + use.histories().get(first).chain(axis));
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

  /** What might make a concatenation's parts fit, the least intrusive first. */
  private List<Fix> ofConcatenation(BiPredicate<Shape, Shape> join) {
    List<Fix> fixes = new ArrayList<>(List.of(oneNumber(), new OneApart(name(other)), new SizedLike(use.name()).unless(oneNumber())));
    fixes.addAll(otherInputs(join));
    fixes.add(new OtherInputAbove(use.name()).unless(oneNumber()));
    fixes.addAll(sizes());
    return fixes;
  }

  /**
   * The same of a sum or a product. Where only the size differs, a neighbour of one of the two is meant more often; a change of
   * channels wants a projection.
   */
  List<Fix> ofSum(BiPredicate<Shape, Shape> join) {
    List<Fix> fixes = new ArrayList<>(List.of(oneNumber(), new SizedLike(use.name()).unless(oneNumber())));
    boolean projects = shapes.get(first).channels() != shapes.get(other).channels();
    if (projects) {
      fixes.addAll(shortcuts());
      fixes.add(new OtherFilters(name(other), shapes.get(first).channels()));
    }
    fixes.addAll(otherInputs(join));
    if (!projects) {
      fixes.addAll(shortcuts());
    }
    fixes.addAll(sizes());
    return fixes;
  }

  private Fix oneNumber() {
    return new OnTheWay(List.of(name(other), name(first)));
  }

  /** Padding on several layers where that on one is not enough, and other images; for sizes only, which no channels depend on. */
  private List<Fix> sizes() {
    if (shapes.get(first).plane().equals(shapes.get(other).plane())) {
      return List.of();
    }
    Fix onePadding = trial -> oneNumber().tell(trial).filter(told -> told.startsWith("padding"));
    return List.of(new PaddedAlongTheWay(use.name()).unless(onePadding), new NearestInputs());
  }

  /** The layer that was probably meant instead of one of the two. */
  List<Fix> otherInputs(BiPredicate<Shape, Shape> join) {
    List<Fix> fixes = new ArrayList<>();
    fixes.add(new OtherInput(use.name(), name(other), shape -> join.test(shapes.get(first), shape)));
    List<InputSpec> values = use.layer().values();
    if (values.size() == 2) {
      fixes.add(new OtherInput(use.name(), name(first), shape -> join.test(shapes.get(other), shape)));
    }
    return fixes;
  }

  /** The larger tensor, or of two of one size that of fewer channels, is projected, as in residual networks. */
  private List<Fix> shortcuts() {
    Shape a = shapes.get(first);
    Shape b = shapes.get(other);
    boolean projectsFirst = a.height() > b.height() || a.width() > b.width() || a.plane().equals(b.plane()) && a.channels() < b.channels();
    int from = position(projectsFirst ? first : other);
    int to = position(projectsFirst ? other : first);
    return List.of(new MissingShortcut(use.layer(), from, to));
  }

  private int position(int value) {
    return use.layer().inputs().indexOf(use.layer().values().get(value));
  }
}
