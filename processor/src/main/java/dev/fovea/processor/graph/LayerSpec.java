package dev.fovea.processor.graph;

import dev.fovea.processor.problem.Place;
import java.util.List;
import java.util.Set;

/**
 * One layer as it was written: an abstract method.
 *
 * @param operations its operations, from left to right
 * @param inputs its parameters
 * @param output whether it is marked {@code @Output}
 * @param asserted the members of its {@code @Shape}, or null
 * @param allowed the warnings silenced on it, by name
 */
public record LayerSpec(String name, List<OperationSpec> operations, List<InputSpec> inputs, boolean output,
    List<Integer> asserted, Set<String> allowed, Place place) {
  /** The inputs whose values it reads. */
  public List<InputSpec> values() {
    return inputs.stream().filter(input -> !input.shapeOnly()).toList();
  }

  /** The inputs of which it reads only height and width. */
  public List<InputSpec> shapes() {
    return inputs.stream().filter(InputSpec::shapeOnly).toList();
  }
}
