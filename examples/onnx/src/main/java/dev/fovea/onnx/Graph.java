package dev.fovea.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A graph that grows node by node. */
final class Graph {
  private static final int FLOAT = TensorProto.DataType.FLOAT.getNumber();

  private final GraphProto.Builder graph;
  private final Map<String, NodeProto.Builder> nodesByOutput = new LinkedHashMap<>();
  private final Set<String> constants = new HashSet<>();

  Graph(String name) {
    graph = GraphProto.newBuilder().setName(name);
  }

  /** Adds a node of a layer; it and its only output are called after the layer and what it does. */
  String node(String layer, String type, List<String> inputs, Attributes attributes) {
    String plain = layer + "/" + type;
    String name = plain;
    for (int count = 2; nodesByOutput.containsKey(name); count++) {
      name = plain + count;
    }
    nodesByOutput.put(name, NodeProto.newBuilder().setName(name).setOpType(type).addAllInput(inputs).addOutput(name)
        .addAllAttribute(attributes.all()));
    return name;
  }

  /** Calls what a node gives otherwise, before any other node reads it. */
  void rename(String output, String other) {
    nodesByOutput.get(output).setOutput(0, other);
  }

  /** A tensor of floats; a scalar, if there is no shape. */
  String constant(String name, float[] values, int... shape) {
    TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(FLOAT);
    for (int size : shape) {
      tensor.addDims(size);
    }
    for (float value : values) {
      tensor.addFloatData(value);
    }
    return constant(tensor);
  }

  /** A list of whole numbers. */
  String constant(String name, long[] values) {
    TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.INT64.getNumber())
        .addDims(values.length);
    for (long value : values) {
      tensor.addInt64Data(value);
    }
    return constant(tensor);
  }

  /** In one layer, constants of one name are the same. */
  private String constant(TensorProto.Builder tensor) {
    if (constants.add(tensor.getName())) {
      graph.addInitializer(tensor);
    }
    return tensor.getName();
  }

  /** Declares the input. */
  void input(String name, int batch, int... shape) {
    graph.addInput(info(name, batch, shape));
  }

  /** Declares an output. */
  void output(String name, int batch, int... shape) {
    graph.addOutput(info(name, batch, shape));
  }

  /** A batch of 0 stands for any, which ONNX gives a name. */
  private static ValueInfoProto info(String name, int batch, int... shape) {
    TensorShapeProto.Dimension.Builder images = TensorShapeProto.Dimension.newBuilder();
    TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder()
        .addDim(batch == 0 ? images.setDimParam("N") : images.setDimValue(batch));
    for (int size : shape) {
      dimensions.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(size));
    }
    return ValueInfoProto.newBuilder().setName(name)
        .setType(TypeProto.newBuilder().setTensorType(TypeProto.Tensor.newBuilder().setElemType(FLOAT).setShape(dimensions))).build();
  }

  GraphProto build() {
    nodesByOutput.values().forEach(graph::addNode);
    return graph.build();
  }
}
