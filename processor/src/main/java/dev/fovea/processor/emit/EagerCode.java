package dev.fovea.processor.emit;

import com.palantir.javapoet.TypeName;
import dev.fovea.processor.plan.Node;
import dev.fovea.processor.shape.Weights.Role;
import javax.lang.model.element.Modifier;

/** The eager class while it is being written. */
final class EagerCode {
  private final TypeCode type;
  private boolean usesParameters;
  private boolean usesMode;
  private boolean usesSeed;

  EagerCode(TypeCode type) {
    this.type = type;
  }

  /** The field that holds the mode. */
  String mode() {
    usesMode = true;
    return "mode";
  }

  /** The field that holds the seed of dropouts. */
  String seed() {
    usesSeed = true;
    return "seed";
  }

  /** Adds the fields that are used, and what a constructor sets them to. */
  Text fields(TypeName parameters) {
    Text.Builder code = Text.builder();
    add(code, usesParameters, parameters, "parameters");
    add(code, usesMode, Types.MODE, "mode");
    add(code, usesSeed, TypeName.LONG, "seed");
    return code.build();
  }

  private void add(Text.Builder code, boolean used, TypeName typeName, String name) {
    if (used) {
      type.addField(FieldCode.of(typeName, name, Modifier.PRIVATE, Modifier.FINAL));
      code.addStatement("this.$N = $N", name, name);
    }
  }

  /** The expression of a parameter. */
  Text parameter(Node node, Role role) {
    usesParameters = true;
    return ParameterNames.expression("parameters", node, role);
  }

  /** A counter of the runs of one operation. */
  String counter(String name) {
    type.addField(FieldCode.of(TypeName.LONG, name, Modifier.PRIVATE));
    return name;
  }
}
