package dev.fovea.processor.shape;

import dev.fovea.processor.shape.rule.Numbers;
import java.util.List;
import java.util.Optional;

/** An image that was written with its channels last, as other libraries have it, or with its channels between height and width. */
public final class ChannelsFirst implements Fix {
  private static final int MOST_CHANNELS = 4;
  private static final int LEAST_SIZE = 8;

  @Override
  public Optional<String> tell(Trial trial) {
    List<Integer> input = trial.network().input();
    boolean mends = (isLast(input) || isBetween(input)) && trial.mendsAllOfItsKind(trial.network().withInput(turned(input)));
    return mends ? Optional.of(told(input)) : Optional.empty();
  }

  /** Whether no one could mean the numbers as they stand: many channels, and hardly any width. */
  static boolean isLast(List<Integer> input) {
    return input.size() == 3 && input.get(0) >= LEAST_SIZE && input.get(1) >= LEAST_SIZE
        && input.get(2) >= 1 && input.get(2) <= MOST_CHANNELS;
  }

  /** Whether the second number is one of channels, and the height of nothing. */
  private static boolean isBetween(List<Integer> input) {
    return input.size() == 3 && input.get(0) >= LEAST_SIZE && input.get(2) >= LEAST_SIZE
        && input.get(1) >= 1 && input.get(1) <= MOST_CHANNELS;
  }

  static String told(List<Integer> input) {
    return "input = " + Numbers.written(turned(input)) + ": channels come first";
  }

  private static List<Integer> turned(List<Integer> input) {
    return isLast(input) ? List.of(input.get(2), input.get(0), input.get(1)) : List.of(input.get(1), input.get(0), input.get(2));
  }
}
