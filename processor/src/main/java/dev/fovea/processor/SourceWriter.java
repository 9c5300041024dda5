package dev.fovea.processor;

import com.palantir.javapoet.JavaFile;
import java.io.IOException;
import java.io.Writer;
import javax.annotation.processing.Filer;
import javax.lang.model.element.TypeElement;

/** Hands generated classes to the compiler, each with its network as the one origin, as incremental builds ask for. */
final class SourceWriter {
  private final Filer filer;

  SourceWriter(Filer filer) {
    this.filer = filer;
  }

  void write(JavaFile file, TypeElement network) throws IOException {
    String prefix = file.packageName().isEmpty() ? "" : file.packageName() + ".";
    try (Writer writer = filer.createSourceFile(prefix + file.typeSpec().name(), network).openWriter()) {
      writer.write(file.toString());
    }
  }
}
