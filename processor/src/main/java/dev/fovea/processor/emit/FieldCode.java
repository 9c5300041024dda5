package dev.fovea.processor.emit;

import com.palantir.javapoet.TypeName;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * A field while it is being written.
 *
 * @param initializer empty where a constructor sets it
 */
record FieldCode(Text type, String name, Set<Modifier> modifiers, Text javadoc, Text initializer) {
  static FieldCode of(TypeName type, String name, Modifier... modifiers) {
    return of(Text.of("$T", type), name, modifiers);
  }

  static FieldCode of(Text type, String name, Modifier... modifiers) {
    Set<Modifier> set = EnumSet.noneOf(Modifier.class);
    set.addAll(List.of(modifiers));
    return new FieldCode(type, name, set, Text.of(""), Text.of(""));
  }

  FieldCode addJavadoc(String format, Object... arguments) {
    return addJavadoc(Text.of(format, arguments));
  }

  FieldCode addJavadoc(Text text) {
    return new FieldCode(type, name, modifiers, text, initializer);
  }

  FieldCode initializer(String format, Object... arguments) {
    return initializer(Text.of(format, arguments));
  }

  FieldCode initializer(Text text) {
    return new FieldCode(type, name, modifiers, javadoc, text);
  }

  FieldCode with(Modifier modifier) {
    Set<Modifier> more = EnumSet.of(modifier);
    more.addAll(modifiers);
    return new FieldCode(type, name, more, javadoc, initializer);
  }

  boolean isStatic() {
    return modifiers.contains(Modifier.STATIC);
  }

  void write(Source out) {
    out.javadoc(javadoc);
    out.indent();
    out.modifiers(modifiers);
    Text.Builder line = Text.builder().add(type).add(" ").add("$L", name);
    if (!initializer.isEmpty()) {
      line.add(" = ").add(initializer);
    }
    out.line(line.add(";\n").build());
  }
}
