package dev.fovea.processor.complete;

import dev.fovea.processor.graph.Attributes;
import dev.fovea.processor.shape.Window;

/**
 * Where something is being written: a member of an annotation on a layer.
 *
 * @param method the layer
 * @param kind the annotation's simple name
 * @param attributes its members, as far as they are written
 * @param member the one that is being written
 */
public record Asked(String method, String kind, Attributes attributes, String member) {
  /** Whether a member is known and a list of whole numbers. */
  boolean hasNumbers(String name) {
    return attributes.has(name) && !attributes.integers(name).isEmpty();
  }

  /** A member along one axis, or what it is where nothing is said. */
  int along(int axis, String name, int otherwise) {
    if (!hasNumbers(name)) {
      return otherwise;
    }
    return attributes.integers(name).get(attributes.integers(name).size() == 1 ? 0 : axis);
  }

  /** The window along one axis, without padding; a pool's stride is its kernel where nothing is said, and nothing is below 1. */
  Window window(int axis) {
    int kernel = Math.max(1, along(axis, "kernel", 1));
    int stride = along(axis, "stride", isPool() ? kernel : 1);
    return new Window(kernel, Math.max(1, stride), Math.max(1, along(axis, "dilation", 1)), 0, 0);
  }

  boolean isPool() {
    return kind.endsWith("Pool");
  }

  boolean isTransposed() {
    return kind.equals("TransposedConv");
  }
}
