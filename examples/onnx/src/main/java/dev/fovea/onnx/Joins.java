package dev.fovea.onnx;

import java.util.List;

/** Operations of several inputs: flat ones where all are flat, else images. */
final class Joins {
  private Joins() {}

  static Value add(Step step) {
    return join(step, step.inputs().size() == 2 ? "Add" : "Sum", Attributes.of());
  }

  static Value multiply(Step step) {
    return join(step, "Mul", Attributes.of());
  }

  static Value concat(Step step) {
    return join(step, "Concat", Attributes.of().integer("axis", 1));
  }

  private static Value join(Step step, String type, Attributes attributes) {
    if (step.inputs().stream().allMatch(Value::flat)) {
      return Value.flat(step.node(type, step.inputs().stream().map(Value::name).toList(), attributes), step.operation().channels());
    }
    List<String> images = step.inputs().stream().map(step::asImage).map(Value::name).toList();
    return step.image(step.node(type, images, attributes));
  }
}
