package dev.fovea.processor.emit;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.fovea.processor.plan.Flow;
import dev.fovea.processor.shape.ShapedLayer;
import javax.lang.model.element.Modifier;

/** Writes {@code XDeconvnet}: Zeiler and Fergus's reverse pass from any layer. */
final class DeconvnetWriter {
  private final Types types;
  private final Flow flow;

  DeconvnetWriter(Types types, Flow flow) {
    this.types = types;
    this.flow = flow;
  }

  TypeSpec write(TypeSpec.Builder type, ForwardCode recorded) {
    type.superclass(Types.NETWORK_DECONVNET).addJavadoc("The deconvnet of {@link $T}: made by {@link $T#deconvnet}.\n", types.network,
        types.forward);
    new ReverseWriter(type, types, flow, recorded, true).write();
    for (ShapedLayer layer : flow.network().layers()) {
      type.addMethod(MethodSpec.methodBuilder(layer.name()).addModifiers(Modifier.PUBLIC).returns(Types.PROJECTION)
          .addJavadoc("Projections from $L.\n", Docs.layer(layer)).addStatement("return from($T.$N)", types.layers, layer.name()).build());
    }
    return type.build();
  }
}
