package dev.fovea.processor.report;

/**
 * A value on its way from where it is made to one that reads it.
 *
 * @param value the layer that made it
 * @param label its shape
 * @param back whether it goes upwards, as part of a circle
 */
record Link(Box from, Box to, String value, String label, boolean back) {
  /** Whether its shape is written beside it: not at the borders of blocks, where it is written outside. */
  boolean isLabelled() {
    return !label.isEmpty() && !(from instanceof PointBox) && !(to instanceof PointBox);
  }
}
