package dev.fovea.runtime.train;

import java.util.Locale;

/**
 * How good a network is at a dataset.
 *
 * @param loss the mean loss, without what {@code l1} and {@code l2} add
 * @param accuracy the share of right answers, from 0 to 1; NaN where the loss knows no right and wrong
 * @param samples how many samples were judged
 */
public record Evaluation(double loss, double accuracy, int samples) {
  /** Whether this is the better one: by accuracy where there is one, and by loss between equals. */
  public boolean isBetterThan(Evaluation other) {
    if (!Double.isNaN(accuracy) && !Double.isNaN(other.accuracy) && accuracy != other.accuracy) {
      return accuracy > other.accuracy;
    }
    return loss < other.loss;
  }

  /** As in {@code loss 0.0312, accuracy 98.85 %}. */
  @Override
  public String toString() {
    return text(loss, accuracy);
  }

  static String text(double loss, double accuracy) {
    String text = "loss " + (Math.abs(loss) < 1e4 && (Math.abs(loss) >= 1e-3 || loss == 0)
        ? String.format(Locale.ROOT, "%.4f", loss) : String.format(Locale.ROOT, "%.3e", loss));
    return Double.isNaN(accuracy) ? text : text + String.format(Locale.ROOT, ", accuracy %.2f %%", 100 * accuracy);
  }
}
