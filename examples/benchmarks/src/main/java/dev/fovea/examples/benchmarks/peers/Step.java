package dev.fovea.examples.benchmarks.peers;

import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Layers;
import dev.fovea.runtime.Operation;
import dev.fovea.runtime.Operation.Kind;
import dev.fovea.runtime.Parameter;
import dev.fovea.runtime.Parameter.Role;
import dev.fovea.runtime.Parameters;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One operation of a network with all that another library needs to run it: what peers are built from, so that no network is defined a
 * second time.
 *
 * @param output what its value is called: as its layer, if it is the layer's last operation
 * @param inputs the values that it reads, {@code input} being the images
 * @param inputShape the shape of the first of them, {@code [channels, height, width]}
 * @param parameters its weights and statistics
 */
record Step(String output, Operation operation, List<String> inputs, int[] inputShape, Map<Role, Parameter> parameters) {
  private static final Set<Role> FILTERS = Set.of(Role.WEIGHT, Role.BIAS);
  private static final Set<Role> NORM = Set.of(Role.SCALE, Role.SHIFT, Role.RUNNING_MEAN, Role.RUNNING_VARIANCE);
  /** The roles of an operation's parameters; none, if it is not listed. */
  private static final Map<Kind, Set<Role>> ROLES = new EnumMap<>(Map.of(Kind.CONVOLUTION, FILTERS, Kind.TRANSPOSED_CONVOLUTION, FILTERS,
      Kind.DENSE, FILTERS, Kind.BATCH_NORM, NORM));

  /** Every operation of a network, after those that it reads. */
  static List<Step> of(Parameters parameters) {
    Layers layers = parameters.layers();
    List<Parameter> rest = new ArrayList<>(parameters.all());
    List<Step> steps = new ArrayList<>();
    for (Layer layer : layers.all()) {
      List<String> inputs = layer.inputs().stream().map(read -> read.layer() == null ? "input" : read.layer().name()).toList();
      Layer first = layer.inputs().get(0).layer();
      int[] shape = first == null ? layers.input() : new int[] {first.channels(), first.height(), first.width()};
      for (int i = 0; i < layer.operations().size(); i++) {
        Operation operation = layer.operations().get(i);
        String output = layer.name() + (i < layer.operations().size() - 1 ? "/" + i : "");
        steps.add(new Step(output, operation, inputs, shape, take(layer, operation, rest)));
        inputs = List.of(output);
        shape = operation.shape();
      }
    }
    return steps;
  }

  /** Parameters stand in the order of the operations: those of one are the next of its layer that have a role in it, each role once. */
  private static Map<Role, Parameter> take(Layer layer, Operation operation, List<Parameter> rest) {
    Map<Role, Parameter> taken = new EnumMap<>(Role.class);
    Set<Role> roles = ROLES.getOrDefault(operation.kind(), Set.of());
    while (!rest.isEmpty() && rest.get(0).name().startsWith(layer.name() + ".") && roles.contains(rest.get(0).role())
        && !taken.containsKey(rest.get(0).role())) {
      taken.put(rest.get(0).role(), rest.remove(0));
    }
    return taken;
  }

  /** What one image has at an axis of the input: 0 is the height, 1 the width. */
  int inputSize(int axis) {
    return inputShape[1 + axis];
  }

  /** What one image has at an axis of the output. */
  int outputSize(int axis) {
    return axis == 0 ? operation.height() : operation.width();
  }

  /** Whether the last windows of a pool reach beyond the padding. */
  boolean isCeil() {
    for (int axis = 0; axis < 2; axis++) {
      int[] padding = operation.integers("padding");
      int dilation = operation.attributes().containsKey("dilation") ? operation.integers("dilation")[axis] : 1;
      int reach = (outputSize(axis) - 1) * operation.integers("stride")[axis] + (operation.integers("kernel")[axis] - 1) * dilation + 1;
      if (reach > padding[axis] + inputSize(axis) + padding[axis + 2]) {
        return true;
      }
    }
    return false;
  }
}
