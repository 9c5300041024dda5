package dev.fovea.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.fovea.processor.shape.ShapedLayer;
import javax.lang.model.element.Modifier;

/** Names and members that the generated classes have in common. */
final class Views {
  private Views() {}

  /** The view of one layer within a generated class. */
  static ClassName nested(ClassName outer, ShapedLayer layer) {
    return outer.nestedClass(viewName(layer.name()));
  }

  /** A layer's view is named after the layer, and ends so that no other type in sight is meant. */
  static String viewName(String layer) {
    return ForwardCode.capitalized(layer) + "View";
  }

  /** The field of a layer's view; the ending keeps it from our own names. */
  static String field(ShapedLayer layer) {
    return layer.name() + "View";
  }

  /** The overloads of {@code forward}, with the network's own class as result. */
  static void modes(TypeSpec.Builder type, Types types) {
    type.addMethod(forward(types).addParameter(Types.MODE, "mode").addStatement("return forward(mode, 1)").build());
    type.addMethod(forward(types).addParameter(Types.MODE, "mode").addParameter(int.class, "batch")
        .addStatement("return forward(mode, batch, $T.available())", ClassName.get("dev.fovea.runtime", "Threads")).build());
    type.addMethod(forward(types).addParameter(Types.MODE, "mode").addParameter(int.class, "batch").addParameter(int.class, "threads")
        .addStatement("return new $T(this, mode, batch, threads)", types.forward).build());
  }

  private static MethodSpec.Builder forward(Types types) {
    return MethodSpec.methodBuilder("forward").addAnnotation(Override.class).addModifiers(Modifier.PUBLIC).returns(types.forward);
  }
}
