package dev.fovea.processor.network;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.runtime.kernel.Kernels;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Qualities of the kernels' bytecode, which decide what HotSpot makes of them. */
class KernelCodeTest {
  /** Over 8000 bytes a method is never compiled. */
  private static final int MOST_BYTECODE = 6000;

  /** The register tiles are the largest: C2 takes about 50 ms for each, and inlines them nowhere. */
  private static final int MOST_OF_A_KERNEL = 2000;

  @Test
  void noKernelIsTooLongToBeCompiled() throws Exception {
    Map<String, Integer> lengths = lengths();
    assertTrue(lengths.size() > 200, lengths.keySet()::toString);
    lengths.forEach((method, length) -> assertTrue(length <= MOST_BYTECODE, method + " has " + length + " bytes"));
    lengths.forEach((method, length) -> assertTrue(!method.startsWith("Vector") || length <= MOST_OF_A_KERNEL, method + " has " + length + " bytes"));
  }

  /** The bytes of code of each method of the package, by its class and name. */
  private static Map<String, Integer> lengths() throws Exception {
    Path place = Path.of(Kernels.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isDirectory(place)) {
      return lengths(place);
    }
    try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + place.toUri()), Map.of())) {
      return lengths(jar.getPath("/"));
    }
  }

  private static Map<String, Integer> lengths(Path root) throws IOException {
    Map<String, Integer> lengths = new TreeMap<>();
    try (Stream<Path> files = Files.list(root.resolve("dev/fovea/runtime/kernel"))) {
      for (Path file : files.filter(file -> file.toString().endsWith(".class")).toList()) {
        ClassFile.codeLengths(Files.readAllBytes(file)).forEach((method, length) -> lengths.put(file.getFileName() + "." + method, length));
      }
    }
    return lengths;
  }
}
