package dev.fovea.runtime;

/** How many threads share a run. */
public final class Threads {
  private Threads() {}

  /** The system property {@code fovea.threads} if it is set, else the number of processors. */
  public static int available() {
    Integer chosen = Integer.getInteger("fovea.threads");
    return chosen == null ? Runtime.getRuntime().availableProcessors() : Math.max(1, chosen);
  }
}
