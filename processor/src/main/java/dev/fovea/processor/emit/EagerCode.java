package dev.fovea.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.fovea.processor.plan.Node;
import dev.fovea.processor.shape.Weights.Role;
import javax.lang.model.element.Modifier;

/** The eager class while it is being written. */
final class EagerCode {
  private final TypeSpec.Builder type;

  EagerCode(TypeSpec.Builder type) {
    this.type = type;
  }

  /** The expression of a parameter. */
  CodeBlock parameter(Node node, Role role) {
    return ParameterNames.expression(node, role);
  }

  /** A counter of the runs of one operation. */
  String counter(String name) {
    type.addField(TypeName.LONG, name, Modifier.PRIVATE);
    return name;
  }
}
