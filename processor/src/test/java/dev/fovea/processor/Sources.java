package dev.fovea.processor;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is given to a compiler. Serializable, because another JDK may compile it.
 *
 * @param folder an empty folder of its own; the compiler writes into {@code classes} and {@code generated} below it
 * @param files text by path, as in {@code p/Net.java}
 * @param processors class names of annotation processors
 * @param options further options, the same for every compiler
 */
record Sources(String folder, Map<String, String> files, List<String> processors, List<String> options) implements Serializable {
  static Sources of(Path folder, String path, String text) {
    return new Sources(folder.toString(), Map.of(path, text), List.of(FoveaProcessor.class.getName()), List.of());
  }

  Sources and(String path, String text) {
    Map<String, String> more = new LinkedHashMap<>(files);
    more.put(path, text);
    return new Sources(folder, more, processors, options);
  }

  Sources with(String... more) {
    List<String> all = new ArrayList<>(options);
    all.addAll(Arrays.asList(more));
    return new Sources(folder, files, processors, all);
  }

  Sources processedBy(Class<?>... classes) {
    return new Sources(folder, files, Arrays.stream(classes).map(Class::getName).toList(), options);
  }

  Path classes() {
    return Path.of(folder, "classes");
  }

  Path generated() {
    return Path.of(folder, "generated");
  }

  /** Writes the files, and returns their paths. */
  List<Path> write() {
    List<Path> paths = new ArrayList<>();
    try {
      Files.createDirectories(classes());
      Files.createDirectories(generated());
      for (Map.Entry<String, String> file : files.entrySet()) {
        Path path = Path.of(folder, "sources").resolve(file.getKey());
        Files.createDirectories(path.getParent());
        paths.add(Files.writeString(path, file.getValue()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return paths;
  }
}
