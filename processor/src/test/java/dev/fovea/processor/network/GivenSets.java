package dev.fovea.processor.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where given networks are found: a selection in the test resources, which a fresh clone has, and all of them where
 * {@code shared/conformance} stands beside the project.
 */
final class GivenSets {
  private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

  private GivenSets() {}

  /** The folders of a set's networks: those in the test resources, then the others, if they can be found. */
  static List<Path> folders(String set) {
    List<Path> folders = new ArrayList<>(bundled(set));
    Path shared = shared();
    if (shared == null) {
      if (TOLD.add(set)) {
        System.out.println("conformance/" + set + ": only the " + folders.size() + " bundled networks are checked, the others are skipped:"
            + " there is no ../shared/conformance beside the checkout");
      }
      return folders;
    }
    List<String> names = folders.stream().map(folder -> folder.getFileName().toString()).toList();
    list(shared.resolve(set)).stream().filter(folder -> !names.contains(folder.getFileName().toString())).forEach(folders::add);
    return folders;
  }

  private static List<Path> bundled(String set) {
    try {
      return list(Path.of(GivenSets.class.getResource("/conformance/README.md").toURI()).resolveSibling(set));
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Path shared() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path sets = folder.resolve("shared").resolve("conformance");
      if (Files.isDirectory(sets)) {
        return sets;
      }
    }
    return null;
  }

  private static List<Path> list(Path set) {
    try (Stream<Path> folders = Files.list(set)) {
      return folders.filter(Files::isDirectory).sorted().collect(Collectors.toList());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
