package dev.fovea.processor.shape.rule;

import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.OperationRule;
import dev.fovea.processor.shape.Shape;
import dev.fovea.processor.shape.Use;
import dev.fovea.processor.shape.operation.Add;
import java.util.List;

/** {@code @Add}: all inputs have one shape. */
public final class AddRule implements OperationRule<Use> {
  @Override
  public int[] inputs() {
    return new int[] {2, Integer.MAX_VALUE};
  }

  @Override
  public Use read(Use use) {
    return use;
  }

  @Override
  public Operation infer(Use members, Use use, List<Shape> inputs) {
    Shape first = inputs.get(0);
    for (int i = 1; i < inputs.size(); i++) {
      Shape other = inputs.get(i);
      if (!other.equals(first)) {
        Joins joins = new Joins(use, inputs, i);
        use.report(Problem.error(Code.ADD, use.operation().place(), use.name() + " adds tensors of different shapes: " + joins.both())
            .because(joins.differences(true)).help(joins.projection()), joins.otherInputs(Shape::equals));
        return null;
      }
    }
    return new Add(first);
  }
}
