package dev.fovea.runtime.kernel;

import dev.fovea.runtime.Tensor;
import java.util.function.DoubleUnaryOperator;

/** Goes over the elements of tensors, one by one: the loops of {@link Eager}. */
final class Elements {
  private Elements() {}

  /** What one element of a result is. */
  interface Element {
    double at(int image, int channel, int row, int column);
  }

  /** What is done with one element of a tensor. */
  interface Visit {
    void at(int image, int channel, int row, int column);
  }

  static void visit(Tensor x, Visit visit) {
    for (int n = 0; n < x.batch(); n++) {
      for (int c = 0; c < x.channels(); c++) {
        for (int row = 0; row < x.height(); row++) {
          for (int column = 0; column < x.width(); column++) {
            visit.at(n, c, row, column);
          }
        }
      }
    }
  }

  static Tensor compute(int batch, int channels, int height, int width, Element element) {
    Tensor result = Tensor.zeros(batch, channels, height, width);
    visit(result, (n, c, row, column) -> result.set(n, c, row, column, (float) element.at(n, c, row, column)));
    return result;
  }

  /** A result of the shape of its input. */
  static Tensor compute(Tensor x, Element element) {
    return compute(x.batch(), x.channels(), x.height(), x.width(), element);
  }

  static Tensor map(Tensor x, DoubleUnaryOperator function) {
    return compute(x, (n, c, row, column) -> function.applyAsDouble(x.get(n, c, row, column)));
  }
}
