package dev.fovea.processor.emit;

import dev.fovea.processor.plan.Node;
import dev.fovea.processor.shape.Weights.Role;

/** Weights packed for the way back. */
final class Adjoints {
  private Adjoints() {}

  /** The expression of a layer's weights in another packing, brought up to date at the node's turn. */
  static String of(Node node, BackwardCode code, Text packing) {
    String field = code.pass().field(Types.ADJOINT, node.output().name() + "Adjoint",
        Text.of("new $T($L, $L)", Types.ADJOINT, code.parameter(node, Role.WEIGHT), packing));
    code.line(Text.of("$N.refresh();\n", field));
    return field + ".packed()";
  }
}
