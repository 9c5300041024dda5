package dev.fovea.onnx;

import dev.fovea.runtime.Operation;
import dev.fovea.runtime.Parameter.Role;
import java.util.List;

/** Normalisations, as evaluation does them. */
final class Normalizations {
  private Normalizations() {}

  static Value batch(Step step) {
    List<String> inputs = List.of(step.input().name(), step.parameter(Role.SCALE), step.parameter(Role.SHIFT),
        step.parameter(Role.RUNNING_MEAN), step.parameter(Role.RUNNING_VARIANCE));
    return step.input().named(step.node("BatchNormalization", inputs, Attributes.of().real("epsilon", step.operation().real("epsilon"))));
  }

  /** ONNX sums over channels {@code c - floor((size - 1) / 2)} to {@code c + ceil((size - 1) / 2)}: what Fovea does for odd sizes. */
  static Value localResponse(Step step) {
    Operation operation = step.operation();
    if (operation.integer("size") % 2 == 0) {
      return evenLocalResponse(step);
    }
    return step.image(step.node("LRN", List.of(step.imageInput().name()), Attributes.of().integer("size", operation.integer("size"))
        .real("alpha", operation.real("alpha")).real("beta", operation.real("beta")).real("bias", operation.real("k"))));
  }

  /** Averages the squares over channels as a pool that takes them for its first axis: the zeros around them count. */
  private static Value evenLocalResponse(Step step) {
    Operation operation = step.operation();
    int size = operation.integer("size");
    String input = step.imageInput().name();
    String axis = step.longs("axis", 1);
    String squares = step.node("Unsqueeze", List.of(step.node("Mul", List.of(input, input)), axis));
    String means = step.node("Squeeze", List.of(step.node("AveragePool", List.of(squares), Attributes.of()
        .integers("kernel_shape", size, 1, 1).integers("pads", size / 2, 0, 0, (size - 1) / 2, 0, 0)
        .integer("count_include_pad", 1)), axis));
    String scaled = step.node("Mul", List.of(means, step.number("alpha", operation.real("alpha"))));
    String sum = step.node("Add", List.of(scaled, step.number("k", operation.real("k"))));
    String divisor = step.node("Pow", List.of(sum, step.number("beta", operation.real("beta"))));
    return step.image(step.node("Div", List.of(input, divisor)));
  }
}
