package dev.fovea.processor.shape.operation;

import dev.fovea.processor.shape.Description;
import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.Shape;

/** Zeroes a share of the numbers while training and scales the others up; does nothing otherwise. */
public record Dropout(Shape output, double rate) implements Operation {
  @Override
  public String label() {
    return "dropout " + rate;
  }

  @Override
  public Description description() {
    return Description.of("DROPOUT").with("rate", rate);
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
