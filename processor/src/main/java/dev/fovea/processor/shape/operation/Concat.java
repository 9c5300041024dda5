package dev.fovea.processor.shape.operation;

import dev.fovea.processor.shape.Description;
import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.Shape;
import java.util.List;

/** Tensors of one height and width, their channels one after the other. */
public record Concat(List<Shape> inputs, Shape output) implements Operation {
  @Override
  public String label() {
    return "concat";
  }

  @Override
  public Description description() {
    return Description.of("CONCAT");
  }

  @Override
  public String formula() {
    return "channels: " + String.join(" + ", inputs.stream().map(shape -> "" + shape.channels()).toList()) + " = "
        + output.channels();
  }
}
