package dev.fovea.processor.emit;

import com.palantir.javapoet.NameAllocator;

/** Identifiers, none twice. JavaPoet finds them; asked without a tag it would draw a random UUID for each. */
final class Names {
  private final NameAllocator names = new NameAllocator();

  /** An identifier like the one suggested that was not given away before. */
  String newName(String suggestion) {
    return names.newName(suggestion, new Object());
  }
}
