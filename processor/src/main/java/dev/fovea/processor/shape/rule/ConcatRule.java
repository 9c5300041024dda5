package dev.fovea.processor.shape.rule;

import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Problem;
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
    Shape first = inputs.get(0);
    long channels = 0;
    for (int i = 0; i < inputs.size(); i++) {
      Shape other = inputs.get(i);
      channels += other.channels();
      if (other.height() != first.height() || other.width() != first.width()) {
        Joins joins = new Joins(use, inputs, i);
        use.report(Problem.error(Code.CONCAT, use.operation().place(),
            use.name() + " joins tensors of different height or width: " + joins.both()).because(joins.differences(false)),
            joins.otherInputs((a, b) -> a.height() == b.height() && a.width() == b.width()));
        return null;
      }
    }
    Shape output = Sizes.shape(use, channels, first.height(), first.width());
    return output == null ? null : new Concat(inputs, output);
  }
}
