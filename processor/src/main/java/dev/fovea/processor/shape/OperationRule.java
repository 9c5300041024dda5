package dev.fovea.processor.shape;

import java.util.List;
import java.util.Map;

/**
 * The shape rule of one operation, with its messages. It works in two steps, so that a number that is wrong whatever the input is
 * reported even where the input's shape is unknown.
 *
 * @param <A> the members, checked
 */
public interface OperationRule<A> {
  /** The fewest and the most inputs it takes. */
  default int[] inputs() {
    return new int[] {1, 1};
  }

  /** Whether a {@code @ShapeOf} parameter means something to it. */
  default boolean takesShapeOf() {
    return false;
  }

  /** How many of its inputs it reads; of the others only the shape matters. */
  default int inputsRead() {
    return Integer.MAX_VALUE;
  }

  /** Checks the members by themselves; reports and returns null if one is wrong. */
  A read(Use use);

  /** Proves the shapes for given inputs; reports and returns null if they do not fit. */
  Operation infer(A members, Use use, List<Shape> inputs);

  /** Operations that come with it and follow it, such as the batch norm of a projection; the kind of each. */
  default Map<String, Operation> followers(A members, Operation operation) {
    return Map.of();
  }
}
