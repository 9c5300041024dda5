package dev.fovea.onnx;

import dev.fovea.runtime.Operation;
import java.util.List;

/**
 * Averages of windows of unequal sizes, for which ONNX has no operator: an average over rows and columns is a product with a matrix from
 * the left and one from the right.
 */
final class AdaptivePools {
  private AdaptivePools() {}

  static Value average(Step step) {
    Operation operation = step.operation();
    Value input = step.imageInput();
    String name = input.name();
    if (operation.height() != input.height()) {
      String rows = step.floats("rows", rows(input.height(), operation.height()), operation.height(), input.height());
      name = step.node("MatMul", List.of(rows, name));
    }
    if (operation.width() != input.width()) {
      String columns = step.floats("columns", transposed(rows(input.width(), operation.width()), operation.width(), input.width()),
          input.width(), operation.width());
      name = step.node("MatMul", List.of(name, columns));
    }
    return step.image(name);
  }

  /** Row {@code u} averages inputs {@code floor(u i / o)} to {@code ceil((u + 1) i / o) - 1}. */
  private static float[] rows(int inputs, int outputs) {
    float[] matrix = new float[Math.multiplyExact(outputs, inputs)];
    for (int unit = 0; unit < outputs; unit++) {
      int from = (int) ((long) unit * inputs / outputs);
      int to = (int) (((unit + 1L) * inputs + outputs - 1) / outputs);
      for (int i = from; i < to; i++) {
        matrix[unit * inputs + i] = 1f / (to - from);
      }
    }
    return matrix;
  }

  private static float[] transposed(float[] matrix, int rows, int columns) {
    float[] transposed = new float[matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      transposed[i % columns * rows + i / columns] = matrix[i];
    }
    return transposed;
  }
}
