package dev.fovea.processor.shape.operation;

import dev.fovea.processor.shape.Description;
import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.Shape;

/** What it reads, as it is. */
public record Identity(Shape output) implements Operation {
  @Override
  public String label() {
    return "identity";
  }

  @Override
  public Description description() {
    return Description.of("IDENTITY");
  }

  @Override
  public String formula() {
    return "keeps the shape";
  }

  @Override
  public boolean isNothingInEvaluation() {
    return true;
  }
}
