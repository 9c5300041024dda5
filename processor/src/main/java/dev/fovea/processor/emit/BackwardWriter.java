package dev.fovea.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.fovea.processor.plan.Flow;
import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.ShapedLayer;
import dev.fovea.processor.shape.Weights;
import javax.lang.model.element.Modifier;

/** Writes {@code XBackward}: gradients by parameters, images and activations. */
final class BackwardWriter {
  private final Types types;
  private final Flow flow;

  BackwardWriter(Types types, Flow flow) {
    this.types = types;
    this.flow = flow;
  }

  TypeSpec write(TypeSpec.Builder type, ForwardCode recorded) {
    type.superclass(Types.NETWORK_BACKWARD).addJavadoc("The backward pass of {@link $T}: made by {@link $T#backward}.\n", types.network,
        types.forward);
    new ReverseWriter(type, types, flow, recorded, false).write();
    LayerViews.write(type, "activations", types.backward.nestedClass("Activations"), flow,
        "The gradient by each layer's activation: views that the next run overwrites.", "activation");
    parameters(type);
    return type.build();
  }

  /** Views like those of the parameters, of the gradients by them. */
  private void parameters(TypeSpec.Builder type) {
    ClassName name = types.backward.nestedClass("ParameterGradients");
    String doc = "The gradients by the parameters, of the last run.\n";
    TypeSpec.Builder view = TypeSpec.classBuilder(name).addModifiers(Modifier.PUBLIC, Modifier.FINAL).addJavadoc(doc);
    view.addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    for (ShapedLayer layer : flow.network().layers()) {
      TypeSpec.Builder own = TypeSpec.classBuilder(Views.viewName(layer.name())).addModifiers(Modifier.PUBLIC, Modifier.FINAL)
          .addJavadoc("Gradients by the parameters of $L.\n", Docs.layer(layer))
          .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
      boolean holds = false;
      for (int i = 0; i < layer.operations().size(); i++) {
        holds |= accessors(own, layer, i);
      }
      if (holds) {
        view.addType(own.build());
        view.addMethod(MethodSpec.methodBuilder(layer.name()).addModifiers(Modifier.PUBLIC)
            .returns(name.nestedClass(Views.viewName(layer.name()))).addJavadoc("Gradients by the parameters of $L.\n", Docs.layer(layer))
            .addStatement("return new $T()", name.nestedClass(Views.viewName(layer.name()))).build());
      }
    }
    type.addType(view.build());
    type.addMethod(MethodSpec.methodBuilder("parameters").addModifiers(Modifier.PUBLIC).returns(name).addJavadoc(doc)
        .addStatement("return new $T()", name).build());
  }

  private boolean accessors(TypeSpec.Builder own, ShapedLayer layer, int position) {
    boolean holds = false;
    Operation operation = layer.operations().get(position);
    for (Weights weights : operation.weights()) {
      if (weights.role().isTrained()) {
        holds = true;
        String accessor = ParameterNames.accessor(layer, position, weights.role());
        own.addMethod(MethodSpec.methodBuilder(accessor).addModifiers(Modifier.PUBLIC).returns(Types.PACKED_TENSOR)
            .addJavadoc("$L.\n", Docs.weights(operation, weights))
            .addStatement("return gradient(forward().parameters().$N().$N())", layer.name(), accessor).build());
      }
    }
    return holds;
  }
}
