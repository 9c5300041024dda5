package dev.fovea.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** A method or a constructor while it is being written. */
final class MethodCode {
  private static final Text OVERRIDE = Text.of("@$T\n", Override.class);

  private final String name;
  private final Set<Modifier> modifiers = EnumSet.noneOf(Modifier.class);
  private final Text.Builder javadoc = Text.builder();
  private final Text.Builder code = Text.builder();
  private final List<Parameter> parameters = new ArrayList<>();
  private final List<ClassName> exceptions = new ArrayList<>();
  private TypeName result = TypeName.VOID;
  private boolean overrides;

  /** What a method is given. */
  private record Parameter(TypeName type, String name) {}

  private MethodCode(String name) {
    this.name = name;
  }

  static MethodCode named(String name) {
    return new MethodCode(name);
  }

  static MethodCode constructor() {
    return new MethodCode(null);
  }

  /** A public method that overrides one. */
  static MethodCode override(String name, TypeName returns) {
    return named(name).overrides().addModifiers(Modifier.PUBLIC).returns(returns);
  }

  MethodCode overrides() {
    overrides = true;
    return this;
  }

  MethodCode addModifiers(Modifier... more) {
    modifiers.addAll(List.of(more));
    return this;
  }

  MethodCode returns(TypeName type) {
    result = type;
    return this;
  }

  MethodCode addParameter(TypeName type, String called) {
    parameters.add(new Parameter(type, called));
    return this;
  }

  MethodCode addParameter(Class<?> type, String called) {
    return addParameter(TypeName.get(type), called);
  }

  /** Takes what another method takes. */
  MethodCode addParametersOf(MethodCode other) {
    parameters.addAll(other.parameters);
    return this;
  }

  MethodCode addException(Class<?> type) {
    exceptions.add(ClassName.get(type));
    return this;
  }

  MethodCode addJavadoc(String format, Object... arguments) {
    javadoc.add(format, arguments);
    return this;
  }

  MethodCode addJavadoc(Text text) {
    javadoc.add(text);
    return this;
  }

  MethodCode addStatement(String format, Object... arguments) {
    code.addStatement(format, arguments);
    return this;
  }

  MethodCode addCode(Text more) {
    code.add(more);
    return this;
  }

  boolean isConstructor() {
    return name == null;
  }

  /** Its parameters as arguments of a method that takes the same. */
  String arguments() {
    return String.join(", ", parameters.stream().map(Parameter::name).toList());
  }

  /**
   * Writes it.
   *
   * @param enclosing the class that a constructor is of
   */
  void write(Source out, String enclosing) {
    out.javadoc(javadoc.build());
    if (overrides) {
      out.indent();
      out.line(OVERRIDE);
    }
    out.indent();
    out.modifiers(modifiers);
    out.signature(signature(enclosing));
    out.body(code.build());
    out.indent();
    out.raw("}\n");
  }

  private Text signature(String enclosing) {
    Text.Builder signature = Text.builder();
    if (name == null) {
      signature.add("$L($Z", enclosing);
    } else {
      signature.add("$T $L($Z", result, name);
    }
    String between = "";
    for (Parameter parameter : parameters) {
      signature.add(between).add("$T $L", parameter.type, parameter.name);
      between = ",$W";
    }
    signature.add(")");
    between = "$Wthrows$W$T";
    for (ClassName exception : exceptions) {
      signature.add(between, exception);
      between = ",$W$T";
    }
    return signature.add(" {\n").build();
  }
}
