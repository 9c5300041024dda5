package dev.fovea.processor.plan;

/** Rows and columns of zeros around an image. */
public record Border(int top, int left, int bottom, int right) {
  /** No border. */
  public static final Border NONE = new Border(0, 0, 0, 0);

  /** Whether there is none. */
  public boolean isNone() {
    return (top | left | bottom | right) == 0;
  }

  /** The smallest border that holds both. */
  public Border union(Border other) {
    return new Border(Math.max(top, other.top), Math.max(left, other.left), Math.max(bottom, other.bottom),
        Math.max(right, other.right));
  }
}
