package dev.fovea.runtime.train;

import java.util.Locale;

/**
 * What came of one pass over the training set.
 *
 * @param number from 1
 * @param of how many epochs there are
 * @param training the means over the epoch's batches, each judged before the step that it led to
 * @param heldOut the network after the epoch, on the held-out set; null without one
 * @param best whether it is better on the held-out set than after all epochs before
 * @param learningRate of the last step
 * @param seconds how long it took, held-out set included
 */
public record Epoch(int number, int of, Evaluation training, Evaluation heldOut, boolean best, double learningRate,
    double seconds) {
  /** As in {@code epoch 2/10: loss 0.1200, accuracy 96.31 %; held-out loss 0.0900, accuracy 97.10 % (best); 3.4 s}. */
  @Override
  public String toString() {
    String judged = heldOut == null ? "" : "; held-out " + heldOut + (best ? " (best)" : "");
    return "epoch " + number + "/" + of + ": " + training + judged + String.format(Locale.ROOT, "; %.1f s", seconds);
  }
}
