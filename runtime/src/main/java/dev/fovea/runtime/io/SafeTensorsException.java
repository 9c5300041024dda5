package dev.fovea.runtime.io;

import java.io.IOException;
import java.nio.file.Path;

/** Tells why a safetensors file could not be read or written: which file, what was wrong, what was expected, how to mend it. */
public final class SafeTensorsException extends IOException {
  private static final long serialVersionUID = 1;

  SafeTensorsException(Path file, String problem) {
    super(file + ": " + problem);
  }

  SafeTensorsException(Path file, String problem, IOException cause) {
    super(file + ": " + problem, cause);
  }
}
