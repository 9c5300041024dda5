package dev.fovea.processor.shape.rule;

import dev.fovea.processor.problem.Code;
import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.OperationRule;
import dev.fovea.processor.shape.Shape;
import dev.fovea.processor.shape.Use;
import dev.fovea.processor.shape.operation.LocalResponseNorm;
import java.util.List;

/** {@code @LocalResponseNorm}: keeps the shape. */
public final class LocalResponseNormRule implements OperationRule<LocalResponseNormRule.Members> {
  /** The members, checked. */
  public record Members(int size, double alpha, double beta, double k) {}

  @Override
  public Members read(Use use) {
    Integer size = use.atLeast("size", 1);
    Double alpha = number(use, "alpha", 0);
    Double beta = number(use, "beta", 0);
    Double k = number(use, "k", Float.MIN_NORMAL);
    return size == null || alpha == null || beta == null || k == null ? null : new Members(size, alpha, beta, k);
  }

  /** Without a k above 0, a neighbourhood of zeros would be divided by 0. */
  private static Double number(Use use, String member, float least) {
    double value = use.attributes().real(member);
    float single = (float) value;
    if (!(single >= least && value >= 0) || Float.isInfinite(single)) {
      use.error(Code.NUMBER, member, use.name() + ": " + member + " must be a finite number "
          + (least > 0 ? "above 0" : "of at least 0") + ", but is " + value);
      return null;
    }
    return value;
  }

  @Override
  public Operation infer(Members members, Use use, List<Shape> inputs) {
    return new LocalResponseNorm(inputs.get(0), members.size(), members.alpha(), members.beta(), members.k());
  }
}
