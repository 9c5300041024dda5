package dev.fovea.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.util.function.UnaryOperator;

/**
 * Java text that still lacks the names of its types, where its lines are broken and how they are indented. It takes the placeholders of
 * JavaPoet's {@link CodeBlock} ({@code $L}, {@code $N}, {@code $S}, {@code $T}, {@code $W}, {@code $Z}, {@code $>}, {@code $<}).
 *
 * <p>Members of classes are most of what is generated, and JavaPoet goes twice through every placeholder of a block and splits each piece
 * between two by a regular expression: that took most of the processor's time. {@link Source} writes them, and asks JavaPoet for no more
 * than the names of types.
 */
final class Text {
  /** Bodies are indented by up to six columns. */
  static final int COLUMNS = 100 - 6;

  // None of these can be part of an identifier, and in strings they are escaped.
  private static final char ZERO_WRAP = '\u000B';
  private static final char WRAP = '\u001C';
  private static final char INDENT = '\u001E';
  private static final char UNINDENT = '\u001F';
  /** Before and behind a type: its package, a slash, and what it is called there. */
  static final char TYPE_MARK = '\u001D';

  private static final Text EMPTY = new Text("");

  private final String text;

  private Text(String text) {
    this.text = text;
  }

  static Text of(String format, Object... arguments) {
    return builder().add(format, arguments).build();
  }

  static Builder builder() {
    return new Builder();
  }

  static Text join(Iterable<Text> codes, String separator) {
    Builder joined = builder();
    String between = "";
    for (Text code : codes) {
      joined.add(between).add(code);
      between = separator;
    }
    return joined.build();
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  Builder toBuilder() {
    return builder().add(this);
  }

  /** As JavaPoet takes it. */
  CodeBlock poet() {
    CodeBlock.Builder block = CodeBlock.builder();
    int from = 0;
    for (int at = text.indexOf(TYPE_MARK); at >= 0; at = text.indexOf(TYPE_MARK, from)) {
      int end = text.indexOf(TYPE_MARK, at + 1);
      block.add("$L$T", text.substring(from, at), Source.className(text.substring(at + 1, end)));
      from = end + 1;
    }
    return block.add("$L", text.substring(from)).build();
  }

  /** Equal for equal texts of the same types. */
  String key() {
    return text;
  }

  /** As it would stand in a source file, with simple names of types. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    layout(out, 0, false, Text::simpleName, COLUMNS);
    return out.toString();
  }

  /** With the names of its types. */
  String resolved(UnaryOperator<String> names) {
    int at = text.indexOf(TYPE_MARK);
    if (at < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int from = 0;
    for (; at >= 0; at = text.indexOf(TYPE_MARK, from)) {
      int end = text.indexOf(TYPE_MARK, at + 1);
      out.append(text, from, at).append(names.apply(text.substring(at + 1, end)));
      from = end + 1;
    }
    return out.append(text, from, text.length()).toString();
  }

  /**
   * Adds the text with its lines indented, and broken where they are long and may be.
   *
   * @param depth how deep the first line is indented
   * @param begun whether the first line has begun already
   * @param names gives types their names
   * @param columns how long lines may be
   */
  void layout(StringBuilder out, int depth, boolean begun, UnaryOperator<String> names, int columns) {
    int indent = depth;
    int line = begun ? out.lastIndexOf("\n") + 1 : out.length();
    int length = text.length();
    boolean begins = !begun;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n':
          out.append(c);
          line = out.length();
          begins = true;
          break;
        case INDENT:
          indent++;
          break;
        case UNINDENT:
          indent--;
          break;
        case WRAP:
        case ZERO_WRAP:
          int space = c == WRAP ? 1 : 0;
          if (out.length() - line + space + untilBreak(i + 1) > columns) {
            out.append('\n');
            line = out.length();
            indent(out, indent + 2);
          } else if (c == WRAP) {
            out.append(' ');
          }
          break;
        default:
          if (begins) {
            indent(out, indent);
            begins = false;
          }
          int end = i + 1;
          if (c == TYPE_MARK) {
            end = text.indexOf(TYPE_MARK, end);
            String name = names.apply(text.substring(i + 1, end));
            out.append(name);
            // Where the name is not known yet, its place is taken by something shorter.
            line -= name.charAt(0) == TYPE_MARK ? pathLength(i, end) - name.length() : 0;
            i = end;
          } else {
            while (end < length && isPlain(text.charAt(end))) {
              end++;
            }
            out.append(text, i, end);
            i = end - 1;
          }
      }
    }
  }

  private static void indent(StringBuilder out, int depth) {
    for (int i = 0; i < depth; i++) {
      out.append("  ");
    }
  }

  private static boolean isPlain(char c) {
    return c > UNINDENT || c != '\n' && c != ZERO_WRAP && c < WRAP;
  }

  /** Characters up to where the line may be broken next, or ends. */
  private int untilBreak(int from) {
    int columns = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == WRAP || c == ZERO_WRAP || c == '\n') {
        break;
      }
      if (c == TYPE_MARK) {
        int end = text.indexOf(TYPE_MARK, i + 1);
        columns += pathLength(i, end);
        i = end;
      } else {
        columns++;
      }
    }
    return columns;
  }

  /** Characters of what a type between two marks is called in its package. */
  private int pathLength(int begin, int end) {
    return end - 1 - text.indexOf('/', begin);
  }

  private static String simpleName(String type) {
    return type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('/')) + 1);
  }

  /** Puts code together. */
  static final class Builder {
    private final StringBuilder text = new StringBuilder();

    private Builder() {}

    Builder add(Text code) {
      text.append(code.text);
      return this;
    }

    Builder add(String format, Object... arguments) {
      int next = 0;
      int from = 0;
      for (int dollar = format.indexOf('$'); dollar >= 0; dollar = format.indexOf('$', from)) {
        text.append(format, from, dollar);
        char kind = format.charAt(dollar + 1);
        from = dollar + 2;
        switch (kind) {
          case 'L', 'N' -> literal(arguments[next++]);
          case 'S' -> string((String) arguments[next++]);
          case 'T' -> type(arguments[next++]);
          case 'W' -> text.append(WRAP);
          case 'Z' -> text.append(ZERO_WRAP);
          case '>' -> text.append(INDENT);
          case '<' -> text.append(UNINDENT);
          case '$' -> text.append('$');
          default -> throw new IllegalArgumentException("$" + kind + " in '" + format + "'");
        }
      }
      text.append(format, from, format.length());
      if (next != arguments.length) {
        throw new IllegalArgumentException(arguments.length + " arguments for '" + format + "', which takes " + next);
      }
      return this;
    }

    private void literal(Object argument) {
      if (argument instanceof Text) {
        add((Text) argument);
      } else {
        text.append(argument);
      }
    }

    /** Most strings are names, which need no escapes. */
    private void string(String string) {
      if (string != null && string.chars().allMatch(c -> c >= ' ' && c < '\u007F' && c != '"' && c != '\\')) {
        text.append('"').append(string).append('"');
      } else {
        text.append(CodeBlock.of("$S", string));
      }
    }

    private void type(Object argument) {
      if (argument instanceof ClassName) {
        ClassName type = (ClassName) argument;
        String name = type.toString();
        int start = type.packageName().isEmpty() ? 0 : type.packageName().length() + 1;
        text.append(TYPE_MARK).append(type.packageName()).append('/').append(name, start, name.length()).append(TYPE_MARK);
      } else if (argument instanceof ArrayTypeName) {
        type(((ArrayTypeName) argument).componentType());
        text.append("[]");
      } else if (argument instanceof Class) {
        type(TypeName.get((Class<?>) argument));
      } else {
        // A primitive type.
        text.append(argument);
      }
    }

    Builder addStatement(String format, Object... arguments) {
      return add(format, arguments).add(";\n");
    }

    Builder beginControlFlow(String format, Object... arguments) {
      return add(format, arguments).add(" {\n$>");
    }

    Builder nextControlFlow(String format, Object... arguments) {
      return add("$<} ").add(format, arguments).add(" {\n$>");
    }

    Builder endControlFlow() {
      return add("$<}\n");
    }

    Text build() {
      return text.length() == 0 ? EMPTY : new Text(text.toString());
    }
  }
}
