package dev.fovea.processor.plan;

/**
 * What runs one step of the fused pass, and why, in the words of what decided it.
 *
 * @param kernel what it is called
 * @param reason why it runs, with the numbers that decided
 * @param fusion what is done in place behind it and why, or why the step stands by itself; empty where there is nothing to say
 */
public record Choice(String kernel, String reason, String fusion) {
  /** A kernel without anything said of fusion yet. */
  public Choice(String kernel, String reason) {
    this(kernel, reason, "");
  }

  /** The same with what is said of fusion. */
  public Choice fused(String sentence) {
    return new Choice(kernel, reason, sentence);
  }
}
