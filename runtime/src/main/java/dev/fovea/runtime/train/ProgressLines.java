package dev.fovea.runtime.train;

import java.io.PrintStream;
import java.util.function.LongSupplier;

/** Plain lines for files and logs: one after each epoch, and one at each tenth of the training that falls into an epoch. */
public final class ProgressLines implements Progress {
  private final PrintStream out;
  private final Pace pace;

  /**
   * Lines.
   *
   * @param nanoTime a clock in nanoseconds, {@link System#nanoTime()} but in tests
   */
  public ProgressLines(PrintStream out, LongSupplier nanoTime) {
    this.out = out;
    this.pace = new Pace(nanoTime);
  }

  @Override
  public void start(int epochs, int batches) {
    pace.start(epochs, batches);
  }

  @Override
  public void batch(int epoch, int batch, double loss, double accuracy) {
    long done = pace.done(epoch, batch);
    if (batch < pace.batches() && 10 * done / pace.all() > 10 * (done - 1) / pace.all()) {
      out.println("epoch " + epoch + "/" + pace.epochs() + ", " + batch + "/" + pace.batches() + " batches: "
          + Evaluation.text(loss, accuracy) + ", " + pace.left(epoch, batch));
    }
  }

  @Override
  public void epoch(Epoch epoch) {
    out.println(epoch);
  }
}
