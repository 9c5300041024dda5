package dev.fovea.processor.emit;

import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.ShapedLayer;
import dev.fovea.processor.shape.ShapedNetwork;
import dev.fovea.processor.shape.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sentences for the Javadoc of a network's generated classes, which hovers and completion show. Most of what is told of a layer stands at
 * each of its accessors: it is written once, and no longer than it must be, since compilers read it as often as it stands there.
 */
final class Docs {
  /** A hover is read at a glance. */
  private static final int MOST_LISTED = 24;

  private final ShapedNetwork network;
  /** What is told of each layer, by its name; classes are written side by side. */
  private final Map<String, String> layers = new ConcurrentHashMap<>();

  Docs(ShapedNetwork network) {
    this.network = network;
  }

  /**
   * What there is to know of what stands under a name: of a layer, or of a block and its layers; of the first, where there are
   * repetitions, and of how the last one differs.
   *
   * @param subject the beginning of the first sentence, as in {@code Weights of}, or empty
   */
  String of(String subject, NameTree.Entry entry) {
    if (entry.isLeaf() && entry.layers().size() == 1) {
      return layer(subject, network.layer(entry.layers().get(0)));
    }
    List<ShapedLayer> all = entry.layers().stream().map(network::layer).toList();
    String first = entry.isLeaf() ? layer(subject, all.get(0))
        : group(subject, entry.group(), all.stream().filter(layer -> entry.group(layer.name()).equals(entry.group())).toList());
    long repetitions = all.stream().map(layer -> entry.group(layer.name())).distinct().count();
    ShapedLayer last = all.get(all.size() - 1);
    return repetitions == 1 ? first : first + "\n<p>That is the first of " + repetitions + " repetitions; the last gives " + name(last)
        + ", receptive field " + last.receptiveField().describe() + ".\n";
  }

  /** What there is to know of a layer. */
  String layer(String subject, ShapedLayer layer) {
    return subject + layers.computeIfAbsent(layer.name(), name -> layer(layer));
  }

  private static String layer(ShapedLayer layer) {
    StringBuilder text = new StringBuilder(name(layer)).append(": ").append(layer.label()).append(". Reads ")
        .append(String.join(", ", layer.inputs().stream().map(name -> "{@code " + name + "}").toList())).append(".\n<ul>\n");
    List<Operation> operations = layer.operations();
    for (int i = 0; i < operations.size(); ) {
      // Neighbours that are told the same of, such as that they keep the shape, share a line.
      String formula = operations.get(i).formula();
      List<String> labels = new ArrayList<>();
      for (; i < operations.size() && operations.get(i).formula().equals(formula); i++) {
        labels.add(operations.get(i).label());
      }
      text.append("<li>").append(String.join(", ", labels)).append(": ").append(formula).append("\n");
    }
    text.append("<li>receptive field ").append(layer.receptiveField().describe()).append("\n<li>").append(number(layer.parameters()))
        .append(" parameters, ").append(number(layer.multiplyAdds())).append(" multiply-adds\n</ul>\n");
    return text.toString();
  }

  /** What there is to know of the layers that a block, or repetitions, stand for. What it gives is its last one, on which all depend. */
  static String group(String subject, String group, List<ShapedLayer> layers) {
    ShapedLayer last = layers.get(layers.size() - 1);
    StringBuilder text = new StringBuilder(subject).append("{@code ").append(group).append("} ").append(last.output()).append(": ")
        .append(layers.size()).append(layers.size() == 1 ? " layer" : " layers").append(".\n<ul>\n");
    for (ShapedLayer layer : layers.subList(0, Math.min(layers.size(), MOST_LISTED))) {
      text.append("<li>").append(name(layer)).append(": ").append(layer.label()).append(formulas(layer)).append("\n");
    }
    if (layers.size() > MOST_LISTED) {
      text.append("<li>and ").append(layers.size() - MOST_LISTED).append(" more\n");
    }
    text.append("<li>receptive field ").append(last.receptiveField().describe()).append("\n");
    text.append("<li>").append(number(layers.stream().mapToLong(ShapedLayer::parameters).sum())).append(" parameters, ")
        .append(number(layers.stream().mapToLong(ShapedLayer::multiplyAdds).sum())).append(" multiply-adds\n</ul>\n");
    return text.toString();
  }

  private static String name(ShapedLayer layer) {
    return "{@code " + layer.name() + "} " + layer.output();
  }

  /** The formulas of those operations that have one. */
  private static String formulas(ShapedLayer layer) {
    List<String> formulas = layer.operations().stream().map(Operation::formula).filter(formula -> formula.contains("=")).toList();
    return formulas.isEmpty() ? "" : "; " + String.join("; ", formulas);
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

  /** A count with separators. */
  static String number(long value) {
    StringBuilder digits = new StringBuilder(Long.toString(value));
    for (int at = digits.length() - 3; at > 0; at -= 3) {
      digits.insert(at, ',');
    }
    return digits.toString();
  }
}
