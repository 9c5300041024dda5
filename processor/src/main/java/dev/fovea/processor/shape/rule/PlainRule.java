package dev.fovea.processor.shape.rule;

import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.OperationRule;
import dev.fovea.processor.shape.Shape;
import dev.fovea.processor.shape.Use;
import java.util.List;
import java.util.function.Function;

/** The rule of an operation without members, whose result any input decides. */
public record PlainRule(Function<Shape, Operation> operation) implements OperationRule<Use> {
  @Override
  public Use read(Use use) {
    return use;
  }

  @Override
  public Operation infer(Use members, Use use, List<Shape> inputs) {
    return operation.apply(inputs.get(0));
  }
}
