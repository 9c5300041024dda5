package dev.fovea.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * The text of a class. JavaPoet writes the file: package, imports, and the class without its members, which it would go through twice,
 * first for the types to import. It is told of these types all the same, by a line where the members belong, and answers with how each
 * is written there.
 */
final class Source {
  private static final int LINE = 100;

  // JavaPoet leaves these as they are, and nothing else that it writes has them.
  private static final char MEMBERS = '\u001F';
  private static final char NAME = '\u001C';

  /** Stands, with a number from the first on, for a type that JavaPoet has yet to name. */
  private static final String TYPE_MARK = String.valueOf(Text.TYPE_MARK);
  private static final char FIRST = ' ';

  private final String packageName;
  private final StringBuilder out = new StringBuilder(1 << 14);
  private final List<Scope> scopes = new ArrayList<>();
  /** Where each type that does not lie within the class is mentioned first. */
  private final Map<String, Integer> foreign = new LinkedHashMap<>();

  private Source(String packageName) {
    this.packageName = packageName;
  }

  /**
   * Where classes can be called by simple names.
   *
   * @param path the class and those around it, as they are called within the package
   * @param nested the classes within
   * @param written how types are written here, as far as they have been asked for
   */
  private record Scope(String path, Set<String> nested, Map<String, String> written) {}

  /** The text of a file with one class, given its head as JavaPoet takes it. */
  static String of(TypeCode type, TypeSpec.Builder head) {
    String packageName = type.name().packageName();
    Source source = new Source(packageName);
    type.writeMembers(source);
    CodeBlock.Builder names = CodeBlock.builder().add("$L", String.valueOf(MEMBERS));
    source.foreign.keySet().forEach(name -> names.add("$T$L", className(name), String.valueOf(NAME)));
    String file = JavaFile.builder(packageName, head.addInitializerBlock(names.add("\n").build()).build()).skipJavaLangImports(true)
        .indent("  ").build().toString();
    int members = file.indexOf(MEMBERS);
    int end = file.indexOf('\n', members);
    String[] written = new String[source.foreign.size()];
    int from = members + 1;
    for (int i = 0; i < written.length; i++) {
      int to = file.indexOf(NAME, from);
      written[i] = file.substring(from, to);
      from = to + 1;
    }
    StringBuilder whole = new StringBuilder(members + source.out.length() + 100);
    // Of the block that JavaPoet was given, neither braces nor the line within stay.
    whole.append(file, 0, file.lastIndexOf('{', members) - 2);
    source.appendTo(whole, written);
    return whole.append(file, file.indexOf('\n', end + 1) + 1, file.length()).toString();
  }

  static ClassName className(String name) {
    int slash = name.indexOf('/');
    String[] simple = name.substring(slash + 1).split("\\.");
    ClassName type = ClassName.get(name.substring(0, slash), simple[0]);
    for (int i = 1; i < simple.length; i++) {
      type = type.nestedClass(simple[i]);
    }
    return type;
  }

  private void appendTo(StringBuilder whole, String[] written) {
    int from = 0;
    for (int at = out.indexOf(TYPE_MARK); at >= 0; at = out.indexOf(TYPE_MARK, from)) {
      whole.append(out, from, at).append(written[out.charAt(at + 1) - FIRST]);
      from = at + 2;
    }
    whole.append(out, from, out.length());
  }

  /** Begins the members of a class. */
  void enter(ClassName type, Set<String> nested) {
    scopes.add(new Scope(String.join(".", type.simpleNames()), nested, new HashMap<>()));
  }

  /** Ends the members of a class. */
  void leave() {
    scopes.remove(scopes.size() - 1);
  }

  /** Adds text as it is. */
  void raw(String text) {
    out.append(text);
  }

  /** Begins a line. */
  void indent() {
    for (int i = 0; i < scopes.size(); i++) {
      out.append("  ");
    }
  }

  void modifiers(Set<Modifier> modifiers) {
    for (Modifier modifier : modifiers) {
      out.append(modifier).append(' ');
    }
  }

  void javadoc(Text text) {
    if (text.isEmpty()) {
      return;
    }
    indent();
    out.append("/**\n");
    String lines = text.resolved(this::name);
    for (int from = 0; from < lines.length(); ) {
      int end = lines.indexOf('\n', from);
      end = end < 0 ? lines.length() : end;
      indent();
      out.append(end == from ? " *" : " * ").append(lines, from, end).append('\n');
      from = end + 1;
    }
    indent();
    out.append(" */\n");
  }

  /** Goes on in a line that has begun. */
  void line(Text text) {
    text.layout(out, scopes.size(), true, this::name, Text.COLUMNS);
  }

  /** Goes on with what may be broken between parameters. */
  void signature(Text text) {
    text.layout(out, scopes.size(), true, this::name, LINE);
  }

  /** Adds the lines of a method. */
  void body(Text text) {
    text.layout(out, scopes.size() + 1, false, this::name, Text.COLUMNS + 2 * (scopes.size() + 1));
    if (!text.isEmpty() && out.charAt(out.length() - 1) != '\n') {
      out.append('\n');
    }
  }

  /** A type as it is written here; one that lies elsewhere, by its number. */
  private String name(String type) {
    return scopes.isEmpty() ? outside(type) : scopes.get(scopes.size() - 1).written.computeIfAbsent(type, this::resolve);
  }

  private String outside(String type) {
    return String.valueOf(new char[] {Text.TYPE_MARK, (char) (FIRST + foreign.computeIfAbsent(type, none -> foreign.size()))});
  }

  /** The shortest name that means the type here, as JavaPoet finds it for classes that it writes itself. */
  private String resolve(String type) {
    int slash = type.indexOf('/');
    boolean here = type.substring(0, slash).equals(packageName);
    String path = type.substring(slash + 1);
    boolean hidden = false;
    for (int end = path.length(); end > 0; end = path.lastIndexOf('.', end - 1)) {
      int begin = path.lastIndexOf('.', end - 1) + 1;
      String found = visible(path.substring(begin, end));
      hidden = found != null;
      if (hidden && here && found.equals(path.substring(0, end))) {
        return path.substring(begin);
      }
    }
    return hidden ? (slash == 0 ? path : type.replace('/', '.')) : outside(type);
  }

  /** What a simple name means within the class; null if nothing. */
  private String visible(String simpleName) {
    for (int i = scopes.size() - 1; i >= 0; i--) {
      if (scopes.get(i).nested.contains(simpleName)) {
        return scopes.get(i).path + "." + simpleName;
      }
    }
    return scopes.get(0).path.equals(simpleName) ? simpleName : null;
  }
}
