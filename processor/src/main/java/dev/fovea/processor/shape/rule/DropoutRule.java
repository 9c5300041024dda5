package dev.fovea.processor.shape.rule;

import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.shape.Fix;
import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.OperationRule;
import dev.fovea.processor.shape.Shape;
import dev.fovea.processor.shape.Use;
import dev.fovea.processor.shape.operation.Dropout;
import java.util.List;

/** {@code @Dropout}: keeps the shape. */
public final class DropoutRule implements OperationRule<Double> {
  @Override
  public Double read(Use use) {
    double rate = use.attributes().real("value");
    if (!(rate >= 0 && rate < 1)) {
      List<Fix> percent = rate >= 5 && rate < 100 ? List.of(use.fix("@Dropout(" + rate / 100 + ")", "value", rate / 100)) : List.of();
      use.report(Problem.error(Code.NUMBER, use.at("value"), use.name()
          + ": the rate is the share that is dropped, at least 0 and below 1, but is " + rate), percent);
      return null;
    }
    return rate;
  }

  @Override
  public Operation infer(Double rate, Use use, List<Shape> inputs) {
    return new Dropout(inputs.get(0), rate);
  }
}
