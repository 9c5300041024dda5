package dev.fovea.processor.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import javax.lang.model.element.Modifier;

/** Writes the class beside a block that keeps its wiring, which the block's own class file loses. */
public final class CompanionWriter {
  private CompanionWriter() {}

  /** The companion of a block. */
  public static JavaFile write(String packageName, String name, String block, String constant, String wiring, boolean annotate) {
    TypeSpec.Builder type = TypeSpec.classBuilder(name).addModifiers(Modifier.PUBLIC, Modifier.FINAL)
        .addJavadoc("The wiring of the block {@code $L}, for networks in other modules: class files do not keep the names of parameters.\n", block);
    if (annotate) {
      type.addAnnotation(AnnotationSpec.builder(ClassName.get("javax.annotation.processing", "Generated"))
          .addMember("value", "$S", "dev.fovea.processor.FoveaProcessor").build());
    }
    type.addField(FieldSpec.builder(String.class, constant, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
        .addJavadoc("Each layer with what it reads.\n").initializer("$S", wiring).build());
    type.addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    return JavaFile.builder(packageName, type.build()).skipJavaLangImports(true).indent("  ").build();
  }
}
