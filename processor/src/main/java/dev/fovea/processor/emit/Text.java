package dev.fovea.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;

/**
 * Java text that still lacks the names of its types. It takes the placeholders of JavaPoet's {@link CodeBlock} that bodies need
 * ({@code $L}, {@code $N}, {@code $S}, {@code $T}, {@code $W}, {@code $>}, {@code $<}), and becomes one at the border, where JavaPoet
 * shortens and imports the types.
 *
 * <p>Bodies are most of what is generated, and JavaPoet goes twice through every placeholder of a block and splits each piece between two
 * by a regular expression: that took two fifths of the processor's time. Given as one text, a body takes half of that.
 */
final class Text {
  /** Bodies are indented by up to six columns where JavaPoet puts them. */
  private static final int COLUMNS = 100 - 6;

  // None of these can be part of an identifier, and in strings they are escaped.
  private static final char WRAP = '\u001C';
  private static final char TYPE = '\u001D';
  private static final char INDENT = '\u001E';
  private static final char UNINDENT = '\u001F';

  private static final Text EMPTY = new Text("", List.of());

  private final String text;
  private final List<TypeName> types;

  private Text(String text, List<TypeName> types) {
    this.text = text;
    this.types = types;
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
    return CodeBlock.of(layout("$T", "$$"), types.toArray());
  }

  /** Equal for equal texts of the same types. */
  String key() {
    return types.isEmpty() ? text : text + types;
  }

  /** As it would stand in a source file, with simple names of types. */
  @Override
  public String toString() {
    String laid = layout(String.valueOf(TYPE), "$");
    for (TypeName type : types) {
      laid = laid.replaceFirst(String.valueOf(TYPE), simpleName(type));
    }
    return laid;
  }

  /** Indents the lines, and breaks the long ones where they may be broken. */
  private String layout(String type, String dollar) {
    StringBuilder out = new StringBuilder(text.length() + text.length() / 4);
    int indent = 0;
    int line = 0;
    int nextType = 0;
    int length = text.length();
    boolean begins = true;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        out.append(c);
        line = out.length();
        begins = true;
      } else if (c == INDENT) {
        indent++;
      } else if (c == UNINDENT) {
        indent--;
      } else if (c == WRAP) {
        if (out.length() - line + 1 + untilBreak(i + 1, nextType) > COLUMNS) {
          out.append('\n');
          line = out.length();
          out.append("  ".repeat(indent + 2));
        } else {
          out.append(' ');
        }
      } else {
        if (begins) {
          out.append("  ".repeat(indent));
          begins = false;
        }
        if (c == TYPE) {
          out.append(type);
          nextType++;
        } else if (c == '$') {
          out.append(dollar);
        } else {
          int end = i + 1;
          while (end < length && isPlain(text.charAt(end))) {
            end++;
          }
          out.append(text.substring(i, end));
          i = end - 1;
        }
      }
    }
    return out.toString();
  }

  private static boolean isPlain(char c) {
    return c != '\n' && c != '$' && (c < WRAP || c > UNINDENT);
  }

  /** Characters up to where the line may be broken next, or ends. */
  private int untilBreak(int from, int nextType) {
    int columns = 0;
    for (int i = from, type = nextType; i < text.length() && text.charAt(i) != WRAP && text.charAt(i) != '\n'; i++) {
      columns += text.charAt(i) == TYPE ? simpleName(types.get(type++)).length() : 1;
    }
    return columns;
  }

  private static String simpleName(TypeName type) {
    String name = type.toString();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** Puts code together. */
  static final class Builder {
    private final StringBuilder text = new StringBuilder();
    private List<TypeName> types = List.of();

    private Builder() {}

    Builder add(Text code) {
      text.append(code.text);
      addTypes(code.types);
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
          case 'S' -> text.append(CodeBlock.of("$S", arguments[next++]));
          case 'T' -> type(arguments[next++]);
          case 'W' -> text.append(WRAP);
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

    private void type(Object argument) {
      text.append(TYPE);
      addTypes(List.of(argument instanceof Class ? TypeName.get((Class<?>) argument) : (TypeName) argument));
    }

    private void addTypes(List<TypeName> more) {
      if (!more.isEmpty()) {
        types = new ArrayList<>(types);
        types.addAll(more);
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
      return text.length() == 0 ? EMPTY : new Text(text.toString(), types);
    }
  }
}
