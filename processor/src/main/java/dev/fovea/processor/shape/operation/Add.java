package dev.fovea.processor.shape.operation;

import dev.fovea.processor.shape.Description;
import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.Shape;

/** The sum of tensors of one shape. */
public record Add(Shape output) implements Operation {
  @Override
  public String label() {
    return "add";
  }

  @Override
  public Description description() {
    return Description.of("ADD");
  }

  @Override
  public String formula() {
    return "all inputs have this shape";
  }
}
