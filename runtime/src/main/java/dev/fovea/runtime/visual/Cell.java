package dev.fovea.runtime.visual;

/** What a sheet is made of: a labelled drawing of a known size. */
interface Cell {
  /** Written above the drawing; may be empty. */
  String label();

  /** Width of the drawing in pixels. */
  int width();

  /** Height of the drawing in pixels. */
  int height();

  /** Draws with the upper left corner at a pixel. */
  void draw(Canvas canvas, int left, int top);
}
