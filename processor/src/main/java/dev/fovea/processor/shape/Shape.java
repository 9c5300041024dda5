package dev.fovea.processor.shape;

import java.util.List;

/** The shape of a tensor: {@code [channels, height, width]}, each at least 1 and fewer than 2^31 numbers in all. */
public record Shape(int channels, int height, int width) {
  /** A flat tensor, {@code [n, 1, 1]}. */
  public static Shape flat(int n) {
    return new Shape(n, 1, 1);
  }

  /** How many numbers it holds. */
  public int size() {
    return channels * height * width;
  }

  /** Height or width. */
  public int along(Axis axis) {
    return axis == Axis.HEIGHT ? height : width;
  }

  /** As a list, channels first. */
  public List<Integer> toList() {
    return List.of(channels, height, width);
  }

  /** As in {@code 28x28}. */
  public String plane() {
    return height + "x" + width;
  }

  @Override
  public String toString() {
    return "[" + channels + ", " + height + ", " + width + "]";
  }
}
