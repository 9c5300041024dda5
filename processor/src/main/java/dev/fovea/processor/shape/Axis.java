package dev.fovea.processor.shape;

/** One of the two axes that windows slide along. */
public enum Axis {
  HEIGHT, WIDTH;

  @Override
  public String toString() {
    return this == HEIGHT ? "height" : "width";
  }
}
