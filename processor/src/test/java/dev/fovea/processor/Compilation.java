package dev.fovea.processor;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javax.tools.Diagnostic;

/**
 * What a compiler said and wrote.
 *
 * @param diagnostics errors and warnings, in the order they were reported
 * @param generated the text of generated sources by path, as in {@code p/NetForward.java}
 */
public record Compilation(boolean success, List<Diagnosis> diagnostics, Map<String, String> generated) implements Serializable {
  /**
   * One diagnostic.
   *
   * @param file name of the source file without its folder, or empty
   * @param line from 1, or -1 where the compiler gives none
   * @param column from 1, or -1 where the compiler gives none
   */
  public record Diagnosis(Diagnostic.Kind kind, String file, long line, long column, String text) implements Serializable {
    boolean isFoveas() {
      return text.startsWith("[fovea:");
    }
  }

  /** What Fovea said, by line. Compilers order diagnostics differently. */
  public List<Diagnosis> messages() {
    return diagnostics.stream().filter(Diagnosis::isFoveas)
        .sorted(Comparator.comparing(Diagnosis::file).thenComparing(Diagnosis::line).thenComparing(Diagnosis::text)).toList();
  }

  /** What the compiler itself said. */
  public List<String> others() {
    return diagnostics.stream().filter(diagnosis -> !diagnosis.isFoveas()).map(Diagnosis::toString).toList();
  }
}
