package dev.fovea.processor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A table of mistakes, compiled: each when it is asked for, but all at once where a compiler must be started first. */
final class CompiledMistakes {
  private final List<Mistake> all;
  private final String header;
  private final String[] options;
  private final Map<Compilers, List<Compilation>> together = new EnumMap<>(Compilers.class);

  /** Nothing yet; the header is the first line of each source. */
  CompiledMistakes(List<Mistake> all, String header, String... options) {
    this.all = all;
    this.header = header;
    this.options = options;
  }

  /** What a compiler says of a mistake; sources are written into a folder that holds nothing else. */
  Compilation of(Compilers compiler, Mistake mistake, Path folder) {
    if (compiler.isOneByOne()) {
      return compiler.compile(sources(mistake, folder));
    }
    return together.computeIfAbsent(compiler, key -> key.compile(sources(folder))).get(all.indexOf(mistake));
  }

  private List<Sources> sources(Path folder) {
    List<Sources> sources = new ArrayList<>();
    for (Mistake mistake : all) {
      sources.add(sources(mistake, folder.resolve("mistake" + sources.size())));
    }
    return sources;
  }

  private Sources sources(Mistake mistake, Path folder) {
    return Sources.of(folder, "p/Net.java", header + mistake.source()).with(options);
  }
}
