package dev.fovea.runtime.io;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Names of tensors in messages: files may hold any text, so it is escaped and cut. */
final class Names {
  /** Longer names are cut in messages and get no suggestion: the distance takes time and memory of the product of the lengths. */
  private static final int LONGEST = 120;
  /** Names looked at for a suggestion. */
  private static final int CANDIDATES = 5000;

  private Names() {}

  /** The name in double quotes, in printable ASCII, at most {@value #LONGEST} characters of it. */
  static String quote(String name) {
    StringBuilder text = new StringBuilder("\"");
    for (int i = 0; i < Math.min(name.length(), LONGEST); i++) {
      char c = name.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.append(name.length() > LONGEST ? "...\"" : "\"").toString();
  }

  /** The nearest name, if it is near enough: at most a third of its letters differ. */
  static Optional<String> nearest(String wrong, Collection<String> names) {
    if (wrong.length() > LONGEST) {
      return Optional.empty();
    }
    return names.stream()
        .limit(CANDIDATES)
        .filter(name -> name.length() <= LONGEST)
        .filter(name -> distance(wrong, name) <= Math.max(1, Math.max(wrong.length(), name.length()) / 3))
        .min(Comparator.<String>comparingInt(name -> distance(wrong, name)).thenComparing(Comparator.naturalOrder()));
  }

  /** Damerau and Levenshtein's distance (adjacent transpositions count one), case folded. */
  private static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
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
}
