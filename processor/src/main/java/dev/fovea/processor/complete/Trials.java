package dev.fovea.processor.complete;

import dev.fovea.processor.graph.Attributes;
import dev.fovea.processor.graph.InputSpec;
import dev.fovea.processor.graph.LayerSpec;
import dev.fovea.processor.graph.NetworkSpec;
import dev.fovea.processor.graph.OperationSpec;
import dev.fovea.processor.graph.Wiring;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.problem.Problems;
import dev.fovea.processor.shape.Inference;
import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.Shape;
import dev.fovea.processor.shape.ShapedLayer;
import dev.fovea.processor.shape.ShapedNetwork;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One layer and those that it depends on, with the shapes that come of one value or another. */
final class Trials {
  /**
   * What came of a value.
   *
   * @param operation the operation whose member it is
   * @param warnings what the layer is warned of then
   */
  record Outcome(Operation operation, Shape output, List<Problem> warnings) {}

  private final NetworkSpec network;
  private final LayerSpec layer;
  private final int position;

  private Trials(NetworkSpec network, LayerSpec layer, int position) {
    this.network = network;
    this.layer = layer;
    this.position = position;
  }

  /** Trials for a member of an operation; null where the layer is not found. Of repetitions the first is tried. */
  static Trials of(NetworkSpec network, Asked asked) {
    for (LayerSpec layer : network.layers()) {
      if (!layer.isInBlock() && asked.method().equals(layer.place().method())) {
        List<OperationSpec> operations = new ArrayList<>(layer.operations());
        int position = operations.stream().map(OperationSpec::kind).toList().indexOf(asked.kind());
        if (position < 0) {
          position = operations.size();
          operations.add(new OperationSpec(asked.kind(), asked.attributes(), layer.place().annotation(asked.kind())));
        }
        operations.set(position, operations.get(position).with(asked.attributes()));
        return new Trials(network, whole(layer, operations), position);
      }
    }
    return null;
  }

  /** Trials for a layer as it is written; null where it is not found, or has no operation. */
  static Trials of(NetworkSpec network, String method) {
    return network.layers().stream().filter(layer -> !layer.isInBlock() && method.equals(layer.place().method()))
        .filter(layer -> !layer.operations().isEmpty()).findFirst().map(layer -> new Trials(network, layer, 0)).orElse(null);
  }

  /** The same without the operations that follow, which may be half written too. */
  Trials withoutFollowers() {
    return new Trials(network, layer.withOperations(layer.operations().subList(0, position + 1)), position);
  }

  /** What the operation reads, or null. */
  Shape before() {
    if (position > 0) {
      ShapedLayer shaped = infer(layer.withOperations(layer.operations().subList(0, position)), new Problems());
      return shaped == null ? null : shaped.output();
    }
    return layer.values().isEmpty() ? null : shape(layer.values().get(0).name());
  }

  private Shape shape(String name) {
    ShapedNetwork shaped = network(closure(List.of(name)), new Problems());
    return name.equals(NetworkSpec.INPUT) ? shaped.input()
        : shaped.layers().stream().filter(each -> each.name().equals(name)).map(ShapedLayer::output).findFirst().orElse(null);
  }

  /** What comes of a value; null where it does not fit. */
  Outcome with(String member, Object value) {
    OperationSpec operation = layer.operations().get(position);
    return outcome(operation.attributes().with(member, value));
  }

  /** What the layer gives if it takes its height and width from another one; null where it cannot. */
  Shape sizedLike(String name) {
    List<InputSpec> inputs = layer.inputs().stream()
        .map(input -> input.shapeOnly() ? new InputSpec(name, true, input.place()) : input).toList();
    ShapedLayer shaped = infer(whole(layer.withInputs(inputs), layer.operations()), new Problems());
    return shaped == null ? null : shaped.output();
  }

  /** The warnings on the layer as it is written. */
  List<Problem> warnings() {
    Problems problems = new Problems();
    infer(layer, problems);
    return onLayer(problems);
  }

  private Outcome outcome(Attributes changed) {
    List<OperationSpec> operations = new ArrayList<>(layer.operations());
    operations.set(position, operations.get(position).with(changed));
    LayerSpec tried = layer.withOperations(operations);
    Problems problems = new Problems();
    ShapedLayer shaped = infer(tried, problems);
    if (shaped == null) {
      return null;
    }
    int at = shaped.kinds().indexOf(layer.operations().get(position).kind());
    Operation operation = shaped.operations().get(at);
    return new Outcome(operation, operation.output(), onLayer(problems));
  }

  private List<Problem> onLayer(Problems problems) {
    return problems.all().stream().filter(Problem::warning).filter(problem -> layer.place().isOnMethodOf(problem.place())).toList();
  }

  private ShapedLayer infer(LayerSpec tried, Problems problems) {
    List<LayerSpec> layers = closure(tried.inputs().stream().map(InputSpec::name).toList());
    layers.removeIf(each -> each.name().equals(tried.name()));
    layers.add(tried);
    return network(layers, problems).layers().stream().filter(each -> each.name().equals(tried.name())).findFirst().orElse(null);
  }

  private ShapedNetwork network(List<LayerSpec> layers, Problems problems) {
    return Inference.shapes(Wiring.join(network.withLayers(layers), problems), problems);
  }

  /** Some layers and all that they depend on. */
  private List<LayerSpec> closure(List<String> names) {
    Map<String, LayerSpec> byName = new HashMap<>();
    network.layers().forEach(each -> byName.put(each.name(), each));
    Set<String> needed = new HashSet<>();
    Deque<String> left = new ArrayDeque<>(names);
    while (!left.isEmpty()) {
      LayerSpec next = byName.get(left.pop());
      if (next != null && needed.add(next.name())) {
        next.inputs().forEach(input -> left.push(input.name()));
      }
    }
    return new ArrayList<>(network.layers().stream().filter(each -> needed.contains(each.name())).toList());
  }

  /** A layer that lacks what is being written counts as broken; with it, it no longer is. */
  private static LayerSpec whole(LayerSpec layer, List<OperationSpec> operations) {
    return new LayerSpec(layer.name(), operations, layer.inputs(), layer.output(), layer.asserted(), layer.allowed(), layer.place());
  }
}
