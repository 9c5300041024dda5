package dev.fovea.processor.plan;

import java.util.List;

/**
 * One step of the fused pass: an operation, and those that are done in place on what it has just produced.
 *
 * @param before a convolution, and what is done in place to it, whose values the operation takes as they come: they are never stored
 * @param epilogue batch norms, activations and sums with earlier values, which only this value feeds
 */
public record Fusion(List<Node> before, Node main, List<Node> epilogue) {
  /** The first of its operations, which reads what is stored. */
  public Node first() {
    return before.isEmpty() ? main : before.get(0);
  }

  /** The value that the step leaves behind. */
  public Value output() {
    return epilogue.isEmpty() ? main.output() : epilogue.get(epilogue.size() - 1).output();
  }
}
