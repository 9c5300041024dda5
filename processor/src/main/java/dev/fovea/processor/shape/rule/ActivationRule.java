package dev.fovea.processor.shape.rule;

import dev.fovea.processor.problem.Code;
import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.OperationRule;
import dev.fovea.processor.shape.Shape;
import dev.fovea.processor.shape.Use;
import dev.fovea.processor.shape.operation.Activation;
import dev.fovea.processor.shape.operation.Activation.Function;
import java.util.List;

/** Activations: they keep the shape. */
public record ActivationRule(Function function) implements OperationRule<Double> {
  @Override
  public Double read(Use use) {
    if (function != Function.LEAKY_RELU) {
      return 0.0;
    }
    double slope = use.attributes().real("value");
    if (!(slope >= 0) || Float.isInfinite((float) slope)) {
      use.error(Code.NUMBER, "value", use.name() + ": the slope must be a finite number of at least 0, but is " + slope);
      return null;
    }
    return slope;
  }

  @Override
  public Operation infer(Double slope, Use use, List<Shape> inputs) {
    return new Activation(function, slope, inputs.get(0));
  }
}
