package dev.fovea.processor.plan;

import dev.fovea.processor.graph.NetworkSpec;
import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.Shape;
import dev.fovea.processor.shape.ShapedLayer;
import dev.fovea.processor.shape.ShapedNetwork;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The network as operations between values, in the order of execution. */
public final class Flow {
  private final ShapedNetwork network;
  private final List<Node> nodes = new ArrayList<>();
  private final List<Value> values = new ArrayList<>();
  private final Map<Value, List<Node>> readers = new HashMap<>();
  private final Map<String, Value> byLayer = new HashMap<>();
  private final Map<String, List<Node>> nodesByLayer = new HashMap<>();

  public Flow(ShapedNetwork network) {
    this.network = network;
    byLayer.put(NetworkSpec.INPUT, value(NetworkSpec.INPUT, NetworkSpec.INPUT, network.input()));
    for (ShapedLayer layer : network.layers()) {
      add(layer);
    }
  }

  private void add(ShapedLayer layer) {
    List<Value> inputs = layer.inputs().stream().map(byLayer::get).toList();
    for (int i = 0; i < layer.operations().size(); i++) {
      Operation operation = layer.operations().get(i);
      boolean last = i == layer.operations().size() - 1;
      String name = identifier(layer.name()) + (last ? "" : layer.kinds().get(i));
      String told = layer.name() + (last ? "" : " after " + operation.label());
      Node node = new Node(nodes.size(), layer, i, operation, inputs, value(name, told, operation.output()));
      nodes.add(node);
      inputs.stream().distinct().forEach(input -> readers.get(input).add(node));
      inputs = List.of(node.output());
    }
    byLayer.put(layer.name(), inputs.get(0));
    nodesByLayer.put(layer.name(), List.copyOf(nodes.subList(nodes.size() - layer.operations().size(), nodes.size())));
  }

  /** A layer's name as one Java identifier: {@code conv2[0].reduce} is {@code conv2_0_reduce}. */
  public static String identifier(String layer) {
    return layer.replace("]", "").replace('.', '_').replace('[', '_');
  }

  private Value value(String name, String told, Shape shape) {
    Value value = new Value(values.size(), name, told, shape);
    values.add(value);
    readers.put(value, new ArrayList<>());
    return value;
  }

  /** The network it was made of. */
  public ShapedNetwork network() {
    return network;
  }

  /** All operations, each after those it reads. */
  public List<Node> nodes() {
    return nodes;
  }

  /** All tensors; the first is the image. */
  public List<Value> values() {
    return values;
  }

  /** The image. */
  public Value image() {
    return values.get(0);
  }

  /** The operations that read a value. */
  public List<Node> readers(Value value) {
    return readers.get(value);
  }

  /** What a layer produces. */
  public Value of(ShapedLayer layer) {
    return byLayer.get(layer.name());
  }

  /** The operations of a layer. */
  public List<Node> nodes(ShapedLayer layer) {
    return nodesByLayer.get(layer.name());
  }

  /** The values that a pass returns. */
  public List<Value> outputs() {
    return network.outputs().stream().map(this::of).toList();
  }
}
