package dev.fovea.processor.shape;

import dev.fovea.processor.graph.Attributes;
import dev.fovea.processor.graph.InputSpec;
import dev.fovea.processor.graph.LayerSpec;
import dev.fovea.processor.graph.NetworkSpec;
import dev.fovea.processor.graph.OperationSpec;
import dev.fovea.processor.graph.Wiring;
import dev.fovea.processor.problem.Place;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.problem.Problems;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A network written down as values, as a compiler would have read it: members that are not given have the annotations' defaults. */
public final class Written {
  private static final Place NET = Place.type("p.Net");

  private final List<Integer> input;
  private final List<LayerSpec> layers = new ArrayList<>();

  public Written(int... input) {
    this.input = IntStream.of(input).boxed().toList();
  }

  /** Adds a layer; an input that begins with {@code #} is marked {@code @ShapeOf}. */
  public Written layer(String name, String inputs, OperationSpec... operations) {
    return layer(name, inputs, null, operations);
  }

  /** Adds a layer with an asserted shape. */
  public Written layer(String name, String inputs, List<Integer> asserted, OperationSpec... operations) {
    Place place = NET.method(name, 0);
    List<InputSpec> specs = new ArrayList<>();
    for (String each : inputs.split(" ")) {
      if (!each.isEmpty()) {
        boolean shapeOnly = each.startsWith("#");
        specs.add(new InputSpec(shapeOnly ? each.substring(1) : each, shapeOnly, place.parameter(specs.size())));
      }
    }
    List<OperationSpec> placed = Arrays.stream(operations)
        .map(each -> new OperationSpec(each.kind(), each.attributes(), place.annotation(each.kind()))).toList();
    layers.add(new LayerSpec(name, placed, specs, false, asserted, Set.of(), place));
    return this;
  }

  /** An annotation with some of its members. */
  public static OperationSpec op(Class<? extends Annotation> kind, Object... membersAndValues) {
    Map<String, Object> values = new HashMap<>();
    for (Method member : kind.getDeclaredMethods()) {
      if (member.getDefaultValue() != null) {
        values.put(member.getName(), value(member.getDefaultValue()));
      }
    }
    Set<String> written = new HashSet<>();
    for (int i = 0; i < membersAndValues.length; i += 2) {
      String name = (String) membersAndValues[i];
      written.add(name);
      Object value = value(membersAndValues[i + 1]);
      boolean isList = Arrays.stream(kind.getDeclaredMethods()).filter(member -> member.getName().equals(name)).findFirst()
          .orElseThrow(() -> new IllegalArgumentException("@" + kind.getSimpleName() + " has no member " + name))
          .getReturnType().isArray();
      values.put(name, isList && !(value instanceof List) ? List.of(value) : value);
    }
    return new OperationSpec(kind.getSimpleName(), new Attributes(values, Set.of(), written), NET);
  }

  private static Object value(Object written) {
    if (written instanceof int[]) {
      return IntStream.of((int[]) written).boxed().toList();
    }
    return written instanceof Enum ? ((Enum<?>) written).name() : written;
  }

  /** Marks every layer that nobody reads as an output. */
  public Written everyEndIsAnOutput() {
    Set<String> read = layers.stream().flatMap(layer -> layer.inputs().stream()).map(InputSpec::name).collect(Collectors.toSet());
    layers.replaceAll(layer -> read.contains(layer.name()) ? layer : new LayerSpec(layer.name(), layer.operations(), layer.inputs(),
        true, layer.asserted(), layer.allowed(), layer.place()));
    return this;
  }

  /** The whole network. */
  public NetworkSpec network() {
    return new NetworkSpec("p", "Net", true, true, input, false, layers, Set.of(), NET);
  }

  /** What became of it. */
  public Result infer() {
    return infer(network());
  }

  /** What becomes of a network. */
  public static Result infer(NetworkSpec network) {
    Problems problems = new Problems();
    ShapedNetwork shaped = Inference.infer(Wiring.join(network, problems), problems);
    return new Result(shaped, problems.all());
  }

  /** Shapes, and what was said. */
  public record Result(ShapedNetwork network, List<Problem> problems) {
    /** The errors alone. */
    public List<Problem> errors() {
      return problems.stream().filter(problem -> !problem.warning()).toList();
    }

    /** Whether the network compiles. */
    public boolean accepted() {
      return errors().isEmpty();
    }

    /** The shape of a layer. */
    public Shape shape(String layer) {
      return network.layer(layer).output();
    }

    /** All messages, as they are printed. */
    public String text() {
      return String.join("\n", problems.stream().map(Problem::text).toList());
    }
  }
}
