package dev.fovea.onnx;

import dev.fovea.runtime.Operation;
import dev.fovea.runtime.Parameter.Role;
import java.util.ArrayList;
import java.util.List;

/** Operations with filters. ONNX keeps weights in PyTorch's order, and orders padding as Fovea does. */
final class Filters {
  private Filters() {}

  static Value convolution(Step step) {
    Operation operation = step.operation();
    return step.image(step.node("Conv", inputs(step, step.imageInput()), windows(operation, operation.integers("padding"))));
  }

  /**
   * Where the dilation is larger than the stride so may be the output padding, which ONNX Runtime takes below the stride only. The rest of
   * it is padding that is not cut off, as far as there is any, and beyond that nothing but bias.
   */
  static Value transposed(Step step) {
    Operation operation = step.operation();
    int[] padding = operation.integers("padding");
    int[] outputPadding = operation.integers("outputPadding");
    int[] beyond = new int[2];
    for (int axis = 0; axis < 2; axis++) {
      int rest = Math.max(0, outputPadding[axis] - operation.integers("stride")[axis] + 1);
      int uncut = Math.min(rest, padding[axis + 2]);
      outputPadding[axis] -= rest;
      padding[axis + 2] -= uncut;
      beyond[axis] = rest - uncut;
    }
    Attributes attributes = windows(operation, padding).integers("output_padding", outputPadding);
    if (beyond[0] + beyond[1] == 0) {
      return step.image(step.node("ConvTranspose", inputs(step, step.imageInput()), attributes));
    }
    String inside = step.node("ConvTranspose", List.of(step.imageInput().name(), step.parameter(Role.WEIGHT)), attributes);
    String whole = step.node("Pad", List.of(inside, step.longs("beyond", 0, 0, 0, 0, 0, 0, beyond[0], beyond[1])));
    return step.image(step.bias().map(bias -> step.node("Add", List.of(whole, perChannel(step, bias)))).orElse(whole));
  }

  /** Of shape {@code [channels, 1, 1]}. */
  private static String perChannel(Step step, String vector) {
    return step.node("Unsqueeze", List.of(vector, step.longs("bias_axes", 1, 2)));
  }

  private static Attributes windows(Operation operation, int[] padding) {
    return Attributes.windows(operation, padding).integers("dilations", operation.integers("dilation"))
        .integer("group", operation.integer("groups"));
  }

  static Value dense(Step step) {
    String product = step.node("Gemm", inputs(step, step.flat()), Attributes.of().integer("transB", 1));
    return Value.flat(product, step.operation().channels());
  }

  private static List<String> inputs(Step step, Value input) {
    List<String> inputs = new ArrayList<>(List.of(input.name(), step.parameter(Role.WEIGHT)));
    step.bias().ifPresent(inputs::add);
    return inputs;
  }
}
