package dev.fovea.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Layers;
import dev.fovea.runtime.Operation;
import dev.fovea.runtime.Operation.Kind;
import dev.fovea.runtime.Parameters;
import dev.fovea.runtime.Reach;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Translates a network layer by layer. */
final class Translator {
  /** No layer has this name. */
  private static final String INPUT = "input";
  private static final String CHANNELS_FIRST = "/channels_first";
  /** The version of the format itself, that of ONNX 1.12: what is newer in it is not needed, whatever the opset. */
  private static final int FORMAT = 8;

  private final Parameters parameters;
  private final Layers layers;
  private final Map<Kind, Translation> translations;
  private final LayerParameters order;
  private final Map<String, Value> values = new HashMap<>();

  Translator(Parameters parameters, Map<Kind, Translation> translations) {
    this.parameters = parameters;
    this.layers = parameters.layers();
    this.translations = translations;
    this.order = new LayerParameters(parameters);
  }

  /**
   * The model of the network.
   *
   * @param batch the number of images, or 0 for any
   */
  Model translate(String name, int opset, int batch) {
    Graph graph = new Graph(name);
    Value image = input(graph, batch);
    List<String> outputs = layers.outputs().stream().map(Layer::name).toList();
    for (Layer layer : layers.all()) {
      Value value = layer(graph, layer, image);
      boolean turned = layers.isChannelsLast() && !value.flat() && outputs.contains(layer.name());
      values.put(layer.name(), name(graph, layer, value, turned ? layer.name() + CHANNELS_FIRST : layer.name()));
    }
    layers.outputs().forEach(layer -> output(graph, layer, batch));
    ModelProto head = ModelProto.newBuilder().setIrVersion(FORMAT).setProducerName("Fovea")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(opset)).build();
    return new Model(head, graph.build(), parameters.all());
  }

  private Value input(Graph graph, int batch) {
    int[] shape = layers.input();
    if (!layers.isChannelsLast()) {
      graph.input(INPUT, batch, shape);
      return Value.image(INPUT, shape[0], shape[1], shape[2]);
    }
    graph.input(INPUT, batch, shape[1], shape[2], shape[0]);
    String turned = graph.node(INPUT, "Transpose", List.of(INPUT), Attributes.of().integers("perm", 0, 3, 1, 2));
    return Value.image(turned, shape[0], shape[1], shape[2]);
  }

  private Value layer(Graph graph, Layer layer, Value image) {
    List<Value> inputs = layer.inputs().stream().map(Reach::layer).map(read -> read == null ? image : values.get(read.name())).toList();
    for (Operation operation : layer.operations()) {
      Translation translation = translations.get(operation.kind());
      if (translation == null) {
        throw new OnnxException(layer.name() + ": " + operation.label() + " cannot be said in ONNX: there is no translation of "
            + operation.kind());
      }
      inputs = List.of(translation.translate(new Step(layer, operation, inputs, graph, order)));
    }
    return inputs.get(0);
  }

  /** Calls the value of a layer after it; one that is another layer's too, since nothing was done to it, is passed on. */
  private static Value name(Graph graph, Layer layer, Value value, String name) {
    boolean own = value.name().startsWith(layer.name() + "/");
    graph.rename(own ? value.name() : graph.node(layer.name(), "Identity", List.of(value.name()), Attributes.of()), name);
    return value.named(name);
  }

  private void output(Graph graph, Layer layer, int batch) {
    Value value = values.get(layer.name());
    if (value.flat()) {
      graph.output(layer.name(), batch, value.channels());
    } else if (!layers.isChannelsLast()) {
      graph.output(layer.name(), batch, value.channels(), value.height(), value.width());
    } else {
      graph.rename(graph.node(layer.name(), "Transpose", List.of(value.name()), Attributes.of().integers("perm", 0, 2, 3, 1)),
          layer.name());
      graph.output(layer.name(), batch, value.height(), value.width(), value.channels());
    }
  }
}
