package dev.fovea.processor.shape.operation;

import dev.fovea.processor.shape.Description;
import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.Shape;

/** Exponentials that add up to one over the channels of each pixel. */
public record Softmax(Shape output) implements Operation {
  @Override
  public String label() {
    return "softmax";
  }

  @Override
  public Description description() {
    return Description.of("SOFTMAX");
  }

  @Override
  public String formula() {
    return "keeps the shape";
  }

  @Override
  public boolean isActivation() {
    return true;
  }
}
