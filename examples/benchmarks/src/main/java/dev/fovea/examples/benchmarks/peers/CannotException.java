package dev.fovea.examples.benchmarks.peers;

import java.io.IOException;

/** A library has no words for a network, which is a result too; the message says for what, as in {@code cannot say: a softmax}. */
final class CannotException extends IOException {
  private static final long serialVersionUID = 1;

  CannotException(String message) {
    super(message);
  }
}
