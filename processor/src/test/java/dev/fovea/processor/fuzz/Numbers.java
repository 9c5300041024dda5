package dev.fovea.processor.fuzz;

import dev.fovea.processor.fuzz.Verdict.Broken;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the texts of members as Java means them, and those of {@code @With} as its documentation says. */
final class Numbers {
  private static final Map<String, Long> CONSTANTS = Map.of("Integer.MAX_VALUE", (long) Integer.MAX_VALUE, "Integer.MIN_VALUE",
      (long) Integer.MIN_VALUE, "1 << 16", 1L << 16, "1 << 30", 1L << 30);
  private static final Map<String, Double> REALS = Map.of("0.0 / 0.0", Double.NaN, "1.0 / 0.0", Double.POSITIVE_INFINITY,
      "Double.MAX_VALUE", Double.MAX_VALUE, "Double.MIN_VALUE", Double.MIN_VALUE);
  private static final Pattern ASSIGNMENT = Pattern.compile("\\s*(?:(\\w+)\\s*\\.\\s*)?(\\w+)\\s*=(.*)");

  private Numbers() {}

  static long integer(String text) {
    return CONSTANTS.containsKey(text) ? CONSTANTS.get(text) : Long.parseLong(text);
  }

  static double real(String text) {
    return REALS.containsKey(text) ? REALS.get(text) : Double.parseDouble(text);
  }

  /** As in {@code 3} or {@code {3, 1}}. */
  static long[] list(String text) {
    String inner = text.startsWith("{") ? text.substring(1, text.length() - 1) : text;
    return Written.split(inner).stream().mapToLong(each -> integer(each.strip())).toArray();
  }

  /** What one part of a text of {@code @With} sets: as in {@code conv.kernel = {k, 1}}. */
  record Assignment(String operation, String member, boolean braces, List<Long> values) {}

  /** Everything that a text of {@code @With} sets. */
  static List<Assignment> assignments(String text, Map<String, Long> members) {
    List<Assignment> assignments = new ArrayList<>();
    for (String part : Written.split(text)) {
      Matcher matcher = ASSIGNMENT.matcher(part);
      if (!matcher.matches()) {
        throw new Broken("no assignment: " + part);
      }
      String right = matcher.group(3).strip();
      boolean braces = right.startsWith("{") && right.endsWith("}");
      List<Long> values = new ArrayList<>();
      for (String expression : braces ? Written.split(right.substring(1, right.length() - 1)) : List.of(right)) {
        long value = new Numbers.Calculator(expression, members).result();
        if (value != (int) value) {
          throw new Broken("beyond an int: " + expression);
        }
        values.add(value);
      }
      assignments.add(new Assignment(matcher.group(1), matcher.group(2), braces, values));
    }
    if (assignments.isEmpty()) {
      throw new Broken("nothing assigned");
    }
    return assignments;
  }

  /** Finds the operator that binds least, the last of its kind, and calculates both sides of it. */
  private record Calculator(String text, Map<String, Long> members) {
    long result() {
      try {
        return value(text.strip());
      } catch (ArithmeticException | NumberFormatException e) {
        throw new Broken("cannot be calculated: " + text);
      }
    }

    private long value(String part) {
      int sum = last(part, "+-");
      int split = sum > 0 ? sum : last(part, "*/%");
      if (split > 0) {
        long left = value(part.substring(0, split).strip());
        long right = value(part.substring(split + 1).strip());
        return switch (part.charAt(split)) {
          case '+' -> Math.addExact(left, right);
          case '-' -> Math.subtractExact(left, right);
          case '*' -> Math.multiplyExact(left, right);
          case '/' -> left / right;
          default -> left % right;
        };
      }
      if (part.startsWith("-")) {
        return Math.negateExact(value(part.substring(1).strip()));
      }
      if (part.startsWith("(") && part.endsWith(")")) {
        return value(part.substring(1, part.length() - 1).strip());
      }
      if (part.matches("(min|max)\\s*\\(.*\\)")) {
        List<String> both = Written.split(part.substring(part.indexOf('(') + 1, part.length() - 1));
        if (both.size() != 2) {
          throw new Broken("min and max take two: " + part);
        }
        long left = value(both.get(0).strip());
        long right = value(both.get(1).strip());
        return part.startsWith("min") ? Math.min(left, right) : Math.max(left, right);
      }
      return members.containsKey(part) ? members.get(part) : Long.parseLong(part);
    }

    /** Where one of these operators stands last between two operands, outside of parentheses; -1 if nowhere. */
    private static int last(String part, String operators) {
      int depth = 0;
      for (int i = part.length() - 1; i > 0; i--) {
        char c = part.charAt(i);
        depth += c == ')' ? 1 : c == '(' ? -1 : 0;
        String left = part.substring(0, i).strip();
        boolean binary = !left.isEmpty() && "+-*/%(,".indexOf(left.charAt(left.length() - 1)) < 0;
        if (depth == 0 && binary && operators.indexOf(c) >= 0) {
          return i;
        }
      }
      return -1;
    }
  }
}
