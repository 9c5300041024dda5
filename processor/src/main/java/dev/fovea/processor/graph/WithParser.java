package dev.fovea.processor.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the text of {@code @With}: {@code filters = 4 * width, conv.kernel = {k, 1}}. A recursive descent, one method for each rule of
 * the grammar.
 */
final class WithParser {
  /**
   * One member and what it is set to: one expression, or several in braces.
   *
   * @param operation the operation that is named, or null
   * @param operationPosition where its name begins
   * @param text as it was written
   */
  record Assignment(String operation, int operationPosition, String member, int position, boolean list, List<Expression> values,
      List<Integer> positions, String text) {
    /** Whether it is set to one name or number, and nothing is computed. */
    boolean isPlain() {
      return text.substring(text.indexOf('=') + 1).strip().codePoints().allMatch(Character::isJavaIdentifierPart);
    }
  }

  /** Beyond these no one means arithmetic, and the stack would not hold it. */
  private static final int DEEPEST = 100;
  private static final int LONGEST = 1000;

  private final String text;
  private int at;
  private int depth;
  private int operators;

  private WithParser(String text) {
    this.text = text;
  }

  /**
   * The assignments of a text.
   *
   * @throws Expression.Fault at the first place where the text is not one
   */
  static List<Assignment> parse(String text) {
    WithParser parser = new WithParser(text);
    List<Assignment> assignments = new ArrayList<>();
    do {
      assignments.add(parser.assignment());
    } while (parser.accept(','));
    if (parser.at < text.length()) {
      throw parser.unexpected("an operator, a comma or the end");
    }
    return assignments;
  }

  private Assignment assignment() {
    skipBlanks();
    int operationPosition = at;
    int position = at;
    String name = name("a member, as in filters = width");
    String operation = null;
    if (accept('.')) {
      operation = name;
      skipBlanks();
      position = at;
      name = name("a member of " + operation);
    }
    expect('=');
    List<Expression> values = new ArrayList<>();
    List<Integer> positions = new ArrayList<>();
    boolean list = accept('{');
    do {
      skipBlanks();
      positions.add(at);
      values.add(sum());
    } while (list && accept(','));
    if (list) {
      expect('}');
    }
    return new Assignment(operation, operationPosition, name, position, list, values, positions,
        text.substring(operationPosition, at).strip());
  }

  private Expression sum() {
    Expression left = product();
    while (true) {
      int position = operator("+-");
      if (position < 0) {
        return left;
      }
      left = Expression.binary(text.charAt(position), left, product(), position);
    }
  }

  private Expression product() {
    Expression left = factor();
    while (true) {
      int position = operator("*/%");
      if (position < 0) {
        return left;
      }
      left = Expression.binary(text.charAt(position), left, factor(), position);
    }
  }

  /** The position of the operator that comes next, which is passed; -1 if none of these does. */
  private int operator(String which) {
    skipBlanks();
    if (at == text.length() || which.indexOf(text.charAt(at)) < 0) {
      return -1;
    }
    if (++operators > LONGEST) {
      throw new Expression.Fault("more than " + LONGEST + " operators", at);
    }
    return at++;
  }

  private Expression factor() {
    skipBlanks();
    int position = at;
    if (++depth > DEEPEST) {
      throw new Expression.Fault("nested more than " + DEEPEST + " deep", at);
    }
    Expression result;
    if (accept('-')) {
      result = Expression.binary('-', Expression.number(0), factor(), position);
    } else if (accept('(')) {
      result = sum();
      expect(')');
    } else if (isDigit()) {
      result = Expression.number(number());
    } else {
      result = named(position);
    }
    depth--;
    return result;
  }

  private Expression named(int position) {
    String name = name("a number, a member, min(a, b), max(a, b) or a parenthesis");
    if (!accept('(')) {
      return Expression.member(name, position);
    }
    if (!name.equals("min") && !name.equals("max")) {
      throw new Expression.Fault("there is no function " + name + "; there are min(a, b) and max(a, b)", position);
    }
    Expression left = sum();
    expect(',');
    Expression right = sum();
    expect(')');
    return Expression.choice(name.equals("min"), left, right);
  }

  private long number() {
    int start = at;
    while (isDigit()) {
      at++;
    }
    try {
      return Long.parseLong(text.substring(start, at));
    } catch (NumberFormatException e) {
      throw new Expression.Fault("the number is too large", start);
    }
  }

  private boolean isDigit() {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  private String name(String expected) {
    skipBlanks();
    int start = at;
    if (at == text.length() || !Character.isJavaIdentifierStart(text.codePointAt(at))) {
      throw unexpected(expected);
    }
    while (at < text.length() && Character.isJavaIdentifierPart(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    return text.substring(start, at);
  }

  private void expect(char symbol) {
    if (!accept(symbol)) {
      throw unexpected("'" + symbol + "'");
    }
  }

  private boolean accept(char symbol) {
    skipBlanks();
    if (at < text.length() && text.charAt(at) == symbol) {
      at++;
      return true;
    }
    return false;
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private Expression.Fault unexpected(String expected) {
    String found = at < text.length() ? "'" + Character.toString(text.codePointAt(at)) + "'" : "the end";
    return new Expression.Fault("expected " + expected + ", but found " + found, at);
  }
}
