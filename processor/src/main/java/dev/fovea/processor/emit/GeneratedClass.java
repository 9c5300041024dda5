package dev.fovea.processor.emit;

import com.palantir.javapoet.JavaFile;

/**
 * A generated class.
 *
 * @param name its qualified name
 * @param text its source
 */
public record GeneratedClass(String name, String text) {
  static GeneratedClass of(JavaFile file) {
    String prefix = file.packageName().isEmpty() ? "" : file.packageName() + ".";
    return new GeneratedClass(prefix + file.typeSpec().name(), file.toString());
  }
}
