package dev.fovea.runtime.train;

/** Hears how training goes on. Called by the training thread; what it does takes that thread's time. */
public interface Progress {
  /** Says nothing. */
  Progress SILENT = new Progress() {};

  /**
   * A bar that is redrawn in place where standard output is a terminal, else a few plain lines; both to standard
   * output.
   */
  static Progress console() {
    return Terminal.isInteractive()
        ? new ProgressBar(System.out, System::nanoTime)
        : new ProgressLines(System.out, System::nanoTime);
  }

  /**
   * Training starts.
   *
   * @param batches how many batches an epoch has
   */
  default void start(int epochs, int batches) {}

  /**
   * A step was taken.
   *
   * @param epoch from 1
   * @param batch from 1
   * @param loss the mean loss of the epoch so far
   * @param accuracy the mean accuracy of the epoch so far, from 0 to 1; NaN where there is none
   */
  default void batch(int epoch, int batch, double loss, double accuracy) {}

  /** An epoch is over, and the network was judged. */
  default void epoch(Epoch epoch) {}

  /** Training is over, or was given up. */
  default void end() {}
}
