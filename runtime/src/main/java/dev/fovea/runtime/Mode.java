package dev.fovea.runtime;

/** What a forward pass is for; decides what is folded, kept and updated. */
public enum Mode {
  /** Evaluation as fast as possible: buffers are reused, nothing in between is kept. */
  INFERENCE,
  /** Evaluation semantics, but every activation and every pooling switch is kept, for looking into the network. */
  RECORDING,
  /** Batch statistics and dropout; activations are kept, and running statistics are updated. */
  TRAINING;

  /** Whether activations and switches survive the run, so that a reverse pass can follow. */
  public boolean records() {
    return this != INFERENCE;
  }
}
