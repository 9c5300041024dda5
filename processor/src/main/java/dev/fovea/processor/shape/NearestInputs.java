package dev.fovea.processor.shape;

import dev.fovea.processor.graph.NetworkSpec;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * The nearest smaller and the nearest larger image for which the whole network works, where sizes must fit together again: a network
 * that halves {@code n} times and doubles again wants multiples of {@code 2^n}.
 */
public final class NearestInputs implements Fix {
  /** Seven halvings; networks of more are rare. */
  private static final int FARTHEST = 128;

  @Override
  public Optional<String> tell(Trial trial) {
    List<Integer> input = trial.network().input();
    if (!trial.wholly() || input.size() != 3) {
      return Optional.empty();
    }
    int height = input.get(1);
    int width = input.get(2);
    IntPredicate squareWorks = size -> works(trial, size, size);
    String below = told(trial, nearest(height, -1, squareWorks), height == width ? 0 : nearest(width, -1, squareWorks));
    String above = told(trial, nearest(height, 1, squareWorks), height == width ? 0 : nearest(width, 1, squareWorks));
    List<String> sizes = List.of(below, above).stream().filter(size -> !size.isEmpty()).distinct().toList();
    return sizes.isEmpty() ? Optional.empty() : Optional.of("an input of " + String.join(" or ", sizes));
  }

  /** The nearest size that works, beginning with the one that is there; -1 if it is far, or less than half. */
  private static int nearest(int size, int step, IntPredicate works) {
    for (int distance = 0; distance <= FARTHEST; distance++) {
      long candidate = size + (long) step * distance;
      if (candidate >= (size + 1) / 2 && candidate <= LargerInput.LARGEST && works.test((int) candidate)) {
        return (int) candidate;
      }
    }
    return -1;
  }

  /** As it is told; empty where it does not work. Both axes are proved together at last. */
  private static String told(Trial trial, int height, int widthOrSquare) {
    int width = widthOrSquare == 0 ? height : widthOrSquare;
    return height < 1 || width < 1 || !works(trial, height, width) ? "" : height + "x" + width;
  }

  static boolean works(Trial trial, int height, int width) {
    NetworkSpec network = trial.network();
    return trial.mendsAllOfItsKind(network.withInput(List.of(network.input().get(0), height, width)));
  }
}
