package dev.fovea.onnx;

import dev.fovea.runtime.Operation;
import java.util.List;

/**
 * Pools of windows. ONNX's versions, and its runtimes, disagree on ceil mode: here it is never asked for, the padding is what the last
 * windows need.
 */
final class Pools {
  private Pools() {}

  static Value global(Step step, String type) {
    return step.image(step.node(type, List.of(step.imageInput().name())));
  }

  static Value maximum(Step step) {
    Operation operation = step.operation();
    String input = step.imageInput().name();
    int[] padding = needed(step);
    if (!isBelow(padding, operation.integers("kernel"))) {
      // Wider than the kernel before its dilation, which ONNX Runtime refuses as padding of a pool.
      input = step.node("Pad", List.of(input, step.longs("padding", 0, 0, padding[0], padding[1], 0, 0, padding[2], padding[3]),
          step.number("minus_infinity", Double.NEGATIVE_INFINITY)));
      padding = new int[4];
    }
    return step.image(step.node("MaxPool", List.of(input), Attributes.windows(operation, padding)
        .integers("dilations", operation.integers("dilation"))));
  }

  private static boolean isBelow(int[] padding, int[] kernel) {
    return Math.max(padding[0], padding[2]) < kernel[0] && Math.max(padding[1], padding[3]) < kernel[1];
  }

  static Value average(Step step) {
    Operation operation = step.operation();
    int[] written = operation.integers("padding");
    int[] padding = needed(step);
    boolean countPadding = operation.integer("countPadding") == 1;
    String average = step.node("AveragePool", List.of(step.imageInput().name()), Attributes.windows(operation, padding)
        .integer("count_include_pad", countPadding ? 1 : 0));
    if (countPadding && (padding[2] > written[2] || padding[3] > written[3])) {
      average = step.node("Mul", List.of(average, corrections(step, written)));
    }
    return step.image(average);
  }

  /** Where the last windows overhang the padding, ONNX would divide by the whole window, and Fovea by what is inside. */
  private static String corrections(Step step, int[] padding) {
    Operation operation = step.operation();
    float[] corrections = new float[operation.height() * operation.width()];
    int[] kernel = operation.integers("kernel");
    for (int i = 0; i < corrections.length; i++) {
      int rows = inside(step, 0, i / operation.width(), padding);
      int columns = inside(step, 1, i % operation.width(), padding);
      corrections[i] = (float) ((double) kernel[0] * kernel[1] / ((double) rows * columns));
    }
    return step.floats("corrections", corrections, 1, 1, operation.height(), operation.width());
  }

  /** How many taps of a window lie on the padded input; axis 0 is the height. */
  private static int inside(Step step, int axis, int unit, int[] padding) {
    int kernel = step.operation().integers("kernel")[axis];
    int start = unit * step.operation().integers("stride")[axis] - padding[axis];
    return Math.min(start + kernel, size(step.input(), axis) + padding[axis + 2]) - start;
  }

  /** Padding with which the windows end where the last one does: less than was written where no window reached the rest. */
  private static int[] needed(Step step) {
    int[] needed = step.operation().integers("padding");
    for (int axis = 0; axis < 2; axis++) {
      long units = axis == 0 ? step.operation().height() : step.operation().width();
      long kernel = (step.operation().integers("kernel")[axis] - 1L) * step.operation().integers("dilation")[axis] + 1;
      long end = (units - 1) * step.operation().integers("stride")[axis] + kernel - needed[axis] - size(step.input(), axis);
      needed[axis + 2] = (int) Math.max(0, end);
    }
    return needed;
  }

  private static int size(Value value, int axis) {
    return axis == 0 ? value.height() : value.width();
  }
}
