package dev.fovea.processor.graph;

import java.util.Map;

/**
 * An expression over the members of a block: whole numbers, names, {@code + - * / %}, parentheses, {@code min} and {@code max}.
 * Division rounds towards zero, as in Java; every intermediate result must fit into 64 bits.
 */
interface Expression {
  /**
   * Its value.
   *
   * @throws Fault if it divides by zero, overflows, or names a member that there is not
   */
  long value(Map<String, Long> members);

  /** A mistake in the text, and where it stands. */
  final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int position;
    private final String unknown;

    Fault(String message, int position) {
      this(message, position, null);
    }

    Fault(String message, int position, String unknown) {
      super(message, null, false, false);
      this.position = position;
      this.unknown = unknown;
    }

    /** Offset in the text. */
    int position() {
      return position;
    }

    /** The name that is not known, if that is the mistake. */
    String unknown() {
      return unknown;
    }
  }

  /** A number as it is written. */
  static Expression number(long value) {
    return members -> value;
  }

  /** A member of the block. */
  static Expression member(String name, int position) {
    return members -> {
      Long value = members.get(name);
      if (value == null) {
        throw new Fault("unknown member " + name, position, name);
      }
      return value;
    };
  }

  /** Two operands and what is between them; {@code position} is the operator's. */
  static Expression binary(char operator, Expression left, Expression right, int position) {
    return members -> {
      long a = left.value(members);
      long b = right.value(members);
      if (b == 0 && (operator == '/' || operator == '%')) {
        throw new Fault("division by zero", position);
      }
      try {
        switch (operator) {
          case '+':
            return Math.addExact(a, b);
          case '-':
            return Math.subtractExact(a, b);
          case '*':
            return Math.multiplyExact(a, b);
          case '/':
            return a == Long.MIN_VALUE && b == -1 ? Math.negateExact(a) : a / b;
          default:
            return a % b;
        }
      } catch (ArithmeticException overflow) {
        throw new Fault("the result of " + a + " " + operator + " " + b + " is too large", position);
      }
    };
  }

  /** The smaller or the larger of two. */
  static Expression choice(boolean smaller, Expression left, Expression right) {
    return members -> {
      long a = left.value(members);
      long b = right.value(members);
      return smaller ? Math.min(a, b) : Math.max(a, b);
    };
  }
}
