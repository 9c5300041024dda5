package dev.fovea.processor.plan;

import java.util.List;

/**
 * One step of the fused pass: an operation, and those that are done in place on what it has just produced.
 *
 * @param epilogue batch norms, activations and sums with earlier values, which only this value feeds
 */
public record Fusion(Node main, List<Node> epilogue) {
  /** The value that the step leaves behind. */
  public Value output() {
    return epilogue.isEmpty() ? main.output() : epilogue.get(epilogue.size() - 1).output();
  }
}
