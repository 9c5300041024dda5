package dev.fovea.runtime;

/** A rectangle of pixels, all four edges included. May reach beyond the image, into its padding. */
public record Region(int top, int left, int bottom, int right) {
  /** No pixel at all. */
  public static final Region EMPTY = new Region(0, 0, -1, -1);

  /** Whether there is no pixel in it. */
  public boolean isEmpty() {
    return bottom < top || right < left;
  }

  /** Number of rows. */
  public int height() {
    return bottom - top + 1;
  }

  /** Number of columns. */
  public int width() {
    return right - left + 1;
  }

  /** Whether a pixel lies in it. */
  public boolean contains(int row, int column) {
    return row >= top && row <= bottom && column >= left && column <= right;
  }

  /** The smallest rectangle around both. */
  public Region union(Region other) {
    if (isEmpty() || other.isEmpty()) {
      return isEmpty() ? other : this;
    }
    return new Region(Math.min(top, other.top), Math.min(left, other.left), Math.max(bottom, other.bottom),
        Math.max(right, other.right));
  }

  /** The part within an image of a height and a width. */
  public Region clip(int height, int width) {
    return new Region(Math.max(top, 0), Math.max(left, 0), Math.min(bottom, height - 1), Math.min(right, width - 1));
  }
}
