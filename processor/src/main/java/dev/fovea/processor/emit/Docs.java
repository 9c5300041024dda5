package dev.fovea.processor.emit;

import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.ShapedLayer;
import dev.fovea.processor.shape.Weights;
import java.util.Locale;

/** Sentences for the Javadoc of generated code, which hovers and completion show. */
final class Docs {
  private Docs() {}

  /** A layer in one line. */
  static String layer(ShapedLayer layer) {
    return "{@code " + layer.name() + "} " + layer.output() + ": " + layer.label();
  }

  /** What there is to know of a layer. */
  static String details(ShapedLayer layer) {
    StringBuilder text = new StringBuilder(layer(layer)).append(".\n\n<p>Reads ")
        .append(String.join(", ", layer.inputs().stream().map(name -> "{@code " + name + "}").toList())).append(".\n\n<ul>\n");
    for (Operation operation : layer.operations()) {
      text.append("  <li>").append(operation.label()).append(": ").append(operation.formula()).append("\n");
    }
    text.append("  <li>receptive field ").append(layer.receptiveField().describe()).append("\n");
    text.append("  <li>").append(number(layer.parameters())).append(" parameters, ").append(number(layer.multiplyAdds()))
        .append(" multiply-adds\n</ul>\n");
    return text.toString();
  }

  /** What some weights are. */
  static String weights(Operation operation, Weights weights) {
    switch (weights.role()) {
      case WEIGHT:
        return "Filters of the " + operation.label() + ", " + weights.shape();
      case BIAS:
        return "Bias of the " + operation.label() + ", " + weights.shape();
      case SCALE:
        return "Scale (gamma) of the batch norm, " + weights.shape();
      case SHIFT:
        return "Shift (beta) of the batch norm, " + weights.shape();
      case RUNNING_MEAN:
        return "Running mean of the batch norm, " + weights.shape();
      default:
        return "Running variance of the batch norm, unbiased, " + weights.shape();
    }
  }

  /** A number with separators. */
  static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
