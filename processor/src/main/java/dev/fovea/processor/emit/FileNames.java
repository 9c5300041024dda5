package dev.fovea.processor.emit;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds generated classes whose files could not be written: most disks take names of 255 bytes. */
final class FileNames {
  static final int MOST_BYTES = 255;

  private FileNames() {}

  /** The binary name, without its package, of a class whose file would be called too long. */
  static Optional<String> tooLong(List<JavaFile> files) {
    return files.stream().flatMap(file -> names(file.typeSpec(), "")).filter(name -> bytes(name) > MOST_BYTES).findFirst();
  }

  /** How long the name of a class file is. */
  static int bytes(String name) {
    return (name + ".class").getBytes(StandardCharsets.UTF_8).length;
  }

  private static Stream<String> names(TypeSpec type, String around) {
    String name = around + type.name();
    return Stream.concat(Stream.of(name), type.typeSpecs().stream().flatMap(nested -> names(nested, name + "$")));
  }
}
