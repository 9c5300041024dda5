package dev.fovea.processor.shape.operation;

import dev.fovea.processor.shape.Description;
import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.Shape;

/**
 * Divides each number by a power of the squares around it, across channels: {@code x / (k + alpha / size * sum of x^2)^beta}, the sum
 * over the channels from {@code c - size / 2} to {@code c + (size - 1) / 2}.
 */
public record LocalResponseNorm(Shape output, int size, double alpha, double beta, double k) implements Operation {
  @Override
  public String label() {
    return "local response norm " + size;
  }

  @Override
  public Description description() {
    return Description.of("LOCAL_RESPONSE_NORM").with("size", size).with("alpha", alpha).with("beta", beta).with("k", k);
  }

  @Override
  public String formula() {
    return "keeps the shape";
  }
}
