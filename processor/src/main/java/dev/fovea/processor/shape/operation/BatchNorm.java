package dev.fovea.processor.shape.operation;

import dev.fovea.processor.shape.Description;
import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.Shape;
import dev.fovea.processor.shape.Weights;
import java.util.List;

/**
 * Batch normalisation: each channel to mean 0 and variance 1, then scaled and shifted.
 *
 * @param frozen whether training normalises by the running statistics and changes nothing, as evaluation does
 */
public record BatchNorm(Shape output, double epsilon, double momentum, boolean frozen, List<Weights> weights) implements Operation {
  @Override
  public String label() {
    return "batch norm";
  }

  @Override
  public Description description() {
    return Description.of("BATCH_NORM").with("epsilon", epsilon);
  }

  @Override
  public String formula() {
    return "keeps the shape";
  }
}
