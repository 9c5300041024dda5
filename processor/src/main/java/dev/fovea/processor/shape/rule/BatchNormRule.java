package dev.fovea.processor.shape.rule;

import dev.fovea.processor.problem.Code;
import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.OperationRule;
import dev.fovea.processor.shape.Shape;
import dev.fovea.processor.shape.Use;
import dev.fovea.processor.shape.Weights;
import dev.fovea.processor.shape.operation.BatchNorm;
import java.util.List;

/** {@code @BatchNorm}: keeps the shape, and holds four numbers for each channel. */
public final class BatchNormRule implements OperationRule<BatchNormRule.Members> {
  /** The members, checked. */
  public record Members(double epsilon, double momentum, boolean frozen) {}

  @Override
  public Members read(Use use) {
    double epsilon = use.attributes().real("epsilon");
    double momentum = use.attributes().real("momentum");
    boolean positive = epsilon > 0 && !Double.isInfinite(epsilon);
    if (!positive) {
      use.error(Code.NUMBER, "epsilon", use.name() + ": epsilon must be a finite number above 0, but is " + epsilon);
    }
    boolean aShare = momentum >= 0 && momentum <= 1;
    if (!aShare) {
      use.error(Code.NUMBER, "momentum", use.name() + ": momentum must be between 0 and 1, but is " + momentum);
    }
    return !positive || !aShare ? null : new Members(epsilon, momentum, use.attributes().flag("frozen"));
  }

  @Override
  public Operation infer(Members members, Use use, List<Shape> inputs) {
    int channels = inputs.get(0).channels();
    return new BatchNorm(inputs.get(0), members.epsilon(), members.momentum(), members.frozen(), List.of(
        Weights.ones(Weights.Role.SCALE, channels, members.frozen()),
        Weights.zeros(Weights.Role.SHIFT, channels, members.frozen()),
        Weights.zeros(Weights.Role.RUNNING_MEAN, channels, members.frozen()),
        Weights.ones(Weights.Role.RUNNING_VARIANCE, channels, members.frozen())));
  }
}
