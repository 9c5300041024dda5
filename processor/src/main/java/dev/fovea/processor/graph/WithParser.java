package dev.fovea.processor.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the text of {@code @With}: {@code filters = 4 * width, conv.kernel = {k, 1}}. A recursive descent, one method for each rule of
 * the grammar.
 */
final class WithParser {
  /** One member and what it is set to: one expression, or several in braces. */
  record Assignment(String operation, String member, int position, boolean list, List<Expression> values, List<Integer> positions) {}

  private static final int DEEPEST = 100;

  private final String text;
  private int at;
  private int depth;

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
    parser.skipBlanks();
    if (parser.at < text.length()) {
      throw parser.unexpected("a comma or the end");
    }
    return assignments;
  }

  private Assignment assignment() {
    skipBlanks();
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
    return new Assignment(operation, name, position, list, values, positions);
  }

  private Expression sum() {
    Expression left = product();
    while (true) {
      skipBlanks();
      int position = at;
      char operator = peek();
      if (operator != '+' && operator != '-') {
        return left;
      }
      at++;
      left = Expression.binary(operator, left, product(), position);
    }
  }

  private Expression product() {
    Expression left = factor();
    while (true) {
      skipBlanks();
      int position = at;
      char operator = peek();
      if (operator != '*' && operator != '/' && operator != '%') {
        return left;
      }
      at++;
      left = Expression.binary(operator, left, factor(), position);
    }
  }

  private Expression factor() {
    skipBlanks();
    int position = at;
    if (++depth > DEEPEST) {
      throw new Expression.Fault("nested too deeply", at);
    }
    Expression result;
    if (accept('-')) {
      result = Expression.binary('-', Expression.number(0), factor(), position);
    } else if (accept('(')) {
      result = sum();
      expect(')');
    } else if (Character.isDigit(peek())) {
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
    while (Character.isDigit(peek())) {
      at++;
    }
    try {
      return Long.parseLong(text.substring(start, at));
    } catch (NumberFormatException e) {
      throw new Expression.Fault("the number " + text.substring(start, at) + " is too large", start);
    }
  }

  private String name(String expected) {
    skipBlanks();
    int start = at;
    if (!Character.isJavaIdentifierStart(peek())) {
      throw unexpected(expected);
    }
    while (Character.isJavaIdentifierPart(peek()) && at < text.length()) {
      at++;
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
    if (peek() == symbol && at < text.length()) {
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

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\uffff';
  }

  private Expression.Fault unexpected(String expected) {
    String found = at < text.length() ? "'" + text.charAt(at) + "'" : "the end";
    return new Expression.Fault("expected " + expected + ", but found " + found, at);
  }
}
