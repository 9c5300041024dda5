package dev.fovea.runtime.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where cases are found. */
final class ConformanceCases {
  private ConformanceCases() {}

  /** The selection in the test resources, which a fresh clone has. */
  static List<Case> bundled() {
    try {
      return under(Path.of(ConformanceCases.class.getResource("/conformance/README.md").toURI()).getParent());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** All sets in {@code shared/conformance} beside the project's root; nothing where that directory is not there. */
  static Optional<List<Case>> besideTheCheckout() {
    Path root = Path.of("").toAbsolutePath();
    while (root.getParent() != null && Files.exists(root.getParent().resolve("pom.xml"))) {
      root = root.getParent();
    }
    Path shared = root.resolveSibling("shared").resolve("conformance");
    return Files.isDirectory(shared) ? Optional.of(under(shared)) : Optional.empty();
  }

  private static List<Case> under(Path folder) {
    try (Stream<Path> files = Files.walk(folder, 3)) {
      return files.filter(file -> file.endsWith("case.json")).map(Path::getParent).sorted().map(Case::read).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
