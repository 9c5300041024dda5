package dev.fovea.runtime.train;

/** Means of loss and accuracy over batches, each weighing as many samples as it has. */
final class Mean {
  private double losses;
  private double accuracies;
  private int samples;

  void clear() {
    losses = 0;
    accuracies = 0;
    samples = 0;
  }

  void add(double loss, double accuracy, int count) {
    losses += loss * count;
    accuracies += accuracy * count;
    samples += count;
  }

  double loss() {
    return losses / samples;
  }

  double accuracy() {
    return accuracies / samples;
  }

  Evaluation evaluation() {
    return new Evaluation(loss(), accuracy(), samples);
  }
}
