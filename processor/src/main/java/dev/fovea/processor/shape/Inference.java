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
import java.util.List;
import java.util.Map;

/**
 * Proves every shape of a graph, layer by layer. After an error a layer's shape is unknown, and its readers say nothing of shapes:
 * each cause is told once.
 */
public final class Inference {
  private final Graph graph;
  private final Problems problems;
  private final Map<String, Shape> shapes = new HashMap<>();
  private final Map<String, History> histories = new HashMap<>();
  private final ReceptiveFields receptiveFields = new ReceptiveFields();

  private Inference(Graph graph, Problems problems) {
    this.graph = graph;
    this.problems = problems;
  }

  /**
   * Proves the shapes of a network.
   *
   * @return the layers whose shapes are known: all of them unless errors were reported
   */
  public static ShapedNetwork infer(Graph graph, Problems problems) {
    return new Inference(graph, problems).infer();
  }

  private ShapedNetwork infer() {
    Shape image = image();
    if (image != null) {
      shapes.put(NetworkSpec.INPUT, image);
      histories.put(NetworkSpec.INPUT, History.input(image));
    }
    List<ShapedLayer> layers = new ArrayList<>();
    for (LayerSpec layer : graph.layers()) {
      ShapedLayer shaped = infer(layer);
      if (shaped != null) {
        layers.add(shaped);
      }
    }
    checkTotals(layers);
    List<ShapedLayer> outputs = layers.stream().filter(layer -> graph.outputs().contains(layer.name())).toList();
    return new ShapedNetwork(graph.network(), image, layers, outputs);
  }

  private Shape image() {
    List<Integer> sizes = graph.network().input();
    Place place = graph.network().inputPlace();
    if (sizes.size() != 1 && sizes.size() != 3) {
      problems.add(Problem.error(Code.NUMBER, place,
          "input takes channels, height and width, or one number for a flat tensor, not " + sizes.size() + " numbers")
          .help("input = {3, 224, 224}"));
      return null;
    }
    for (int size : sizes) {
      if (size < 1) {
        problems.add(Problem.error(Code.NUMBER, place, "every size of the input must be at least 1, but one is " + size));
        return null;
      }
    }
    if (sizes.size() == 1) {
      return Shape.flat(sizes.get(0));
    }
    if (Sizes.exceeds(sizes.get(0), sizes.get(1), sizes.get(2))) {
      problems.add(Problem.error(Code.TOO_LARGE, place, "the input holds more numbers than one tensor can")
          .because("a tensor holds at most 2^31 - 1 = 2147483647 numbers"));
      return null;
    }
    return new Shape(sizes.get(0), sizes.get(1), sizes.get(2));
  }

  private ShapedLayer infer(LayerSpec layer) {
    if (layer.operations().isEmpty() || !inputsFit(layer)) {
      return null;
    }
    List<Shape> inputs = new ArrayList<>();
    boolean known = true;
    for (InputSpec input : layer.inputs()) {
      known &= shapes.containsKey(input.name());
    }
    layer.values().forEach(input -> inputs.add(shapes.get(input.name())));
    List<Operation> operations = operations(layer, inputs, known);
    if (operations == null) {
      return null;
    }
    Shape output = operations.get(operations.size() - 1).output();
    checkAssertion(layer, output);
    shapes.put(layer.name(), output);
    List<String> names = layer.values().stream().map(InputSpec::name).toList();
    histories.put(layer.name(), histories.get(names.get(0)).then(layer.name(), output));
    return new ShapedLayer(layer, names, operations, receptiveFields.of(layer.name(), names, operations));
  }

  /** Checks every operation's members; proves shapes as long as they are known. Null when something failed or was unknown. */
  private List<Operation> operations(LayerSpec layer, List<Shape> inputs, boolean known) {
    List<Operation> operations = new ArrayList<>();
    List<Shape> current = inputs;
    boolean sound = known;
    for (int i = 0; i < layer.operations().size(); i++) {
      OperationSpec spec = layer.operations().get(i);
      List<OperationSpec> followers = layer.operations().subList(i + 1, layer.operations().size());
      Operation operation = apply(Rules.of(spec.kind()), layer, spec, followers, current, sound);
      sound &= operation != null;
      if (sound) {
        operations.add(operation);
        current = List.of(operation.output());
      }
    }
    return sound ? operations : null;
  }

  private <A> Operation apply(OperationRule<A> rule, LayerSpec layer, OperationSpec spec, List<OperationSpec> followers,
      List<Shape> inputs, boolean sound) {
    Shape shapeOf = layer.shapes().isEmpty() ? null : shapes.get(layer.shapes().get(0).name());
    History history = layer.values().isEmpty() ? null : histories.get(layer.values().get(0).name());
    Use use = new Use(layer, spec, followers, shapeOf, history, problems);
    A members = rule.read(use);
    return members == null || !sound ? null : rule.infer(members, use, inputs);
  }

  /** The first operation takes the layer's parameters; those that follow take one value each. */
  private boolean inputsFit(LayerSpec layer) {
    OperationSpec first = layer.operations().get(0);
    int count = layer.values().size();
    int[] bounds = Rules.of(first.kind()).inputs();
    if (count < bounds[0] || count > bounds[1]) {
      Problem problem = Problem.error(Code.INPUTS, layer.place(), "@" + first.kind() + " takes " + number(bounds) + ", but "
          + layer.name() + " has " + count);
      problems.add(bounds[1] == 1 && count > 1
          ? problem.help("join them first: @Concat or @Add as the first operation of " + layer.name())
          : problem);
      return false;
    }
    for (OperationSpec later : layer.operations().subList(1, layer.operations().size())) {
      if (Rules.of(later.kind()).inputs()[0] > 1) {
        problems.add(Problem.error(Code.OPERATION, later.place(),
            "@" + later.kind() + " joins the parameters of " + layer.name() + ", so it must be its first operation")
            .help("put @" + later.kind() + " first, or on a method of its own"));
        return false;
      }
    }
    return shapeOfFits(layer);
  }

  private boolean shapeOfFits(LayerSpec layer) {
    boolean taken = layer.operations().stream().anyMatch(operation -> Rules.of(operation.kind()).takesShapeOf());
    List<InputSpec> marked = layer.shapes();
    if (marked.size() > (taken ? 1 : 0)) {
      problems.add(Problem.error(Code.INPUTS, marked.get(taken ? 1 : 0).place(), taken
          ? layer.name() + " can take its size from one layer only"
          : layer.name() + " has no operation that takes its size from another layer")
          .help("remove @ShapeOf, or the parameter"));
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

  private void checkAssertion(LayerSpec layer, Shape output) {
    List<Integer> asserted = layer.asserted();
    if (asserted == null) {
      return;
    }
    Place place = layer.place().annotation("Shape").member("value");
    if (asserted.size() != 1 && asserted.size() != 3) {
      problems.add(Problem.error(Code.NUMBER, place,
          layer.name() + ": @Shape takes channels, height and width, or one number for a flat tensor, not " + asserted.size()));
      return;
    }
    List<Integer> full = asserted.size() == 1 ? List.of(asserted.get(0), 1, 1) : asserted;
    if (!full.equals(output.toList())) {
      History history = histories.get(layer.values().get(0).name()).then(layer.name(), output);
      problems.add(Problem.error(Code.SHAPE, place,
          layer.name() + " is asserted to be " + full + " but is " + output)
          .because(history.along(Axis.HEIGHT), history.along(Axis.WIDTH)).help("@Shape({" + output.channels() + ", "
              + output.height() + ", " + output.width() + "})"));
    }
  }

  private void checkTotals(List<ShapedLayer> layers) {
    try {
      layers.stream().mapToLong(ShapedLayer::parameters).reduce(0, Math::addExact);
      layers.stream().mapToLong(ShapedLayer::multiplyAdds).reduce(0, Math::addExact);
    } catch (ArithmeticException e) {
      problems.add(Problem.error(Code.TOO_LARGE, graph.network().place().annotation("Network"),
          "the network's multiply-adds add up to more than 2^63"));
    }
  }
}
