package dev.fovea.runtime.train;

import java.util.Locale;
import java.util.function.LongSupplier;

/** Counts batches, and guesses from the time they took how long the rest of all epochs will take. */
final class Pace {
  private final LongSupplier nanoTime;
  private long start;
  private int epochs;
  private int batches;

  Pace(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  void start(int epochs, int batches) {
    this.epochs = epochs;
    this.batches = batches;
    this.start = nanoTime.getAsLong();
  }

  int epochs() {
    return epochs;
  }

  int batches() {
    return batches;
  }

  long done(int epoch, int batch) {
    return (epoch - 1L) * batches + batch;
  }

  long all() {
    return (long) epochs * batches;
  }

  /** As in {@code 1:05 left}, rounded up to whole seconds. */
  String left(int epoch, int batch) {
    double elapsed = nanoTime.getAsLong() - start;
    long done = done(epoch, batch);
    long seconds = (long) Math.ceil(elapsed / done * (all() - done) / 1e9);
    return (seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60)) + " left";
  }
}
