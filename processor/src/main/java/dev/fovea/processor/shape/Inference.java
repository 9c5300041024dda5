package dev.fovea.processor.shape;

import dev.fovea.processor.graph.Graph;
import dev.fovea.processor.graph.InputSpec;
import dev.fovea.processor.graph.LayerSpec;
import dev.fovea.processor.graph.NetworkSpec;
import dev.fovea.processor.graph.OperationSpec;
import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Place;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.problem.Problems;
import dev.fovea.processor.shape.rule.Rules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Proves every shape of a graph, layer by layer. After an error a layer's shape is unknown, and its readers say nothing of shapes:
 * each cause is told once.
 */
public final class Inference {
  private final Graph graph;
  private final Findings findings;
  private final Map<String, Shape> shapes = new LinkedHashMap<>();
  private final Map<String, History> histories = new HashMap<>();
  private final boolean withReceptiveFields;
  private final boolean brokenBefore;
  private ReceptiveFields receptiveFields;

  private Inference(Graph graph, boolean withReceptiveFields, Problems before) {
    this.graph = graph;
    this.findings = new Findings(before.all());
    this.withReceptiveFields = withReceptiveFields;
    this.brokenBefore = before.hasErrors();
  }

  /**
   * Proves the shapes of a network.
   *
   * @return the layers whose shapes are known: all of them unless errors were reported
   */
  public static ShapedNetwork infer(Graph graph, Problems problems) {
    Inference inference = new Inference(graph, true, problems);
    ShapedNetwork network = inference.infer();
    Fixes.offer(graph, inference.shapes, inference.findings, problems);
    return network;
  }

  /** Reports what is wrong with the shapes of a network, without looking for fixes. */
  static void check(Graph graph, Problems problems) {
    shapes(graph, problems);
  }

  /** The same, and the layers whose shapes are known; receptive fields are not. */
  public static ShapedNetwork shapes(Graph graph, Problems problems) {
    Inference inference = new Inference(graph, false, problems);
    ShapedNetwork network = inference.infer();
    inference.findings.all().forEach(finding -> problems.add(finding.problem()));
    return network;
  }

  /** Reports what is wrong with layers whatever the shapes are that they read. */
  public static void checkMembers(List<LayerSpec> layers, Problems problems) {
    Inference inference = new Inference(new Graph(null, layers, List.of()), false, problems);
    layers.forEach(inference::infer);
    if (!inference.findings.hasErrors() && !problems.hasErrors()) {
      new Oddities(layers, Map.of(), inference.findings).tell();
    }
    inference.findings.all().forEach(finding -> problems.add(finding.problem()));
  }

  private ShapedNetwork infer() {
    Shape image = image();
    if (image != null) {
      shapes.put(NetworkSpec.INPUT, image);
      histories.put(NetworkSpec.INPUT, History.input(image));
      receptiveFields = withReceptiveFields ? new ReceptiveFields(image) : null;
    }
    List<ShapedLayer> layers = new ArrayList<>();
    for (LayerSpec layer : graph.layers()) {
      ShapedLayer shaped = infer(layer);
      if (shaped != null) {
        layers.add(shaped);
      }
    }
    findings.enter((LayerSpec) null);
    checkTotals(layers);
    if (withReceptiveFields && !findings.hasErrors() && !brokenBefore) {
      Oddities.tellOfInput(graph.network(), findings);
      new Oddities(graph.layers(), shapes, findings).tell();
    }
    List<ShapedLayer> outputs = layers.stream().filter(layer -> graph.outputs().contains(layer.name())).toList();
    return new ShapedNetwork(graph.network(), image, layers, outputs);
  }

  private Shape image() {
    List<Integer> sizes = graph.network().input();
    Place place = graph.network().inputPlace();
    if (sizes.size() != 1 && sizes.size() != 3) {
      findings.add(Problem.error(Code.NUMBER, place, "input takes channels, height and width, or one number for a flat tensor, "
          + (sizes.isEmpty() ? "but has none" : "not " + sizes.size() + " numbers"))
          .help("input = {3, 224, 224}, say"));
      return null;
    }
    for (int i = 0; i < sizes.size(); i++) {
      if (sizes.get(i) < 1) {
        findings.add(Problem.error(Code.NUMBER, place, "input: "
            + (sizes.size() == 1 ? "the size" : List.of("channels", "height", "width").get(i)) + " must be at least 1, but is "
            + sizes.get(i)));
        return null;
      }
    }
    if (sizes.size() == 1) {
      return Shape.flat(sizes.get(0));
    }
    if (Sizes.exceeds(sizes.get(0), sizes.get(1), sizes.get(2))) {
      findings.add(Problem.error(Code.TOO_LARGE, place, "an input of " + sizes.get(0) + " * " + sizes.get(1) + " * " + sizes.get(2)
          + " numbers is more than one tensor can hold")
          .because("a tensor holds at most 2^31 - 1 = 2147483647 numbers"));
      return null;
    }
    return new Shape(sizes.get(0), sizes.get(1), sizes.get(2));
  }

  private ShapedLayer infer(LayerSpec layer) {
    if (layer.isBroken()) {
      return null;
    }
    findings.enter(layer);
    boolean known = inputsFit(layer);
    for (InputSpec input : layer.inputs()) {
      known &= shapes.containsKey(input.name());
    }
    boolean asserts = assertionFits(layer);
    List<String> kinds = new ArrayList<>();
    List<Operation> operations = operations(layer, known, kinds);
    if (operations == null) {
      return null;
    }
    Shape output = operations.get(operations.size() - 1).output();
    int read = Rules.of(layer.operations().get(0).kind()).inputsRead();
    List<String> names = layer.values().stream().map(InputSpec::name).limit(read).toList();
    History history = History.clearest(names.stream().map(histories::get).toList(), operations.get(0).output())
        .then(layer.name(), output);
    if (asserts && !assertionHolds(layer, output, history)) {
      return null;
    }
    shapes.put(layer.name(), output);
    histories.put(layer.name(), history);
    return new ShapedLayer(layer, names, operations, kinds, receptiveField(layer, names, operations));
  }

  private ReceptiveField receptiveField(LayerSpec layer, List<String> names, List<Operation> operations) {
    if (receptiveFields == null) {
      return null;
    }
    try {
      return receptiveFields.of(layer.name(), names, operations);
    } catch (ArithmeticException e) {
      findings.add(Problem.error(Code.TOO_LARGE, layer.place(),
          layer.name() + " sees, with the padding around it, more than 2^31 - 1 rows or columns of the image")
          .help("smaller strides, kernels and paddings in the layers before it"));
      return receptiveFields.ofWholeImage(layer.name());
    }
  }

  /** Checks every operation's members; proves shapes as long as they are known. Null when something failed or was unknown. */
  private List<Operation> operations(LayerSpec layer, boolean known, List<String> kinds) {
    List<Operation> operations = new ArrayList<>();
    List<Shape> current = new ArrayList<>();
    List<History> ways = new ArrayList<>();
    for (InputSpec input : layer.values()) {
      current.add(shapes.get(input.name()));
      ways.add(histories.get(input.name()));
    }
    boolean sound = known;
    for (int i = 0; i < layer.operations().size(); i++) {
      OperationSpec spec = layer.operations().get(i);
      List<OperationSpec> followers = layer.operations().subList(i + 1, layer.operations().size());
      Map<String, Operation> applied = apply(Rules.of(spec.kind()), layer, spec, followers, current, ways, sound);
      sound &= applied != null;
      if (sound) {
        kinds.addAll(applied.keySet());
        operations.addAll(applied.values());
        Shape output = operations.get(operations.size() - 1).output();
        current = List.of(output);
        int read = (int) Math.min(ways.size(), (long) Rules.of(spec.kind()).inputsRead());
        ways = List.of(History.clearest(ways.subList(0, read), output).then("@" + spec.kind(), output));
      }
    }
    return sound ? operations : null;
  }

  /** The operation, and those that come with it, by what they are called; null if it failed or the shapes are not known. */
  private <A> Map<String, Operation> apply(OperationRule<A> rule, LayerSpec layer, OperationSpec spec, List<OperationSpec> followers,
      List<Shape> inputs, List<History> ways, boolean sound) {
    Shape shapeOf = layer.shapes().isEmpty() ? null : shapes.get(layer.shapes().get(0).name());
    Use use = new Use(layer, spec, followers, shapeOf, ways, findings);
    findings.enter(spec, false);
    A members = rule.read(use);
    findings.enter(spec, true);
    Operation operation = members == null || !sound ? null : rule.infer(members, use, inputs);
    if (operation == null) {
      return null;
    }
    Map<String, Operation> applied = new LinkedHashMap<>();
    applied.put(spec.kind(), operation);
    applied.putAll(rule.followers(members, operation));
    return applied;
  }

  /** The first operation takes the layer's parameters; those that follow take one value each. */
  private boolean inputsFit(LayerSpec layer) {
    boolean fits = true;
    OperationSpec first = layer.operations().get(0);
    int count = layer.values().size();
    int[] bounds = Rules.of(first.kind()).inputs();
    // An operation that joins them, but stands too late, is told below.
    boolean joinsLater = layer.operations().stream().skip(1).anyMatch(each -> Rules.of(each.kind()).inputs()[0] > 1);
    if (count < bounds[0] || count > bounds[1] && !joinsLater) {
      fits = false;
      findings.add(Problem.error(Code.INPUTS, layer.place(), "@" + first.kind() + " takes " + number(bounds) + ", but "
          + layer.name() + " has " + (count == 0 ? "none" : count)).help(inputsHelp(layer, first.kind(), count)));
    }
    for (OperationSpec later : layer.operations().subList(1, layer.operations().size())) {
      if (Rules.of(later.kind()).inputs()[0] > 1) {
        fits = false;
        Problem problem = Problem.error(Code.OPERATION, later.place(),
            "@" + later.kind() + " joins the parameters of " + layer.name() + ", so it must be its first operation");
        findings.add(bounds[0] > 1
            ? problem.because("@" + first.kind() + " has joined them already, and gives one tensor")
                .help("put @" + first.kind() + " on a method of its own, and read that in " + layer.name())
            : problem.help("put @" + later.kind() + " first", "put it on a method of its own"));
      }
    }
    return shapeOfFits(layer) && fits;
  }

  private static String inputsHelp(LayerSpec layer, String kind, int count) {
    boolean joins = Rules.of(kind).inputs()[0] > 1;
    if (joins) {
      return Rules.of(kind).inputs()[1] == 2 ? "give it two parameters, each named as a layer that is read"
          : "add a parameter for each layer that is joined, two or more";
    }
    if (count > 1) {
      return "join them first: @Concat or @Add as the first operation of " + layer.name();
    }
    return layer.shapes().isEmpty() ? "add a parameter named as the layer that is read, or " + NetworkSpec.INPUT
        : "add a parameter without @ShapeOf: of those marked so, only height and width are read";
  }

  private boolean shapeOfFits(LayerSpec layer) {
    boolean taken = layer.operations().stream().anyMatch(operation -> Rules.of(operation.kind()).takesShapeOf());
    List<InputSpec> marked = layer.shapes();
    if (marked.size() > (taken ? 1 : 0)) {
      findings.add(Problem.error(Code.INPUTS, marked.get(taken ? 1 : 0).place(), taken
          ? layer.name() + " can take its size from one layer only"
          : layer.name() + " has no operation that takes its size from another layer")
          .help("remove @ShapeOf", "remove the parameter"));
      return false;
    }
    return true;
  }

  private static String number(int[] bounds) {
    if (bounds[1] > bounds[0]) {
      return "at least " + bounds[0] + " inputs";
    }
    return bounds[0] == 1 ? "one input" : bounds[0] + " inputs";
  }

  /** Whether there is an assertion, of a number of numbers that makes sense; reports others. */
  private boolean assertionFits(LayerSpec layer) {
    List<Integer> asserted = layer.asserted();
    if (asserted != null && asserted.size() != 1 && asserted.size() != 3) {
      findings.add(Problem.error(Code.NUMBER, layer.assertionPlace(), layer.name()
          + ": @Shape takes channels, height and width, or one number for a flat tensor, "
          + (asserted.isEmpty() ? "but has none" : "not " + asserted.size() + " numbers")));
      return false;
    }
    return asserted != null;
  }

  /** Whether a layer has the shape that is asserted; if not, either may be meant, and nothing is said of its readers. */
  private boolean assertionHolds(LayerSpec layer, Shape output, History history) {
    List<Integer> asserted = layer.asserted();
    List<Integer> full = asserted.size() == 1 ? List.of(asserted.get(0), 1, 1) : asserted;
    if (full.equals(output.toList())) {
      return true;
    }
    List<String> chains = new ArrayList<>();
    for (Axis axis : Axis.values()) {
      boolean toldBefore = axis == Axis.WIDTH && !chains.isEmpty() && history.chain(axis).equals(history.chain(Axis.HEIGHT));
      if (full.get(1 + axis.ordinal()) != output.along(axis) && !toldBefore) {
        chains.add(history.along(axis));
      }
    }
    if (full.equals(List.of(output.height(), output.width(), output.channels()))) {
      chains.add("the numbers are channels, height and width, in that order");
    }
    boolean flat = asserted.size() == 1 && output.height() == 1 && output.width() == 1;
    Problem problem = Problem.error(Code.SHAPE, layer.assertionPlace(), layer.name() + " is asserted to be " + full + " but is " + output)
        .because(chains);
    // What a block asserts of itself is not for its user to change.
    findings.add(problem.place().body() != null ? problem : problem.help(flat ? "@Shape(" + output.channels() + ")"
        : "@Shape({" + output.channels() + ", " + output.height() + ", " + output.width() + "})"),
        ofAssertion(layer, full));
    return false;
  }

  /** An image of another size does not help to give back one of its own. */
  private List<Fix> ofAssertion(LayerSpec layer, List<Integer> asserted) {
    Fix oneNumber = new OnTheWay(List.of(layer.name()));
    boolean givesBack = asserted.subList(1, 3).equals(shapes.get(NetworkSpec.INPUT).toList().subList(1, 3));
    return givesBack ? List.of(oneNumber) : List.of(oneNumber, new NearestInputs(true));
  }

  private void checkTotals(List<ShapedLayer> layers) {
    try {
      layers.stream().mapToLong(ShapedLayer::parameters).reduce(0, Math::addExact);
      layers.stream().mapToLong(ShapedLayer::multiplyAdds).reduce(0, Math::addExact);
    } catch (ArithmeticException e) {
      findings.add(Problem.error(Code.TOO_LARGE, graph.network().place().annotation("Network"),
          "the network's multiply-adds for one image add up to more than 2^63 - 1"));
    }
  }
}
