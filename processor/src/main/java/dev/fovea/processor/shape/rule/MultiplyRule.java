package dev.fovea.processor.shape.rule;

import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.shape.Fix;
import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.OperationRule;
import dev.fovea.processor.shape.OtherFilters;
import dev.fovea.processor.shape.Shape;
import dev.fovea.processor.shape.Use;
import dev.fovea.processor.shape.operation.Multiply;
import java.util.ArrayList;
import java.util.List;

/** {@code @Multiply}: both inputs have one shape, or one of them is {@code [c, 1, 1]} and counts at every pixel of the other. */
public final class MultiplyRule implements OperationRule<Use> {
  @Override
  public int[] inputs() {
    return new int[] {2, 2};
  }

  @Override
  public Use read(Use use) {
    return use;
  }

  @Override
  public Operation infer(Use members, Use use, List<Shape> inputs) {
    Shape left = inputs.get(0);
    Shape right = inputs.get(1);
    if (fit(left, right)) {
      return new Multiply(inputs, isPixel(left) ? right : left);
    }
    use.report(problem(use, inputs), fixes(use, inputs));
    return null;
  }

  private static boolean fit(Shape left, Shape right) {
    return left.equals(right) || left.channels() == right.channels() && (isPixel(left) || isPixel(right));
  }

  private static boolean isPixel(Shape shape) {
    return shape.height() == 1 && shape.width() == 1;
  }

  private static Problem problem(Use use, List<Shape> inputs) {
    Shape left = inputs.get(0);
    Shape right = inputs.get(1);
    Joins joins = new Joins(use, inputs, 0, 1);
    Problem problem = Problem.error(Code.MULTIPLY, use.operation().place(),
        use.name() + " multiplies tensors that do not fit: " + joins.both());
    if (isPixel(left) || isPixel(right)) {
      int gate = isPixel(right) ? 1 : 0;
      Shape of = inputs.get(1 - gate);
      // Of a gate only the channels are wrong.
      Shape spread = new Shape(inputs.get(gate).channels(), of.height(), of.width());
      return problem.because(new Joins(use, gate == 1 ? List.of(left, spread) : List.of(spread, right), 0, 1).differences(true))
          .help("[" + of.channels() + ", 1, 1] for " + name(use, gate) + ": one number for each channel of " + name(use, 1 - gate));
    }
    return problem.because(joins.differences(true)).help("a gate, [" + left.channels() + ", 1, 1] for " + name(use, 1) + " or ["
        + right.channels() + ", 1, 1] for " + name(use, 0) + ", counts at every pixel");
  }

  /** A gate of the wrong number of channels is mended where that number is written. */
  private static List<Fix> fixes(Use use, List<Shape> inputs) {
    int gate = isPixel(inputs.get(0)) && !isPixel(inputs.get(1)) ? 0 : 1;
    Joins joins = new Joins(use, inputs, 1 - gate, gate);
    if (!isPixel(inputs.get(gate))) {
      return joins.ofSum(MultiplyRule::fit);
    }
    List<Fix> fixes = new ArrayList<>(List.of(new OtherFilters(name(use, gate), inputs.get(1 - gate).channels())));
    fixes.addAll(joins.otherInputs(MultiplyRule::fit));
    return fixes;
  }

  private static String name(Use use, int input) {
    return use.layer().values().get(input).name();
  }
}
