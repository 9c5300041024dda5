package dev.fovea.processor;

import dev.fovea.processor.emit.GeneratedClass;
import dev.fovea.processor.graph.NetworkSpec;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import javax.annotation.processing.Filer;
import javax.lang.model.element.TypeElement;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/** Hands generated classes and pages to the compiler, each with its network as the one origin, as incremental builds ask for. */
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

  /** Writes a network's page beside its classes. */
  void writePage(NetworkSpec spec, String page, TypeElement network) throws IOException {
    FileObject file = filer.createResource(StandardLocation.CLASS_OUTPUT, spec.packageName(), spec.generatedName() + ".html", network);
    try (Writer writer = new OutputStreamWriter(file.openOutputStream(), StandardCharsets.UTF_8)) {
      writer.write(page);
    }
  }
}
