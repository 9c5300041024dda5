package dev.fovea.runtime.train;

import java.io.PrintStream;
import java.util.function.LongSupplier;

/**
 * One line of a terminal, redrawn in place. The time is that of all epochs. After each epoch, its results stay.
 *
 * <pre>epoch 3/10 [=====>    ] 120/938 batches, loss 0.0721, accuracy 97.70 %, 0:41 left</pre>
 */
public final class ProgressBar implements Progress {
  /** A longer line would wrap on the narrowest usual terminal, and a wrapped line cannot be redrawn. */
  private static final int COLUMNS = 79;
  private static final int NARROWEST = 5;
  private static final int WIDEST = 30;
  /** Ten times a second looks alive and costs nothing. */
  private static final long NANOS_BETWEEN = 100_000_000;

  private final PrintStream out;
  private final LongSupplier nanoTime;
  private final Pace pace;
  private long lastDrawn;
  private int width;

  /**
   * A bar.
   *
   * @param nanoTime a clock in nanoseconds, {@link System#nanoTime()} but in tests
   */
  public ProgressBar(PrintStream out, LongSupplier nanoTime) {
    this.out = out;
    this.nanoTime = nanoTime;
    this.pace = new Pace(nanoTime);
  }

  @Override
  public void start(int epochs, int batches) {
    pace.start(epochs, batches);
    lastDrawn = nanoTime.getAsLong() - NANOS_BETWEEN;
  }

  @Override
  public void batch(int epoch, int batch, double loss, double accuracy) {
    long now = nanoTime.getAsLong();
    if (now - lastDrawn < NANOS_BETWEEN && batch < pace.batches()) {
      return;
    }
    lastDrawn = now;
    String head = "epoch " + epoch + "/" + pace.epochs() + " ";
    String tail = " " + batch + "/" + pace.batches() + " batches, " + Evaluation.text(loss, accuracy) + ", "
        + pace.left(epoch, batch);
    int room = COLUMNS - head.length() - tail.length() - 2;
    draw(head + bar(batch, Math.max(NARROWEST, Math.min(WIDEST, room))) + tail);
  }

  private String bar(int batch, int length) {
    int filled = (int) ((long) length * batch / pace.batches());
    return "[" + "=".repeat(filled) + (filled < length ? ">" + " ".repeat(length - filled - 1) : "") + "]";
  }

  /** Blanks cover what is left of a longer line before. */
  private void draw(String line) {
    out.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
    out.flush();
    width = line.length();
  }

  @Override
  public void epoch(Epoch epoch) {
    draw(epoch.toString());
    end();
  }

  /** Leaves the line, so that what is printed next, an error perhaps, has its own. */
  @Override
  public void end() {
    if (width > 0) {
      out.println();
      width = 0;
    }
  }
}
