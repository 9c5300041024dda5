package dev.fovea.processor.report;

import java.util.ArrayDeque;
import java.util.Deque;

/** Writes HTML that is XML as well: every element is closed, and all text is escaped. */
final class Html {
  private final StringBuilder html = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /** Opens an element with attributes: names and values in turn. A value of null leaves its attribute out. */
  Html open(String tag, Object... attributes) {
    start(tag, attributes);
    html.append('>');
    open.push(tag);
    return this;
  }

  /** An element without content. */
  Html empty(String tag, Object... attributes) {
    start(tag, attributes);
    html.append("/>");
    return this;
  }

  private void start(String tag, Object... attributes) {
    html.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      if (attributes[i + 1] != null) {
        Object value = attributes[i + 1];
        html.append(' ').append(attributes[i]).append("=\"")
            .append(escape(value instanceof Double ? Words.number((Double) value) : value.toString())).append('"');
      }
    }
  }

  /** Text within the element that is open. */
  Html text(Object text) {
    html.append(escape(text.toString()));
    return this;
  }

  /** An element that holds text only. */
  Html element(String tag, Object text, Object... attributes) {
    return open(tag, attributes).text(text).close();
  }

  /** Closes the element that was opened last. */
  Html close() {
    html.append("</").append(open.pop()).append('>');
    return this;
  }

  /** Begins a new line of the file. */
  Html line() {
    html.append('\n');
    return this;
  }

  /** Markup of our own, which needs no escaping. */
  Html raw(String markup) {
    html.append(markup);
    return this;
  }

  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("still open: " + open);
    }
    return html.toString();
  }

  /** Text as XML can hold it: names in Java may contain characters that XML does not know, which are written as Java writes them. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> {
      switch (c) {
        case '&':
          escaped.append("&amp;");
          break;
        case '<':
          escaped.append("&lt;");
          break;
        case '>':
          escaped.append("&gt;");
          break;
        case '"':
          escaped.append("&quot;");
          break;
        case '\'':
          escaped.append("&#39;");
          break;
        default:
          if (isPlain(c)) {
            escaped.appendCodePoint(c);
          } else {
            escaped.append(String.format("\\u%04x", c));
          }
      }
    });
    return escaped.toString();
  }

  /** Neither unknown to XML nor one of those that turn the direction of the text around them. */
  private static boolean isPlain(int c) {
    boolean known = c == '\n' || c == '\t' || c >= ' ' && c < 0xd800 && (c < 0x7f || c >= 0xa0) || c >= 0xe000 && c < 0xfffe || c > 0xffff;
    int type = Character.getType(c);
    return known && type != Character.FORMAT;
  }
}
