package dev.fovea.processor.graph;

/**
 * The value of a block's member, and where it comes from.
 *
 * @param depth how many bodies of blocks lie around the place that decides it: 0 where it is written at the outermost use, 1 where the
 *     body of that block gives it to an inner block; -1 where a block is looked at without a use, so that it is not known yet
 * @param source the member of the outermost use that gives it, or null if it is not one alone
 * @param text how it is computed, as in {@code filters = 4 * width}, or null where nothing is computed
 */
public record Given(long value, int depth, String source, String text) {
  /** A value as it was given. */
  public Given(long value, int depth, String source) {
    this(value, depth, source, null);
  }
}
