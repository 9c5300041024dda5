package dev.fovea.processor.graph;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * An expression over the members of a block: whole numbers, names, {@code + - * / %}, parentheses, {@code min} and {@code max}.
 * Division rounds towards zero, as in Java; every intermediate result must fit into 64 bits.
 *
 * @param members the members that it mentions
 */
record Expression(Set<String> members, Formula formula) {
  /** What there is to compute. */
  interface Formula {
    /**
     * Its value.
     *
     * @throws Fault if it divides by zero, overflows, or names a member that there is not
     */
    long value(Map<String, Long> members);
  }

  /** A mistake in the text, and where it stands. */
  static final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int position;
    private final String unknown;
    private final transient Set<String> members;

    Fault(String message, int position) {
      this(message, position, null, Set.of());
    }

    /**
     * A mistake.
     *
     * @param unknown the name that is not known, if that is the mistake, or null
     * @param members those that have a part in it
     */
    Fault(String message, int position, String unknown, Set<String> members) {
      super(message, null, false, false);
      this.position = position;
      this.unknown = unknown;
      this.members = members;
    }

    /** Offset in the text. */
    int position() {
      return position;
    }

    /** The name that is not known, if that is the mistake. */
    String unknown() {
      return unknown;
    }

    /** The members that have a part in it; none if it is wrong whatever they are. */
    Set<String> members() {
      return members;
    }
  }

  /** A number as it is written. */
  static Expression number(long value) {
    return new Expression(Set.of(), members -> value);
  }

  /** A member of the block. */
  static Expression member(String name, int position) {
    return new Expression(Set.of(name), members -> {
      Long value = members.get(name);
      if (value == null) {
        throw new Fault("unknown member " + name, position, name, Set.of());
      }
      return value;
    });
  }

  /** Two operands and what is between them; {@code position} is the operator's. */
  static Expression binary(char operator, Expression left, Expression right, int position) {
    Set<String> mentioned = union(left, right);
    return new Expression(mentioned, members -> {
      long a = left.value(members);
      long b = right.value(members);
      if (b == 0 && (operator == '/' || operator == '%')) {
        throw new Fault("division by zero", position, null, right.members());
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
        throw new Fault("the result of " + a + " " + operator + " " + b + " is too large", position, null, mentioned);
      }
    });
  }

  /** The smaller or the larger of two. */
  static Expression choice(boolean smaller, Expression left, Expression right) {
    return new Expression(union(left, right), members -> {
      long a = left.value(members);
      long b = right.value(members);
      return smaller ? Math.min(a, b) : Math.max(a, b);
    });
  }

  private static Set<String> union(Expression left, Expression right) {
    if (right.members.isEmpty()) {
      return left.members;
    }
    Set<String> union = new TreeSet<>(left.members);
    union.addAll(right.members);
    return union;
  }

  /**
   * Its value.
   *
   * @throws Fault if it divides by zero, overflows, or names a member that there is not
   */
  long value(Map<String, Long> values) {
    return formula.value(values);
  }
}
