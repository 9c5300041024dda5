package dev.fovea.processor.shape.rule;

import dev.fovea.processor.problem.Code;
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
    return Joins.fit(use, inputs, Shape::equals, Code.ADD, "adds tensors of different shapes") ? new Add(inputs.get(0)) : null;
  }
}
