package dev.fovea.processor.complete;

import java.util.List;

/**
 * A value that may be good for a member.
 *
 * @param value as {@code Attributes} hold it
 * @param text as it is written
 * @param remark what there is to say of it beside the shapes, or empty
 */
record Candidate(Object value, String text, String remark) {
  /** Height and width, as one number where they are the same. */
  static Candidate pair(int height, int width, String remark) {
    List<Integer> numbers = height == width ? List.of(height) : List.of(height, width);
    return new Candidate(numbers, written(numbers), remark);
  }

  /** Top, left, bottom and right. */
  static Candidate sides(List<Integer> sides, String remark) {
    return new Candidate(sides, written(sides), remark);
  }

  static Candidate number(int number, String remark) {
    return new Candidate(number, "" + number, remark);
  }

  private static String written(List<Integer> numbers) {
    return numbers.size() == 1 ? "" + numbers.get(0) : "{" + String.join(", ", numbers.stream().map(String::valueOf).toList()) + "}";
  }
}
