package dev.fovea.processor.fuzz;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a judge says of a network.
 *
 * @param reason why it is broken, or null
 * @param large whether it holds numbers so large that the processor may say it is too much for it
 * @param undecided whether it is large in a way in which counting would take too long
 * @param layers every layer, expanded and in an order in which they can run; as far as it could be told
 * @param work a bound of the multiplications for one image
 */
record Verdict(String reason, boolean large, boolean undecided, List<Layer> layers, double work) {
  /**
   * One layer.
   *
   * @param method of the network that it stands for, or is a part of
   */
  record Layer(String name, String method, long[] shape) {}

  /** Something that makes a network broken. */
  static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1;

    Broken(String reason) {
      super(reason);
    }
  }

  boolean legal() {
    return reason == null;
  }

  Map<String, List<Integer>> shapes() {
    Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    layers.forEach(layer -> shapes.put(layer.name(), List.of((int) layer.shape()[0], (int) layer.shape()[1], (int) layer.shape()[2])));
    return shapes;
  }
}
