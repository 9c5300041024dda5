package dev.fovea.runtime.train;

/** Training stopped because the loss became infinite or NaN. The message says when, and what may help. */
public final class DivergenceException extends RuntimeException {
  private static final long serialVersionUID = 1;

  DivergenceException(String message) {
    super(message);
  }
}
