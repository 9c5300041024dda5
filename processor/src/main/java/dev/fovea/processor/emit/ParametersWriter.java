package dev.fovea.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.ShapedLayer;
import dev.fovea.processor.shape.ShapedNetwork;
import dev.fovea.processor.shape.Weights;
import dev.fovea.processor.shape.operation.Convolution;
import dev.fovea.processor.shape.operation.TransposedConvolution;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes {@code XParameters}: every weight and statistic, with a typed view for each layer that holds any. */
final class ParametersWriter {
  private final Types types;
  private final ShapedNetwork network;

  ParametersWriter(Types types, ShapedNetwork network) {
    this.types = types;
    this.network = network;
  }

  TypeSpec write(TypeSpec.Builder type) {
    type.addSuperinterface(Types.PARAMETERS);
    type.addJavadoc("Weights and running statistics of {@link $T}: $L numbers are trained.\n", types.network,
        Docs.number(network.layers().stream().mapToLong(ShapedLayer::parameters).sum()));
    TypeName list = ParameterizedTypeName.get(ClassName.get(List.class), Types.PARAMETER);
    CodeBlock.Builder all = CodeBlock.builder().addStatement("$T all = new $T<>()", list, java.util.ArrayList.class);
    for (ShapedLayer layer : holders()) {
      ClassName view = Views.nested(types.parameters, layer);
      String field = Views.field(layer);
      type.addField(FieldSpec.builder(view, field, Modifier.PRIVATE, Modifier.FINAL).initializer("new $T()", view).build());
      type.addMethod(MethodSpec.methodBuilder(layer.name()).addModifiers(Modifier.PUBLIC).returns(view)
          .addJavadoc("Weights of $L.\n", Docs.layer(layer)).addStatement("return this.$N", field).build());
      type.addType(view(view, layer));
      all.addStatement("this.$N.addTo(all)", field);
    }
    type.addField(list, "parameters$", Modifier.PRIVATE, Modifier.FINAL);
    all.addStatement("this.$N = $T.copyOf(all)", "parameters$", List.class);
    type.addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).addCode(all.build()).build());
    type.addMethod(random());
    type.addMethod(override("all", list).addStatement("return this.$N", "parameters$").build());
    type.addMethod(override("layers", types.layers).addStatement("return $T.catalogue()", types.layers).build());
    Views.modes(type, types);
    return type.build();
  }

  private List<ShapedLayer> holders() {
    return network.layers().stream()
        .filter(layer -> layer.operations().stream().anyMatch(operation -> !operation.weights().isEmpty())).toList();
  }

  private static MethodSpec.Builder override(String name, TypeName returns) {
    return MethodSpec.methodBuilder(name).addAnnotation(Override.class).addModifiers(Modifier.PUBLIC).returns(returns);
  }

  private MethodSpec random() {
    return MethodSpec.methodBuilder("random").addModifiers(Modifier.PUBLIC, Modifier.STATIC).returns(types.parameters)
        .addParameter(long.class, "seed")
        .addJavadoc("Parameters drawn by each layer's initializer; the same seed gives the same numbers everywhere.\n")
        .addStatement("$T parameters = new $T()", types.parameters, types.parameters)
        .beginControlFlow("for ($T parameter : parameters.all())", Types.PARAMETER).addStatement("parameter.initialize(seed)")
        .endControlFlow().addStatement("return parameters").build();
  }

  private TypeSpec view(ClassName name, ShapedLayer layer) {
    TypeSpec.Builder view = TypeSpec.classBuilder(name).addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
        .addJavadoc("Weights of $L.\n", Docs.layer(layer));
    view.addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    MethodSpec.Builder addTo = MethodSpec.methodBuilder("addTo").addModifiers(Modifier.PRIVATE)
        .addParameter(ParameterizedTypeName.get(ClassName.get(List.class), Types.PARAMETER), "all");
    for (int i = 0; i < layer.operations().size(); i++) {
      Operation operation = layer.operations().get(i);
      for (Weights weights : operation.weights()) {
        String accessor = ParameterNames.accessor(layer, i, weights.role());
        view.addField(FieldSpec.builder(Types.PARAMETER, accessor, Modifier.PRIVATE, Modifier.FINAL)
            .initializer(parameter(layer, i, operation, weights)).build());
        view.addMethod(MethodSpec.methodBuilder(accessor).addModifiers(Modifier.PUBLIC).returns(Types.PARAMETER)
            .addJavadoc("$L, {@code $L} in files.\n", Docs.weights(operation, weights), ParameterNames.file(layer, i, weights.role()))
            .addStatement("return $N", accessor).build());
        addTo.addStatement("all.add($N)", accessor);
      }
    }
    return view.addMethod(addTo.build()).build();
  }

  private static CodeBlock parameter(ShapedLayer layer, int position, Operation operation, Weights weights) {
    CodeBlock.Builder code = CodeBlock.builder().add("new $T($S, $T.$L, $L, $L", Types.PARAMETER,
        ParameterNames.file(layer, position, weights.role()), Types.ROLE, weights.role().name(), packing(operation, weights),
        initialization(weights.initialization()));
    Weights.Regularization r = weights.regularization();
    if (!r.equals(Weights.Regularization.NONE)) {
      code.add(", $L, $L, $L", r.l1(), r.l2(), r.frozen());
    }
    return code.add(")").build();
  }

  private static CodeBlock initialization(Weights.Initialization initialization) {
    switch (initialization.kind()) {
      case ZEROS:
      case ONES:
        return CodeBlock.of("$T.$L", Types.INITIALIZATION, initialization.kind().name());
      case NORMAL:
        return CodeBlock.of("$T.normal($L)", Types.INITIALIZATION, initialization.extent());
      default:
        return CodeBlock.of("$T.uniform($L)", Types.INITIALIZATION, initialization.extent());
    }
  }

  /** How an operation's kernels want its weights. */
  private static CodeBlock packing(Operation operation, Weights weights) {
    if (weights.role() != Weights.Role.WEIGHT) {
      return CodeBlock.of("$T.vector($L)", Types.PACKING, weights.shape().get(0));
    }
    if (operation instanceof TransposedConvolution) {
      TransposedConvolution o = (TransposedConvolution) operation;
      return CodeBlock.of("$T.transposed($L, $L, $L, $L, $L, $L, $L, $L, $L)", Types.PACKING, o.input().channels(),
          o.output().channels() / o.groups(), o.rows().kernel(), o.columns().kernel(), o.rows().stride(), o.columns().stride(),
          o.rows().dilation(), o.columns().dilation(), o.groups());
    }
    Convolution o = (Convolution) operation;
    if (o.isDense()) {
      return CodeBlock.of("$T.dense($L, $L, $L, $L)", Types.PACKING, o.output().channels(), o.input().channels(), o.input().height(),
          o.input().width());
    }
    if (o.isDepthwise()) {
      return CodeBlock.of("$T.depthwise($L, $L, $L)", Types.PACKING, o.input().channels(), o.rows().kernel(), o.columns().kernel());
    }
    return CodeBlock.of("$T.convolution($L, $L, $L, $L, $L)", Types.PACKING, o.output().channels(), o.channelsPerGroup(),
        o.rows().kernel(), o.columns().kernel(), o.groups());
  }
}
