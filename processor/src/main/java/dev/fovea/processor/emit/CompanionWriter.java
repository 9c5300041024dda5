package dev.fovea.processor.emit;

import com.palantir.javapoet.ClassName;
import dev.fovea.processor.graph.BlockSpec;
import dev.fovea.processor.graph.LayerDraft;
import javax.lang.model.element.Modifier;

/** Writes the class beside a block that keeps its wiring, which the block's own class file loses. */
final class CompanionWriter {
  private CompanionWriter() {}

  /** The companion of a block. */
  static TypeCode write(BlockSpec block, String constant) {
    return TypeCode.named(ClassName.get(block.packageName(), block.companion())).addModifiers(Modifier.PUBLIC, Modifier.FINAL)
        .addJavadoc("The wiring of the block {@code $L}, for networks in other modules: class files do not keep the names of parameters.\n",
            block.name())
        .addField(FieldCode.of(Views.STRING, constant, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
            .addJavadoc("Each layer with what it reads.\n").initializer("$S", LayerDraft.wiring(block.layers())))
        .addMethod(MethodCode.constructor().addModifiers(Modifier.PRIVATE));
  }
}
