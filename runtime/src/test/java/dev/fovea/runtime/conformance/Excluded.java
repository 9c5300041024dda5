package dev.fovea.runtime.conformance;

/** A case asks for what the networks here do not have; the message is the reason. */
final class Excluded extends RuntimeException {
  private static final long serialVersionUID = 1;

  Excluded(String reason) {
    super(reason);
  }
}
