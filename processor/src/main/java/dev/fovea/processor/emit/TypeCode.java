package dev.fovea.processor.emit;

import com.palantir.javapoet.ClassName;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * A class while it is being written. Members stand in JavaPoet's order: static fields, fields, constructors, methods, classes.
 */
final class TypeCode {
  private final ClassName name;
  private final Set<Modifier> modifiers = EnumSet.noneOf(Modifier.class);
  private final Text.Builder javadoc = Text.builder();
  private final List<FieldCode> fields = new ArrayList<>();
  private final List<MethodCode> methods = new ArrayList<>();
  private final List<TypeCode> types = new ArrayList<>();
  private ClassName superclass;
  private ClassName superinterface;

  private TypeCode(ClassName name) {
    this.name = name;
  }

  static TypeCode named(ClassName name) {
    return new TypeCode(name);
  }

  TypeCode superclass(ClassName type) {
    superclass = type;
    return this;
  }

  TypeCode superinterface(ClassName type) {
    superinterface = type;
    return this;
  }

  TypeCode addModifiers(Modifier... more) {
    modifiers.addAll(List.of(more));
    return this;
  }

  TypeCode addJavadoc(String format, Object... arguments) {
    javadoc.add(format, arguments);
    return this;
  }

  TypeCode addField(FieldCode field) {
    fields.add(field);
    return this;
  }

  TypeCode addMethod(MethodCode method) {
    methods.add(method);
    return this;
  }

  TypeCode addType(TypeCode type) {
    types.add(type);
    return this;
  }

  ClassName name() {
    return name;
  }

  Set<Modifier> modifiers() {
    return modifiers;
  }

  Text javadoc() {
    return javadoc.build();
  }

  /** Null for {@code Object}. */
  ClassName superclass() {
    return superclass;
  }

  /** Null if there is none. */
  ClassName superinterface() {
    return superinterface;
  }

  /** The binary names, without the package, of this class and all within. */
  Stream<String> binaryNames() {
    return Stream.concat(Stream.of(String.join("$", name.simpleNames())), types.stream().flatMap(TypeCode::binaryNames));
  }

  /** Writes the members, given the names that hold around the class. */
  void writeMembers(Source out) {
    Set<String> nested = new HashSet<>();
    types.forEach(type -> nested.add(type.name.simpleName()));
    out.enter(name, nested);
    String between = "";
    for (boolean isStatic : new boolean[] {true, false}) {
      for (FieldCode field : fields) {
        if (field.isStatic() == isStatic) {
          out.raw(between);
          field.write(out);
          between = "\n";
        }
      }
    }
    for (boolean isConstructor : new boolean[] {true, false}) {
      for (MethodCode method : methods) {
        if (method.isConstructor() == isConstructor) {
          out.raw(between);
          method.write(out, name.simpleName());
          between = "\n";
        }
      }
    }
    for (TypeCode type : types) {
      out.raw(between);
      type.write(out);
      between = "\n";
    }
    out.leave();
  }

  /** Writes a nested class. */
  private void write(Source out) {
    out.javadoc(javadoc.build());
    out.indent();
    out.modifiers(modifiers);
    out.raw("class ");
    out.raw(name.simpleName());
    if (superclass != null) {
      out.line(Text.of(" extends $T", superclass));
    }
    if (superinterface != null) {
      out.line(Text.of(" implements $T", superinterface));
    }
    out.raw(" {\n");
    writeMembers(out);
    out.indent();
    out.raw("}\n");
  }
}
