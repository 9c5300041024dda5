package dev.fovea.processor.emit;

import com.palantir.javapoet.ClassName;
import dev.fovea.processor.plan.Flow;
import javax.lang.model.element.Modifier;

/** Writes {@code XBackward}: gradients by parameters, images and activations. */
final class BackwardWriter {
  private final Types types;
  private final Flow flow;
  private final Docs docs;

  BackwardWriter(Types types, Flow flow, Docs docs) {
    this.types = types;
    this.flow = flow;
    this.docs = docs;
  }

  TypeCode write(TypeCode type, ForwardCode recorded) {
    type.superclass(Types.NETWORK_BACKWARD).addJavadoc("The backward pass of {@link $T}: made by {@link $T#backward}.\n", types.network,
        types.forward);
    new ReverseWriter(type, types, flow, recorded, false).write();
    LayerViews.write(type, types, "activations", types.backward.nestedClass("Activations"), flow, docs,
        "The gradient by each layer's activation: views that the next run overwrites.", "activation");
    parameters(type);
    return type;
  }

  /** Views like those of the parameters, of the gradients by them. */
  private void parameters(TypeCode type) {
    ClassName name = types.backward.nestedClass("ParameterGradients");
    String doc = "The gradients by the parameters, of the last run.\n";
    TypeCode view = TypeCode.named(name).addModifiers(Modifier.PUBLIC, Modifier.FINAL).addJavadoc(doc);
    view.addMethod(MethodCode.constructor().addModifiers(Modifier.PRIVATE));
    new WeightViews(flow.network(), docs, view, name, weights -> weights.role().isTrained(), Types.PACKED_TENSOR,
        types.backward.simpleName() + ".this.gradient(").write();
    type.addType(view);
    type.addMethod(MethodCode.named("parameters").addModifiers(Modifier.PUBLIC).returns(name).addJavadoc(doc)
        .addStatement("return new $T()", name));
  }
}
