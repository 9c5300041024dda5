package dev.fovea.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.fovea.processor.plan.Flow;
import dev.fovea.processor.shape.ShapedLayer;
import javax.lang.model.element.Modifier;

/** Writes a nested view with an accessor for each layer. */
final class LayerViews {
  private LayerViews() {}

  /**
   * Adds a nested class and the method that gives it.
   *
   * @param source the method of the outer class that gives the tensor of a {@code Layer}
   */
  static void write(TypeSpec.Builder outer, String method, ClassName name, Flow flow, String doc, String source) {
    Types types = new Types(flow.network().spec());
    TypeSpec.Builder view = TypeSpec.classBuilder(name).addModifiers(Modifier.PUBLIC, Modifier.FINAL).addJavadoc("$L\n", doc);
    view.addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    for (ShapedLayer layer : flow.network().layers()) {
      view.addMethod(MethodSpec.methodBuilder(layer.name()).addModifiers(Modifier.PUBLIC).returns(Types.TENSOR)
          .addJavadoc("$L.\n", Docs.layer(layer))
          .addStatement("return $L($T.$N)", outerCall(name, source), types.layers, layer.name()).build());
    }
    outer.addType(view.build());
    outer.addMethod(MethodSpec.methodBuilder(method).addModifiers(Modifier.PUBLIC).returns((TypeName) name).addJavadoc("$L\n", doc)
        .addStatement("return new $T()", name).build());
  }

  /** Accessors may have the name of the method that they call: the outer instance is named. */
  private static String outerCall(ClassName view, String source) {
    return view.enclosingClassName().simpleName() + ".this." + source;
  }
}
