package dev.fovea.processor.shape.rule;

import dev.fovea.processor.problem.Code;
import dev.fovea.processor.shape.Use;
import dev.fovea.processor.shape.Weights;
import dev.fovea.processor.shape.Weights.Initialization;
import dev.fovea.processor.shape.Weights.Regularization;
import java.util.List;

/** How a layer's weights are first drawn and then trained. */
record Training(String initializer, Regularization regularization) {
  /** Reads {@code initializer}, {@code l1}, {@code l2} and {@code frozen}; reports and returns null where a penalty is no penalty. */
  static Training read(Use use) {
    Double l1 = penalty(use, "l1");
    Double l2 = penalty(use, "l2");
    if (l1 == null || l2 == null) {
      return null;
    }
    String initializer = use.attributes().constant("initializer");
    if (initializer.equals("AUTO")) {
      initializer = use.rectifierFollows() ? "HE_NORMAL" : "XAVIER_UNIFORM";
    }
    return new Training(initializer, new Regularization(l1, l2, use.attributes().flag("frozen")));
  }

  private static Double penalty(Use use, String member) {
    double value = use.attributes().real(member);
    if (!(value >= 0) || Double.isInfinite(value)) {
      use.error(Code.NUMBER, member, use.name() + ": " + member + " must be a finite number of at least 0, but is " + value);
      return null;
    }
    return value;
  }

  /** Weights of a shape in PyTorch's order, and a bias of a length, or none if that is 0. */
  List<Weights> weights(List<Integer> shape, long fanIn, long fanOut, int bias) {
    Weights filters = new Weights(Weights.Role.WEIGHT, shape, initialization(fanIn, fanOut), regularization);
    return bias == 0 ? List.of(filters) : List.of(filters, Weights.zeros(Weights.Role.BIAS, bias, regularization.frozen()));
  }

  private Initialization initialization(double fanIn, double fanOut) {
    switch (initializer) {
      case "HE_NORMAL":
        return new Initialization(Initialization.Kind.NORMAL, Math.sqrt(2 / fanIn));
      case "HE_UNIFORM":
        return new Initialization(Initialization.Kind.UNIFORM, Math.sqrt(6 / fanIn));
      case "XAVIER_NORMAL":
        return new Initialization(Initialization.Kind.NORMAL, Math.sqrt(2 / (fanIn + fanOut)));
      case "XAVIER_UNIFORM":
        return new Initialization(Initialization.Kind.UNIFORM, Math.sqrt(6 / (fanIn + fanOut)));
      case "LECUN_NORMAL":
        return new Initialization(Initialization.Kind.NORMAL, Math.sqrt(1 / fanIn));
      default:
        return new Initialization(Initialization.Kind.ZEROS, 0);
    }
  }
}
