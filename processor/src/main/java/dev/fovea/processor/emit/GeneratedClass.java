package dev.fovea.processor.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeSpec;
import javax.lang.model.element.Modifier;

/**
 * A generated class.
 *
 * @param name its qualified name
 * @param text its source
 */
public record GeneratedClass(String name, String text) {
  /**
   * The file of a class.
   *
   * @param annotate whether {@code javax.annotation.processing.Generated} can be seen from the user's module
   */
  static GeneratedClass of(TypeCode type, boolean annotate) {
    TypeSpec.Builder head = TypeSpec.classBuilder(type.name()).addModifiers(type.modifiers().toArray(new Modifier[0]));
    if (!type.javadoc().isEmpty()) {
      head.addJavadoc(type.javadoc().poet());
    }
    if (annotate) {
      head.addAnnotation(AnnotationSpec.builder(ClassName.get("javax.annotation.processing", "Generated"))
          .addMember("value", "$S", "dev.fovea.processor.FoveaProcessor").build());
    }
    if (type.superclass() != null) {
      head.superclass(type.superclass());
    }
    if (type.superinterface() != null) {
      head.addSuperinterface(type.superinterface());
    }
    return new GeneratedClass(type.name().reflectionName(), Source.of(type, head));
  }
}
