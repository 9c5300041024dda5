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

  /** The same reading other layers, to try what would mend a mistake. */
  public LayerSpec withInputs(List<InputSpec> others) {
    return new LayerSpec(name, operations, others, output, asserted, allowed, place);
  }

  /** The same with the operation of one kind changed, to try what would mend a mistake. */
  public LayerSpec with(OperationSpec changed) {
    List<OperationSpec> all = operations.stream().map(each -> each.kind().equals(changed.kind()) ? changed : each).toList();
    return new LayerSpec(name, all, inputs, output, asserted, allowed, place);
  }
}
