package dev.fovea.processor.shape.operation;

import dev.fovea.processor.shape.Axis;
import dev.fovea.processor.shape.Description;
import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.Reach;
import dev.fovea.processor.shape.Shape;
import java.util.List;

/** The product of two tensors, number by number; one of them may be a gate, {@code [c, 1, 1]}, that counts at every pixel. */
public record Multiply(List<Shape> inputs, Shape output) implements Operation {
  /** Whether an input counts at every pixel of the other. */
  public boolean isGate(int input) {
    return !inputs.get(input).equals(output);
  }

  @Override
  public String label() {
    return "multiply";
  }

  @Override
  public Description description() {
    return Description.of("MULTIPLY");
  }

  @Override
  public String formula() {
    for (int input = 0; input < inputs.size(); input++) {
      if (isGate(input)) {
        return inputs.get(input) + " counts at every pixel of " + inputs.get(1 - input);
      }
    }
    return "both inputs have this shape";
  }

  @Override
  public Reach reach(Axis axis, int input) {
    return isGate(input) ? new Reach.Whole(1) : new Reach.Same();
  }
}
