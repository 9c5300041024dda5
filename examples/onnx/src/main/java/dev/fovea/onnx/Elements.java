package dev.fovea.onnx;

import java.util.List;

/** Functions that keep the shape, whichever it is. */
final class Elements {
  private Elements() {}

  static Value function(Step step, String type) {
    return step.input().named(step.node(type, List.of(step.input().name())));
  }

  static Value relu6(Step step) {
    return step.input().named(step.node("Clip", List.of(step.input().name(), step.number("zero", 0), step.number("six", 6))));
  }

  static Value leakyRelu(Step step) {
    return step.input().named(step.node("LeakyRelu", List.of(step.input().name()),
        Attributes.of().real("alpha", step.operation().real("slope"))));
  }

  static Value softmax(Step step) {
    return step.input().named(step.node("Softmax", List.of(step.input().name()), Attributes.of().integer("axis", 1)));
  }
}
