package dev.fovea.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import dev.fovea.processor.plan.Flow;
import dev.fovea.processor.shape.ShapedLayer;
import dev.fovea.processor.shape.ShapedNetwork;
import java.util.List;
import java.util.function.Function;
import javax.lang.model.element.Modifier;

/** Writes views that give something for each {@code Layer}. */
final class LayerViews {
  private LayerViews() {}

  /**
   * Adds a nested class with an accessor for each layer's tensor, and the method that gives it.
   *
   * @param doc what is said of the class and the method
   * @param source the method of the outer class that gives the tensor of a {@code Layer}
   */
  static void write(TypeCode outer, Types types, String method, ClassName name, Flow flow, Docs docs, String doc, String source) {
    TypeCode view = TypeCode.named(name).addModifiers(Modifier.PUBLIC, Modifier.FINAL).addJavadoc("$L\n", doc);
    view.addMethod(MethodCode.constructor().addModifiers(Modifier.PRIVATE));
    // Accessors may have the name of the method that they call: the outer instance is named.
    String call = name.enclosingClassName().simpleName() + ".this.";
    Function<NameTree.Entry, String> told = entry -> docs.of("", entry);
    Views.write(view, name, names(flow.network()), told, (accessor, layer, entry) -> accessor.returns(Types.TENSOR)
        .addJavadoc("$L", told.apply(entry))
        .addCode(Text.of("return $L$L($L);\n", call, source, layer(types, entry, call, layer))));
    outer.addType(view);
    outer.addMethod(MethodCode.named(method).addModifiers(Modifier.PUBLIC).returns((TypeName) name).addJavadoc("$L\n", doc)
        .addStatement("return new $T()", name));
  }

  /** The names of all layers. */
  static List<String> names(ShapedNetwork network) {
    return network.layers().stream().map(ShapedLayer::name).toList();
  }

  /** The expression of a {@code Layer}: its constant, or looked up by its name. */
  static Text layer(Types types, NameTree.Entry entry, String call, Text name) {
    boolean constant = !entry.repeated() && entry.path().equals(entry.name());
    return constant ? Text.of("$T.$N", types.layers, entry.name()) : Text.of("$Llayer($L)", call, name);
  }
}
