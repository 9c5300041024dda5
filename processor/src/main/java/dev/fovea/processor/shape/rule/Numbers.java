package dev.fovea.processor.shape.rule;

import java.util.List;

/** Members as they are written. */
public final class Numbers {
  private Numbers() {}

  /** Height and width, or one number where they are the same. */
  public static List<Integer> pair(int height, int width) {
    return height == width ? List.of(height) : List.of(height, width);
  }

  /** As in {@code 3} or {@code {1, 7}}. */
  public static String written(List<?> numbers) {
    return numbers.size() == 1 ? "" + numbers.get(0) : "{" + String.join(", ", numbers.stream().map(String::valueOf).toList()) + "}";
  }
}
