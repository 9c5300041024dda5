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
        String left = use.layer().values().get(0).name();
        String right = use.layer().values().get(i).name();
        use.report(Problem.error(Code.ADD, use.operation().place(),
            use.name() + " adds tensors of different shapes: " + left + " is " + first + ", " + right + " is " + other)
            .because(Joins.differences(left, first, right, other)));
        return null;
      }
    }
    return new Add(first);
  }
}
