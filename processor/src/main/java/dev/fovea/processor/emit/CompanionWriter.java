package dev.fovea.processor.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.fovea.processor.graph.BlockSpec;
import dev.fovea.processor.graph.LayerDraft;
import javax.lang.model.element.Modifier;

/** Writes the class beside a block that keeps its wiring, which the block's own class file loses. */
final class CompanionWriter {
  private CompanionWriter() {}

  /** The companion of a block. */
  static JavaFile write(BlockSpec block, String constant, boolean annotate) {
    TypeSpec.Builder type = TypeSpec.classBuilder(block.companion()).addModifiers(Modifier.PUBLIC, Modifier.FINAL)
        .addJavadoc("The wiring of the block {@code $L}, for networks in other modules: class files do not keep the names of parameters.\n", block.name());
    if (annotate) {
      type.addAnnotation(AnnotationSpec.builder(ClassName.get("javax.annotation.processing", "Generated"))
          .addMember("value", "$S", "dev.fovea.processor.FoveaProcessor").build());
    }
    type.addField(FieldSpec.builder(String.class, constant, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
        .addJavadoc("Each layer with what it reads.\n").initializer("$S", LayerDraft.wiring(block.layers())).build());
    type.addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    return JavaFile.builder(block.packageName(), type.build()).skipJavaLangImports(true).indent("  ").build();
  }
}
