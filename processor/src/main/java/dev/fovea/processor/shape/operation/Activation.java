package dev.fovea.processor.shape.operation;

import dev.fovea.processor.shape.Description;
import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.Shape;

/** A function of each number by itself. */
public record Activation(Function function, double slope, Shape output) implements Operation {
  /** Which function. */
  public enum Function {
    RELU("relu"), RELU6("relu6"), LEAKY_RELU("leaky relu"), SIGMOID("sigmoid"), TANH("tanh");

    private final String label;

    Function(String label) {
      this.label = label;
    }
  }

  @Override
  public String label() {
    return function == Function.LEAKY_RELU ? function.label + " " + slope : function.label;
  }

  @Override
  public Description description() {
    Description plain = Description.of(function.name());
    return function == Function.LEAKY_RELU ? plain.with("slope", slope) : plain;
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
