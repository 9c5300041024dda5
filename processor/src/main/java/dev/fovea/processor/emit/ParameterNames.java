package dev.fovea.processor.emit;

import dev.fovea.processor.plan.Node;
import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.ShapedLayer;
import dev.fovea.processor.shape.Weights;
import dev.fovea.processor.shape.Weights.Role;

/**
 * What the weights of a layer are called. Where one operation of the layer holds filters they are {@code c1.weight} and
 * {@code c1().weights()}; where several do, each is told apart by its operation: {@code c1.depthwise.weight}, {@code
 * c1().depthwiseWeights()}. A batch norm's four are never confused with these and need no such prefix.
 */
final class ParameterNames {
  private ParameterNames() {}

  /** The accessor in the layer's view. */
  static String accessor(ShapedLayer layer, int position, Role role) {
    String plain;
    switch (role) {
      case WEIGHT:
        plain = "weights";
        break;
      case RUNNING_MEAN:
        plain = "runningMean";
        break;
      case RUNNING_VARIANCE:
        plain = "runningVariance";
        break;
      default:
        plain = role.suffix();
    }
    String prefix = prefix(layer, position, role);
    return prefix.isEmpty() ? plain : prefix + Character.toUpperCase(plain.charAt(0)) + plain.substring(1);
  }

  /** The dotted name in weight files. */
  static String file(ShapedLayer layer, int position, Role role) {
    String prefix = prefix(layer, position, role);
    return layer.name() + "." + (prefix.isEmpty() ? "" : prefix + ".") + role.suffix();
  }

  /** The expression of the parameter, from that of the parameters. */
  static Text expression(String parameters, Node node, Role role) {
    return Text.of("$L.get($S)", parameters, file(node.layer(), node.position(), role));
  }

  private static String prefix(ShapedLayer layer, int position, Role role) {
    if (role != Role.WEIGHT && role != Role.BIAS) {
      return "";
    }
    long holders = layer.operations().stream().filter(ParameterNames::holdsFilters).count();
    if (holders < 2) {
      return "";
    }
    String kind = layer.kinds().get(position);
    return Character.toLowerCase(kind.charAt(0)) + kind.substring(1);
  }

  private static boolean holdsFilters(Operation operation) {
    return operation.weights().stream().map(Weights::role).anyMatch(role -> role == Role.WEIGHT);
  }
}
