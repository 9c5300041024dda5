package dev.fovea.processor.emit;

import java.util.ArrayList;
import java.util.List;

/** A sum of products as Java text, without the terms that are zero. */
final class Terms {
  private final List<String> terms = new ArrayList<>();
  private long constant;

  /** Adds a factor of a variable, or of a number written as text. */
  Terms plus(String variable, long factor) {
    if (variable.chars().allMatch(Character::isDigit)) {
      constant += Long.parseLong(variable) * factor;
    } else if (factor != 0) {
      terms.add(factor == 1 ? variable : variable + " * " + factor);
    }
    return this;
  }

  /** Adds a number. */
  Terms plus(long number) {
    constant += number;
    return this;
  }

  /** To stand behind another term: empty where the sum is zero. */
  String suffix() {
    String text = toString();
    return text.equals("0") ? "" : " + " + text;
  }

  @Override
  public String toString() {
    if (constant != 0 || terms.isEmpty()) {
      return terms.isEmpty() ? String.valueOf(constant) : String.join(" + ", terms) + " + " + constant;
    }
    return String.join(" + ", terms);
  }
}
