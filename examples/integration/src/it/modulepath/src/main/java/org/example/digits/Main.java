package org.example.digits;

import dev.fovea.runtime.Mode;
import dev.fovea.runtime.Tensor;

/** Runs the network once, and fails if what it answers cannot be ten scores. */
public final class Main {
  private Main() {}

  /**
   * Shows one image to a network with random weights.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) {
    Tensor image = Tensor.zeros(1, 28, 28);
    for (int row = 4; row < 24; row++) {
      image.set(0, row, 14, 1);
    }
    float[] scores = LeNet5Parameters.random(42).forward(Mode.INFERENCE).run(image).toArray();
    if (scores.length != 10) {
      throw new AssertionError("a digit has 10 scores, these are " + scores.length);
    }
    float smallest = scores[0];
    float greatest = scores[0];
    for (float score : scores) {
      if (!Float.isFinite(score)) {
        throw new AssertionError("a score is " + score);
      }
      smallest = Math.min(smallest, score);
      greatest = Math.max(greatest, score);
    }
    if (smallest == greatest) {
      throw new AssertionError("every score is " + smallest + ": the image did not reach the output");
    }
    System.out.println("10 finite scores, from " + smallest + " to " + greatest);
  }
}
