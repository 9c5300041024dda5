package dev.fovea.processor.problem;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the name that was probably meant. */
public final class Spelling {
  private Spelling() {}

  /** The nearest name, if it is near enough: at most a third of its letters differ, or one of a few. */
  public static Optional<String> nearest(String wrong, Collection<String> names) {
    return names.stream()
        .filter(name -> distance(wrong, name) < Math.max(wrong.length(), name.length()))
        .filter(name -> distance(wrong, name) <= Math.max(1, Math.max(wrong.length(), name.length()) / 3))
        .min(Comparator.<String>comparingInt(name -> distance(wrong, name)).thenComparing(Comparator.naturalOrder()));
  }

  /**
   * What tells two names apart that look the same, or nearly so, in many fonts: the characters of the wrong one that are not ASCII and not
   * in the name that was meant; empty if there are none.
   */
  public static Optional<String> unlike(String wrong, String meant) {
    String strange = wrong.codePoints().filter(c -> c > 127 && meant.indexOf(c) < 0).distinct()
        .mapToObj(c -> String.format("U+%04X %s", c, Character.getName(c))).collect(Collectors.joining(", "));
    return strange.isEmpty() ? Optional.empty() : Optional.of(wrong + " is written with " + strange + ", " + meant + " without");
  }

  /** Damerau and Levenshtein's distance (adjacent transpositions count one), case folded; a letter and its accent are one. */
  public static int distance(String left, String right) {
    String a = folded(left);
    String b = folded(right);
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int substitution = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        cost[i][j] = Math.min(substitution, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[a.length()][b.length()];
  }

  private static String folded(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }
}
