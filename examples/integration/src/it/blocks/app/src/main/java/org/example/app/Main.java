package org.example.app;

import dev.fovea.runtime.Mode;
import dev.fovea.runtime.Tensor;

/** Runs the network once, and fails if its blocks are not wired as their source says. */
public final class Main {
  private Main() {}

  /**
   * Shows one image to a network with random weights.
   *
   * @param arguments which tensor comes first in what the block {@code merged} gives: {@code narrow} or {@code skip}
   */
  public static void main(String[] arguments) {
    Tensor image = Tensor.zeros(3, 16, 16);
    for (int row = 4; row < 12; row++) {
      image.set(0, row, 8, 1);
    }
    SmallParameters parameters = SmallParameters.random(42);
    if (!parameters.chain(1).first().weights().name().equals("chain[1].first.weight")) {
      throw new AssertionError("the view of the second repetition shows " + parameters.chain(1).first().weights().name());
    }
    SmallForward forward = parameters.forward(Mode.RECORDING);
    int scores = forward.run(image).toArray().length;
    SmallForward.Activations seen = forward.activations();
    Tensor first = arguments[0].equals("narrow") ? seen.merged().narrow() : seen.chain(1).out();
    Tensor both = seen.merged().both();
    for (int channel = 0; channel < first.channels(); channel++) {
      for (int row = 0; row < 16; row++) {
        for (int column = 0; column < 16; column++) {
          if (both.get(channel, row, column) != first.get(channel, row, column)) {
            throw new AssertionError(arguments[0] + " should come first in merged, but channel " + channel + " differs");
          }
        }
      }
    }
    System.out.println(scores + " scores, and " + arguments[0] + " comes first");
  }
}
