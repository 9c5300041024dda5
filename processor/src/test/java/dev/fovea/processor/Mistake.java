package dev.fovea.processor;

import java.util.Arrays;
import java.util.List;

/**
 * One mistake and what is said of it.
 *
 * @param source what follows the first line, which holds package and imports
 */
record Mistake(String title, String source, List<Message> messages) {
  /**
   * One message.
   *
   * @param line from 1; ECJ gives none on records, where it is negative
   * @param column where javac's caret points, from 1
   */
  record Message(boolean warning, int line, int column, String text) {
    String on(Compilers compiler) {
      String kind = warning ? "warning " : "error ";
      if (compiler == Compilers.ECJ) {
        return kind + (line < 0 ? -1 : line) + " " + text;
      }
      return kind + Math.abs(line) + ":" + column + " " + text;
    }
  }

  static Mistake of(String title, String source, Message... messages) {
    return new Mistake(title, source, Arrays.asList(messages));
  }

  static Message at(int line, int column, String text) {
    return new Message(false, line, column, text.strip());
  }

  static Message warning(int line, int column, String text) {
    return new Message(true, line, column, text.strip());
  }

  @Override
  public String toString() {
    return title;
  }
}
