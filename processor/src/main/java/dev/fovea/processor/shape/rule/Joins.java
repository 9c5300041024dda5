package dev.fovea.processor.shape.rule;

import dev.fovea.processor.shape.Shape;
import java.util.ArrayList;
import java.util.List;

/** Words for tensors that do not join. */
final class Joins {
  private Joins() {}

  static List<String> differences(String left, Shape a, String right, Shape b) {
    List<String> lines = new ArrayList<>();
    compare(lines, "channels", left, a.channels(), right, b.channels());
    compare(lines, "height", left, a.height(), right, b.height());
    compare(lines, "width", left, a.width(), right, b.width());
    return lines;
  }

  private static void compare(List<String> lines, String what, String left, int a, String right, int b) {
    if (a != b) {
      lines.add(what + ": " + left + " = " + right + ": " + a + " = " + b + " is false");
    }
  }
}
