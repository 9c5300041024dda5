package dev.fovea.processor.shape.rule;

import dev.fovea.processor.problem.Code;
import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.OperationRule;
import dev.fovea.processor.shape.Shape;
import dev.fovea.processor.shape.Sizes;
import dev.fovea.processor.shape.Use;
import dev.fovea.processor.shape.operation.Concat;
import java.util.List;

/** {@code @Concat}: all inputs have one height and width; their channels add up. */
public final class ConcatRule implements OperationRule<Use> {
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
    if (!Joins.fit(use, inputs, (a, b) -> a.plane().equals(b.plane()), Code.CONCAT, "joins tensors of different height or width")) {
      return null;
    }
    long channels = inputs.stream().mapToLong(Shape::channels).sum();
    Shape output = Sizes.shape(use, channels, inputs.get(0).height(), inputs.get(0).width());
    return output == null ? null : new Concat(inputs, output);
  }
}
