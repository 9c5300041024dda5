package dev.fovea.processor.emit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Finds generated classes whose files could not be written: most disks take names of 255 bytes. */
final class FileNames {
  static final int MOST_BYTES = 255;

  private FileNames() {}

  /** The binary name, without its package, of a class whose file would be called too long. */
  static Optional<String> tooLong(List<TypeCode> files) {
    return files.stream().flatMap(TypeCode::binaryNames).filter(name -> bytes(name) > MOST_BYTES).findFirst();
  }

  /** How long the name of a class file is. */
  static int bytes(String name) {
    return (name + ".class").getBytes(StandardCharsets.UTF_8).length;
  }
}
