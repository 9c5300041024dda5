package dev.fovea.processor.shape;

import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/** The smallest image for which the whole network works, found by trying. */
public final class LargerInput implements Fix {
  /** Beyond this no one means images. */
  static final int LARGEST = 1 << 16;

  @Override
  public Optional<String> tell(Trial trial) {
    List<Integer> input = trial.network().input();
    if (!trial.wholly() || input.size() != 3) {
      return Optional.empty();
    }
    int height = input.get(1);
    int width = input.get(2);
    for (double scale = 2; height * scale <= LARGEST && width * scale <= LARGEST; scale *= 2) {
      int tallest = (int) (height * scale);
      int widest = (int) (width * scale);
      if (NearestInputs.works(trial, tallest, widest)) {
        return Optional.of(height == width ? square(trial, height, tallest) : oblong(trial, height, tallest, width, widest));
      }
    }
    return Optional.empty();
  }

  private static String square(Trial trial, int fails, int works) {
    int size = smallest(fails, works, n -> NearestInputs.works(trial, n, n));
    boolean largerToo = NearestInputs.works(trial, size + 1, size + 1) && NearestInputs.works(trial, size + 2, size + 2)
        && NearestInputs.works(trial, 2 * size, 2 * size);
    return told(size, size, largerToo);
  }

  private static String oblong(Trial trial, int height, int tallest, int width, int widest) {
    int rows = smallest(height - 1, tallest, n -> NearestInputs.works(trial, n, widest));
    int columns = smallest(width - 1, widest, n -> NearestInputs.works(trial, rows, n));
    return told(rows, columns, NearestInputs.works(trial, rows + 1, columns + 1) && NearestInputs.works(trial, rows + 2, columns + 2)
        && NearestInputs.works(trial, 2 * rows, 2 * columns));
  }

  /** Where parts of an image must fit together again, not every larger one works as well. */
  private static String told(int height, int width, boolean largerToo) {
    return (largerToo ? "an input of at least " : "an input of, for example, ") + height + "x" + width;
  }

  /** Halves the range until its ends meet: one past the last number that fails. */
  private static int smallest(int fails, int works, IntPredicate test) {
    int low = fails;
    int high = works;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (test.test(middle)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }
}
