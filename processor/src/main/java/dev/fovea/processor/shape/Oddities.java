package dev.fovea.processor.shape;

import dev.fovea.processor.graph.LayerSpec;
import dev.fovea.processor.graph.NetworkSpec;
import dev.fovea.processor.graph.OperationSpec;
import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Place;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.shape.rule.Numbers;
import dev.fovea.processor.shape.rule.Rules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is legal and surely not meant in how operations follow one another: told only where nothing is wrong. What a block decides alone
 * is told in its body, where it is looked at without its uses and shapes are not known.
 */
final class Oddities {
  private static final Set<String> ACTIVATIONS =
      Set.of("Relu", "Relu6", "LeakyRelu", "Sigmoid", "Tanh", "Softmax");
  private static final Set<String> NEVER_NEGATIVE = Set.of("Relu", "Relu6", "Sigmoid", "Softmax");

  /** What leaves numbers that are never negative as they are. */
  private static final Set<String> RECTIFIERS = Set.of("Relu", "LeakyRelu");

  /** Operations after which nothing is negative if nothing was before. */
  private static final Set<String> KEEP_SIGN = Set.of("MaxPool", "AvgPool", "GlobalMaxPool", "GlobalAvgPool", "AdaptiveAvgPool", "Flatten",
      "Dropout", "LocalResponseNorm", "Add", "Multiply", "Concat");

  private final List<LayerSpec> layers;
  private final Map<String, Shape> shapes;
  private final Findings findings;
  private final Map<String, Fact> facts = new HashMap<>();

  /**
   * What is known of a value.
   *
   * @param last the operation that gave it, flattening left aside; null where that is not known
   * @param layer where that stands
   * @param rectified the layer that made sure that nothing is negative, or null
   */
  private record Fact(OperationSpec last, LayerSpec layer, LayerSpec rectified) {
    static final Fact NONE = new Fact(null, null, null);

    boolean isBy(String kind) {
      return last != null && last.kind().equals(kind);
    }
  }

  /**
   * The layers of a network, or of a block.
   *
   * @param layers each after those it reads, as far as that is so
   * @param shapes what layers give, as far as that is known
   */
  Oddities(List<LayerSpec> layers, Map<String, Shape> shapes, Findings findings) {
    this.layers = layers;
    this.shapes = shapes;
    this.findings = findings;
  }

  /** Reports an image whose numbers are in another library's order. */
  static void tellOfInput(NetworkSpec network, Findings findings) {
    List<Integer> input = network.input();
    if (ChannelsFirst.isLast(input)) {
      findings.add(Problem.warning(Code.INPUT_ORDER, network.inputPlace(), "input = " + Numbers.written(input) + " is an image of "
          + input.get(0) + " channels, " + input.get(1) + " rows and " + input.get(2) + " column" + (input.get(2) == 1 ? "" : "s"))
          .because("the numbers are channels, height and width, in that order")
          .help(ChannelsFirst.told(input), "@Allow(Warning.INPUT_ORDER) if it is meant"));
    }
  }

  /** Reports what is odd about each layer. */
  void tell() {
    for (LayerSpec layer : layers) {
      findings.enter(layer);
      List<Fact> inputs = layer.values().stream().map(input -> facts.getOrDefault(input.name(), Fact.NONE)).toList();
      Fact fact = Fact.NONE;
      for (int i = 0; i < layer.operations().size() && !layer.isBroken(); i++) {
        OperationSpec operation = layer.operations().get(i);
        findings.enter(operation, true);
        List<Fact> read = i > 0 ? List.of(fact) : inputs.subList(0, Math.min(inputs.size(), Rules.of(operation.kind()).inputsRead()));
        Fact before = read.size() == 1 ? read.get(0) : Fact.NONE;
        tell(layer, operation, before, i);
        fact = after(layer, operation, before, read);
      }
      facts.put(layer.name(), fact);
    }
  }

  private static Fact after(LayerSpec layer, OperationSpec operation, Fact before, List<Fact> read) {
    String kind = operation.kind();
    if (NEVER_NEGATIVE.contains(kind) && before.rectified() == null) {
      return new Fact(operation, layer, layer);
    }
    boolean all = !read.isEmpty() && read.stream().allMatch(each -> each.rectified() != null);
    boolean keeps = KEEP_SIGN.contains(kind) || RECTIFIERS.contains(kind) || NEVER_NEGATIVE.contains(kind);
    LayerSpec rectified = all && keeps ? read.get(0).rectified() : null;
    return kind.equals("Flatten") ? new Fact(before.last(), before.layer(), rectified) : new Fact(operation, layer, rectified);
  }

  private void tell(LayerSpec layer, OperationSpec operation, Fact before, int position) {
    String kind = operation.kind();
    String does = layer.name() + ": @" + kind;
    if (RECTIFIERS.contains(kind) && before.rectified() != null) {
      redundant(layer, operation, operation.place(), before.rectified(), does + " changes nothing: what it reads is never negative",
          before.rectified().name() + " has rectified it already");
    } else if (before.isBy(kind) && (kind.equals("Relu6") || kind.equals("BatchNorm"))) {
      redundant(layer, operation, operation.place(), before.layer(), does + " changes nothing: it follows another @" + kind,
          kind.equals("Relu6") ? "what it reads lies between 0 and 6 already" : "what it reads has been normalised already");
    } else if (ACTIVATIONS.contains(kind) && before.last() != null && ACTIVATIONS.contains(before.last().kind())) {
      doubleActivation(layer, operation, before);
    } else if (kind.equals("Dropout") && operation.attributes().real("value") == 0) {
      redundant(layer, operation, operation.at("value"), layer, does + " of rate 0 drops nothing", null);
    } else if (isPoolOfNothing(operation)) {
      redundant(layer, operation, operation.at("kernel"), layer, does + " with a kernel of 1 and a stride of 1 changes nothing", null);
    }
    if (kind.equals("Softmax")) {
      softmaxOfOne(layer, operation, position);
    }
  }

  private void redundant(LayerSpec layer, OperationSpec operation, Place place, LayerSpec decider, String headline, String reason) {
    Problem problem = Problem.warning(Code.REDUNDANT, place, headline).because(reason == null ? List.of() : List.of(reason))
        .help("@Allow(Warning.REDUNDANT) if it is meant");
    report(layer, decider, shapes.isEmpty() ? problem.help("leave it out", problem.help().get(0)) : problem,
        List.of(new LeaveOut(layer.name(), operation.kind())));
  }

  private void doubleActivation(LayerSpec layer, OperationSpec operation, Fact before) {
    String first = before.last().kind();
    String second = operation.kind();
    String of = layer.name().equals(before.layer().name()) ? "" : " of " + before.layer().name();
    Fix without = new LeaveOut(before.layer().name(), first);
    Problem problem = Problem.warning(Code.DOUBLE_ACTIVATION, operation.place(),
        layer.name() + ": @" + second + " directly follows another activation, @" + first + of)
        .because(harm(first, second)).help("@Allow(Warning.DOUBLE_ACTIVATION) if it is meant");
    report(layer, before.layer(), problem,
        second.equals("Softmax") ? List.of(without) : List.of(new LeaveOut(layer.name(), second), without));
  }

  private static String harm(String first, String second) {
    if (second.equals("Softmax")) {
      return "a softmax turns scores of any size into shares, and @" + first + " has squeezed them before";
    }
    return first.equals("Softmax") ? "a softmax gives shares that add up to 1, and @" + second + " spoils them"
        : "@" + second + " sees only what @" + first + " has left of the numbers";
  }

  private static boolean isPoolOfNothing(OperationSpec operation) {
    boolean pools = operation.kind().equals("MaxPool") || operation.kind().equals("AvgPool");
    if (!pools || !operation.given().isEmpty() || operation.attributes().integers("kernel").stream().anyMatch(size -> size != 1)) {
      return false;
    }
    return operation.attributes().integers("stride").stream().allMatch(each -> each == 1)
        && operation.attributes().integers("padding").stream().allMatch(each -> each == 0);
  }

  /** Told where shapes are known only. */
  private void softmaxOfOne(LayerSpec layer, OperationSpec operation, int position) {
    Shape shape = position == layer.operations().size() - 1 ? shapes.get(layer.name()) : null;
    if (shape != null && shape.channels() == 1) {
      report(null, null, Problem.warning(Code.CONSTANT, operation.place(),
          layer.name() + " gives 1 everywhere: a softmax over one channel, " + shape)
          .because("a softmax gives shares that add up to 1 over the channels, and the share of one is the whole")
          .help("@Sigmoid, for one score between 0 and 1", "@Allow(Warning.CONSTANT) if it is meant"), List.of());
    }
  }

  /** What two layers of one block do with each other is told in that block's body, not at its uses; repetitions are meant. */
  private void report(LayerSpec layer, LayerSpec decider, Problem problem, List<Fix> fixes) {
    boolean repeats = layer != null && !layer.name().equals(decider.name()) && layer.isDeclaredWith(decider);
    if (layer == null || !repeats && sharedBodies(layer, decider) == 0) {
      findings.add(problem, fixes);
    }
  }

  /** How many bodies whose mistakes are told there lie around both. */
  private static int sharedBodies(LayerSpec one, LayerSpec other) {
    List<String> left = bodies(one);
    List<String> right = bodies(other);
    int shared = 0;
    while (shared < Math.min(left.size(), right.size()) && left.get(shared).equals(right.get(shared))) {
      shared++;
    }
    return Math.min(shared, Math.min(one.origin().depth(), other.origin().depth()));
  }

  private static List<String> bodies(LayerSpec layer) {
    List<String> names = new ArrayList<>(List.of(layer.name().split("\\.")));
    names.remove(names.size() - 1);
    return names;
  }
}
