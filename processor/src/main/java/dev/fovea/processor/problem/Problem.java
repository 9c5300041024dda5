package dev.fovea.processor.problem;

import java.util.List;

/**
 * One thing that is wrong, as a value.
 *
 * @param code what kind of mistake it is
 * @param warning whether the network compiles all the same
 * @param place where the mistake stands
 * @param headline the mistake in one line
 * @param details the chain of shapes that led there and the formula with its numbers, a line each
 * @param help what would mend it, each checked before it is offered
 */
public record Problem(Code code, boolean warning, Place place, String headline, List<String> details, List<String> help) {
  /** An error without further explanation. */
  public static Problem error(Code code, Place place, String headline) {
    return new Problem(code, false, place, headline, List.of(), List.of());
  }

  /** A warning that {@code @Allow} silences. */
  public static Problem warning(Code code, Place place, String headline) {
    return new Problem(code, true, place, headline, List.of(), List.of());
  }

  /** The same with explanations. */
  public Problem because(String... lines) {
    return because(List.of(lines));
  }

  /** The same with explanations. */
  public Problem because(List<String> lines) {
    return new Problem(code, warning, place, headline, lines, help);
  }

  /** The same with ways to mend it. */
  public Problem help(String... fixes) {
    return help(List.of(fixes));
  }

  /** The same with ways to mend it. */
  public Problem help(List<String> fixes) {
    return new Problem(code, warning, place, headline, details, fixes);
  }

  /**
   * What problems of layers that were expanded from one block, or from one repetition, have in common if they have one cause.
   *
   * @param code the kind of mistake; null for a number given to a block, whatever its layers cannot do with it
   */
  public record Cause(Code code, boolean warning, Place place) {}

  /** Its cause: of problems of expanded layers that have the same, only the first is worth telling. */
  public Cause cause() {
    boolean given = place.body() != null && place.member() != null && (code == Code.NUMBER || code == Code.EXPRESSION);
    return given ? new Cause(null, warning, place.withoutBody()) : new Cause(code, warning, place);
  }

  /** The whole message, as compilers print it. */
  public String text() {
    StringBuilder text = new StringBuilder("[" + code.id() + "] " + headline);
    for (String line : details) {
      text.append("\n    ").append(line);
    }
    if (!help.isEmpty()) {
      text.append("\n  help: ").append(String.join("; or ", help));
    }
    return text.toString();
  }
}
