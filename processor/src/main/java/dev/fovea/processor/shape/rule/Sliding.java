package dev.fovea.processor.shape.rule;

/** What every sliding window is written with. */
interface Sliding {
  /** Height and width. */
  int[] kernel();

  /** Along height and width. */
  int[] stride();

  /** Along height and width. */
  int[] dilation();

  /** On all sides. */
  Paddings padding();

  /** Whether an overhanging last window counts. */
  boolean ceil();
}
