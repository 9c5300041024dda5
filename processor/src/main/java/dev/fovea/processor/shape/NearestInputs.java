package dev.fovea.processor.shape;

import dev.fovea.processor.graph.NetworkSpec;
import java.util.List;
import java.util.Optional;

/**
 * The nearest smaller and the nearest larger image for which the whole network works, where sizes must fit together again: a network
 * that halves {@code n} times and doubles again wants multiples of {@code 2^n}. Sizes with which no window drops pixels come before
 * nearer ones.
 *
 * @param evenly whether others are not told at all
 */
public record NearestInputs(boolean evenly) implements Fix {
  /** Seven halvings; networks of more are rare. */
  private static final int FARTHEST = 128;
  /** Beyond the first size that works: among as many there is one that can be halved five times. */
  private static final int FARTHER = 32;

  /** Sizes that work, among which others drop pixels. */
  public NearestInputs() {
    this(false);
  }

  @Override
  public Optional<String> tell(Trial trial) {
    List<Integer> input = trial.network().input();
    if (input.size() != 3) {
      return Optional.empty();
    }
    int height = input.get(1);
    int width = input.get(2);
    String below = told(trial, nearest(trial, height, -1), height == width ? 0 : nearest(trial, width, -1));
    String above = told(trial, nearest(trial, height, 1), height == width ? 0 : nearest(trial, width, 1));
    List<String> sizes = List.of(below, above).stream().filter(size -> !size.isEmpty()).distinct().toList();
    return sizes.isEmpty() ? Optional.empty() : Optional.of("an input of " + String.join(" or ", sizes));
  }

  /** The nearest size that works for a square, beginning with the one that is there; -1 if it is far, or less than half. */
  private int nearest(Trial trial, int size, int step) {
    int first = -1;
    int farthest = FARTHEST;
    for (int distance = 0; distance <= farthest; distance++) {
      long candidate = size + (long) step * distance;
      if (candidate >= (size + 1) / 2 && candidate <= LargerInput.LARGEST && works(trial, (int) candidate, (int) candidate)) {
        // An axis with which nothing is wrong stays as it is.
        if (distance == 0 || trial.mendsAllOfItsKindEvenly(resized(trial, (int) candidate, (int) candidate))) {
          return (int) candidate;
        }
        farthest = first < 0 && !evenly(trial) ? distance + FARTHER : farthest;
        first = first < 0 ? (int) candidate : first;
      }
    }
    return evenly(trial) ? -1 : first;
  }

  /** Where layers behind the mistake fail as well, a size that drops pixels is hardly the one that is meant. */
  private boolean evenly(Trial trial) {
    return evenly || !trial.wholly();
  }

  /** As it is told; empty where it does not work. Both axes are proved together at last. */
  private static String told(Trial trial, int height, int widthOrSquare) {
    int width = widthOrSquare == 0 ? height : widthOrSquare;
    return height < 1 || width < 1 || !works(trial, height, width) ? "" : height + "x" + width;
  }

  static boolean works(Trial trial, int height, int width) {
    return trial.mendsAllOfItsKind(resized(trial, height, width));
  }

  private static NetworkSpec resized(Trial trial, int height, int width) {
    return trial.network().withInput(List.of(trial.network().input().get(0), height, width));
  }
}
