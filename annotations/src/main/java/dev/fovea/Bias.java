package dev.fovea;

/** Whether a layer adds one number per filter. */
public enum Bias {
  /**
   * No bias where a batch norm directly follows on the same method, whose own shift does the work; else one. The
   * default.
   */
  AUTO,
  /** A bias. Where a batch norm takes it away again: {@link Warning#USELESS_BIAS}. */
  TRUE,
  /** No bias. */
  FALSE
}
