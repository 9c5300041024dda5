package dev.fovea.processor.report;

import dev.fovea.processor.graph.InputSpec;
import dev.fovea.processor.graph.LayerSpec;
import dev.fovea.processor.graph.OperationSpec;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.ShapedLayer;
import java.util.ArrayList;
import java.util.List;

/**
 * What the page says of one layer.
 *
 * @param index its position, which its anchors on the page are made of
 * @param shaped null where its shape is not known
 * @param failing whether it is where the network goes wrong
 * @param output whether a pass returns it
 * @param problems what was said of it
 */
record LayerFacts(int index, LayerSpec spec, ShapedLayer shaped, boolean failing, boolean output, List<Problem> problems) {
  /** Its name. */
  String name() {
    return spec.name();
  }

  /** Its name within the innermost block. */
  String shortName() {
    return name().substring(name().lastIndexOf('.') + 1);
  }

  boolean isKnown() {
    return shaped != null;
  }

  /** Its operations in a few words; where its shape is not known, the annotations. */
  String label() {
    return isKnown() ? shaped.label() : spec.operations().isEmpty() ? "nothing known"
        : Words.joined(spec.operations().stream().map(operation -> "@" + operation.kind()).toList());
  }

  /** The shape of what it produces. */
  String shape() {
    return isKnown() ? shaped.output().toString() : "shape unknown";
  }

  /** The layers that it reads, by name. */
  List<String> reads() {
    return (isKnown() ? shaped.inputs().stream() : spec.inputs().stream().map(InputSpec::name)).distinct().toList();
  }

  /** The formulas with their numbers: a line for each axis, or one for both where they are the same, and none for what keeps the shape. */
  List<String> formulas() {
    List<String> lines = new ArrayList<>();
    for (Operation operation : isKnown() ? shaped.operations() : List.<Operation>of()) {
      String formula = operation.formula();
      int second = formula.indexOf("; width: ");
      if (second >= 0 && formula.startsWith("height: ") && formula.substring(8, second).equals(formula.substring(second + 9))) {
        lines.add("height, width: " + formula.substring(8, second));
      } else if (!formula.equals("keeps the shape")) {
        lines.addAll(List.of(formula.split("; ")));
      }
    }
    return lines;
  }

  /** Multiply-adds, parameters and activations make different things expensive: the kind of operation that decides is shown by colour. */
  String family() {
    for (OperationSpec operation : spec.operations()) {
      switch (operation.kind()) {
        case "BatchNorm", "LocalResponseNorm", "Dropout", "Relu", "Relu6", "LeakyRelu", "Sigmoid", "Tanh", "Softmax":
          continue;
        case "Conv", "Pointwise", "Depthwise", "TransposedConv":
          return "convolution";
        case "Dense":
          return "dense";
        case "MaxPool", "AvgPool", "GlobalMaxPool", "GlobalAvgPool", "AdaptiveAvgPool":
          return "pool";
        case "Shortcut":
          return isKnown() && shaped.multiplyAdds() > 0 ? "convolution" : "join";
        case "Add", "Multiply", "Concat":
          return "join";
        default:
          return "other";
      }
    }
    return "other";
  }

  /** Numbers that are stored, trained or not. */
  long stored() {
    return isKnown() ? shaped.operations().stream().flatMap(operation -> operation.weights().stream()).mapToLong(w -> w.count()).sum() : 0;
  }

  /** Everything, for a hover. */
  String details() {
    StringBuilder text = new StringBuilder(name()).append("  ").append(shape());
    text.append('\n').append(label());
    formulas().forEach(formula -> text.append('\n').append(formula));
    if (isKnown()) {
      text.append("\nreceptive field ").append(shaped.receptiveField().describe());
      text.append('\n').append(Words.count(shaped.parameters())).append(" parameters, ").append(Words.count(shaped.multiplyAdds()))
          .append(" multiply-adds");
    }
    problems.forEach(problem -> text.append("\n\n").append(problem.text()));
    return text.toString();
  }

  /** The activation's numbers. */
  long size() {
    return isKnown() ? shaped.output().size() : 0;
  }
}
