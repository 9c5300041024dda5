package dev.fovea.processor.plan;

/**
 * What runs one step of the fused pass, and why, in the words of what decided it.
 *
 * @param kernel what it is called
 * @param reason why it runs, with the numbers that decided
 * @param fusion what is done in place behind it and why, or why the step stands by itself; empty where there is nothing to say
 * @param training what a training step does in another way than a recording pass, and why; empty for nothing
 */
public record Choice(String kernel, String reason, String fusion, String training) {
  /** A kernel without anything said of fusion or training yet. */
  public Choice(String kernel, String reason) {
    this(kernel, reason, "", "");
  }

  /** The same with what is said of fusion. */
  public Choice fused(String sentence) {
    return new Choice(kernel, reason, sentence, training);
  }

  /** The same with what is said of training. */
  public Choice trained(String sentence) {
    return new Choice(kernel, reason, fusion, sentence);
  }
}
