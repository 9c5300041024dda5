package dev.fovea.processor.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where given networks are found: in the test resources, and all of them in {@code shared/conformance} beside the project. */
final class GivenSets {
  private GivenSets() {}

  /** The networks of a set that are in the test resources, which a fresh clone has. */
  static List<Path> bundled(String set) {
    try {
      return folders(Path.of(GivenSets.class.getResource("/conformance/README.md").toURI()).resolveSibling(set));
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** All networks of a set, or only the bundled ones, with a line that says so, where the whole set is not there. */
  static List<Path> all(String set) {
    Optional<Path> shared = shared();
    if (shared.isPresent()) {
      return folders(shared.get().resolve(set));
    }
    List<Path> bundled = bundled(set);
    System.out.println(set + ": only the " + bundled.size()
        + " bundled networks are checked; the others are skipped: there is no ../shared/conformance beside the checkout");
    return bundled;
  }

  private static Optional<Path> shared() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path sets = folder.resolve("shared").resolve("conformance");
      if (Files.isDirectory(sets)) {
        return Optional.of(sets);
      }
    }
    return Optional.empty();
  }

  private static List<Path> folders(Path set) {
    try (Stream<Path> folders = Files.list(set)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
