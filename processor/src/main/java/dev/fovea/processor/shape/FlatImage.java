package dev.fovea.processor.shape;

import java.util.List;
import java.util.Optional;

/** The image that a flat input was before it was unrolled, as the digits of MNIST are kept: a square of one channel, or of three. */
public record FlatImage() implements Fix {
  @Override
  public Optional<String> tell(Trial trial) {
    List<Integer> input = trial.network().input();
    if (input.size() != 1) {
      return Optional.empty();
    }
    for (int channels : new int[] {1, 3}) {
      int side = (int) Math.round(Math.sqrt(input.get(0) / (double) channels));
      boolean square = side > 1 && (long) side * side * channels == input.get(0);
      if (square && trial.mendsAllOfItsKind(trial.network().withInput(List.of(channels, side, side)))) {
        return Optional.of("input = {" + channels + ", " + side + ", " + side + "}: channels, height and width");
      }
    }
    return Optional.empty();
  }
}
