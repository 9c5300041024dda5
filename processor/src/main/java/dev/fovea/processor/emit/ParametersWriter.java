package dev.fovea.processor.emit;

import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.ShapedLayer;
import dev.fovea.processor.shape.ShapedNetwork;
import dev.fovea.processor.shape.Weights;
import dev.fovea.processor.shape.operation.Convolution;
import dev.fovea.processor.shape.operation.TransposedConvolution;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes {@code XParameters}: every weight and statistic, with a typed view for each layer that holds any. */
final class ParametersWriter {
  private final Types types;
  private final ShapedNetwork network;
  private final Docs docs;

  ParametersWriter(Types types, ShapedNetwork network, Docs docs) {
    this.types = types;
    this.network = network;
    this.docs = docs;
  }

  TypeCode write(TypeCode type) {
    type.superclass(Types.NETWORK_PARAMETERS);
    type.addJavadoc("Weights and running statistics of {@link $T}: $L numbers are trained.\n", types.network,
        Docs.number(network.layers().stream().mapToLong(ShapedLayer::parameters).sum()));
    List<Text> lines = new ArrayList<>();
    for (ShapedLayer layer : network.layers()) {
      for (int i = 0; i < layer.operations().size(); i++) {
        Operation operation = layer.operations().get(i);
        for (Weights weights : operation.weights()) {
          lines.add(Text.of("add($L);\n", parameter(layer, i, operation, weights)));
        }
      }
    }
    new PassWriter(type).sequence(MethodCode.constructor().addModifiers(Modifier.PRIVATE), "add$", lines, 80);
    type.addMethod(MethodCode.named("random").addModifiers(Modifier.PUBLIC, Modifier.STATIC).returns(types.parameters)
        .addParameter(long.class, "seed")
        .addJavadoc("Parameters drawn by each layer's initializer; the same seed gives the same numbers everywhere.\n")
        .addStatement("$T parameters = new $T()", types.parameters, types.parameters).addStatement("parameters.initialize(seed)")
        .addStatement("return parameters"));
    type.addMethod(MethodCode.named("from").addModifiers(Modifier.PUBLIC, Modifier.STATIC).returns(types.parameters)
        .addParameter(Path.class, "file").addException(IOException.class)
        .addJavadoc("Parameters read from a safetensors file by {@link #load(Path)}; none are drawn before, which takes longer than reading.\n")
        .addStatement("$T parameters = new $T()", types.parameters, types.parameters).addStatement("parameters.load(file)")
        .addStatement("return parameters"));
    type.addMethod(MethodCode.named("layers").overrides().addModifiers(Modifier.PUBLIC)
        .returns(types.layers).addStatement("return $T.catalogue()", types.layers));
    Views.modes(type, types);
    new WeightViews(network, docs, type, types.parameters, weights -> true, Types.PARAMETER, types.parameters.simpleName() + ".this.get(")
        .write();
    return type;
  }

  private static Text parameter(ShapedLayer layer, int position, Operation operation, Weights weights) {
    Text.Builder code = Text.builder().add("new $T($S, $T.$L, $L, $L", Types.PARAMETER,
        ParameterNames.file(layer, position, weights.role()), Types.ROLE, weights.role().name(), packing(operation, weights),
        initialization(weights.initialization()));
    Weights.Regularization r = weights.regularization();
    if (!r.isNone()) {
      code.add(", $L, $L, $L", r.l1(), r.l2(), r.frozen());
    }
    return code.add(")").build();
  }

  private static Text initialization(Weights.Initialization initialization) {
    switch (initialization.kind()) {
      case ZEROS:
      case ONES:
        return Text.of("$T.$L", Types.INITIALIZATION, initialization.kind().name());
      case NORMAL:
        return Text.of("$T.normal($L)", Types.INITIALIZATION, initialization.extent());
      default:
        return Text.of("$T.uniform($L)", Types.INITIALIZATION, initialization.extent());
    }
  }

  /** How an operation's kernels want its weights. */
  private static Text packing(Operation operation, Weights weights) {
    if (weights.role() != Weights.Role.WEIGHT) {
      return Text.of("$T.vector($L)", Types.PACKING, weights.shape().get(0));
    }
    if (operation instanceof TransposedConvolution) {
      TransposedConvolution o = (TransposedConvolution) operation;
      return Text.of("$T.transposed($L, $L, $L, $L, $L, $L, $L, $L, $L)", Types.PACKING, o.input().channels(),
          o.output().channels() / o.groups(), o.rows().kernel(), o.columns().kernel(), o.rows().stride(), o.columns().stride(),
          o.rows().dilation(), o.columns().dilation(), o.groups());
    }
    Convolution o = (Convolution) operation;
    if (o.isDense()) {
      return Text.of("$T.dense($L, $L, $L, $L)", Types.PACKING, o.output().channels(), o.input().channels(), o.input().height(),
          o.input().width());
    }
    if (o.isDepthwise()) {
      return Text.of("$T.depthwise($L, $L, $L)", Types.PACKING, o.input().channels(), o.rows().kernel(), o.columns().kernel());
    }
    return Text.of("$T.convolution($L, $L, $L, $L, $L)", Types.PACKING, o.output().channels(), o.channelsPerGroup(),
        o.rows().kernel(), o.columns().kernel(), o.groups());
  }
}
