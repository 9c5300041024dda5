package dev.fovea.processor;

import dev.fovea.processor.emit.GeneratedClass;
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

  void write(GeneratedClass generated, TypeElement network) throws IOException {
    try (Writer writer = filer.createSourceFile(generated.name(), network).openWriter()) {
      writer.write(generated.text());
    }
  }
}
