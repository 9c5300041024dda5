package dev.fovea.onnx;

import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Operation;
import dev.fovea.runtime.Parameter.Role;
import java.util.List;
import java.util.Optional;

/** One operation that is being translated: what it reads, and where its nodes go. */
record Step(Layer layer, Operation operation, List<Value> inputs, Graph graph, LayerParameters parameters) {
  /** The only input, or the first. */
  Value input() {
    return inputs.get(0);
  }

  /** The input with all four axes. */
  Value imageInput() {
    return asImage(input());
  }

  /** A value with all four axes. */
  Value asImage(Value value) {
    if (!value.flat()) {
      return value;
    }
    return Value.image(node("Unsqueeze", List.of(value.name(), longs("axes", 2, 3))), value.channels(), 1, 1);
  }

  /** The input as rows of numbers in channel, height, width order. */
  Value flat() {
    Value input = input();
    if (input.flat()) {
      return input;
    }
    return Value.flat(node("Flatten", List.of(input.name()), Attributes.of().integer("axis", 1)),
        input.channels() * input.height() * input.width());
  }

  /** What the operation produces, if it is an image. */
  Value image(String name) {
    return Value.image(name, operation.channels(), operation.height(), operation.width());
  }

  /** Adds a node; its only output is what is returned. */
  String node(String type, List<String> inputs, Attributes attributes) {
    return graph.node(layer.name(), type, inputs, attributes);
  }

  /** Adds a node without attributes. */
  String node(String type, List<String> inputs) {
    return node(type, inputs, Attributes.of());
  }

  /** The weights or statistics of the operation in one role; to be asked for in the order of the weight files. */
  String parameter(Role role) {
    return parameters.next(layer, role);
  }

  /** The bias, which follows the weights if there is one. */
  Optional<String> bias() {
    return parameters.bias(layer);
  }

  /** A constant scalar. */
  String number(String name, double value) {
    return floats(name, new float[] {(float) value});
  }

  /** A constant tensor. */
  String floats(String name, float[] values, int... shape) {
    return graph.constant(layer.name() + "/" + name, values, shape);
  }

  /** A constant list of whole numbers. */
  String longs(String name, long... values) {
    return graph.constant(layer.name() + "/" + name, values);
  }
}
