package dev.fovea.processor.shape;

import dev.fovea.processor.graph.Attributes;
import dev.fovea.processor.graph.InputSpec;
import dev.fovea.processor.graph.LayerSpec;
import dev.fovea.processor.graph.NetworkSpec;
import dev.fovea.processor.graph.OperationSpec;
import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Place;
import dev.fovea.processor.shape.rule.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A transposed convolution that lands on the size of what it is joined with, by a {@code @ShapeOf} parameter. In a U-Net of odd sizes
 * one join fails after the other: where one is not enough, each that fails then is mended alike.
 *
 * @param layer the layer that joins
 */
public record SizedLike(String layer) implements Fix {
  private static final String KIND = "TransposedConv";
  private static final Set<Code> JOINS = Set.of(Code.CONCAT, Code.ADD, Code.MULTIPLY);
  /** Levels of a U-Net. */
  private static final int MOST_JOINS = 6;
  private static final int MOST_STEPS = 4;
  private static final int MOST_PADDING = 4;

  /** A transposed convolution, the layer that it should be as large as, how that is written, and the padding that this takes. */
  private record Sized(LayerSpec up, String like, String written, List<Integer> padding) {
    NetworkSpec in(NetworkSpec network) {
      return network.with(up, each -> {
        List<InputSpec> inputs = new ArrayList<>(each.inputs());
        inputs.add(new InputSpec(like, true, each.place().parameter(inputs.size())));
        return each.withInputs(inputs).withMembers(KIND,
            Map.of("padding", padding, "paddingMode", "EXPLICIT", "outputPadding", List.of(0)));
      });
    }

    String told() {
      return "@ShapeOf Tensor " + written + " to " + up.declaration();
    }

    /** What must be changed besides. */
    String members() {
      Attributes now = up.operations().get(0).attributes();
      List<String> also = new ArrayList<>();
      if (!now.constant("paddingMode").equals("EXPLICIT")) {
        also.add("with padding = " + Numbers.written(padding) + " instead of paddingMode");
      } else if (!now.integers("padding").equals(padding)) {
        also.add("with padding = " + Numbers.written(padding));
      }
      if (now.integers("outputPadding").stream().anyMatch(each -> each != 0)) {
        also.add("without outputPadding");
      }
      return String.join(", ", also);
    }
  }

  @Override
  public Optional<String> tell(Trial trial) {
    NetworkSpec changed = trial.network();
    Map<String, Shape> shapes = trial.shapes();
    String join = layer;
    List<Sized> all = new ArrayList<>();
    for (int joins = 0; joins < MOST_JOINS && join != null; joins++) {
      Optional<Sized> sized = sized(join, changed, shapes);
      if (sized.isEmpty()) {
        return Optional.empty();
      }
      changed = sized.get().in(changed);
      all.add(sized.get());
      if (trial.mends(changed)) {
        return Optional.of("add " + told(all));
      }
      Map<String, Shape> known = new LinkedHashMap<>();
      join = trial.firstError(JOINS, changed, known).map(Place::method).orElse(null);
      shapes = known;
    }
    return Optional.empty();
  }

  private static String told(List<Sized> all) {
    List<String> members = all.stream().map(Sized::members).distinct().toList();
    if (members.size() == 1) {
      String each = members.get(0).isEmpty() ? "" : (all.size() == 1 ? " " : ", each ") + members.get(0);
      return Edits.listed(all.stream().map(Sized::told).toList()) + each;
    }
    return Edits.listed(all.stream().map(each -> (each.told() + " " + each.members()).strip()).toList());
  }

  /** What would make one join fit: of its parts one comes from a transposed convolution, and another, that does not, is the size. */
  private static Optional<Sized> sized(String join, NetworkSpec network, Map<String, Shape> shapes) {
    Map<String, LayerSpec> layers = new LinkedHashMap<>();
    network.layers().forEach(each -> layers.put(each.name(), each));
    // Layers within blocks cannot be read from outside.
    Map<String, String> written = new LinkedHashMap<>();
    network.readable().forEach((name, read) -> written.put(read, name));
    LayerSpec joining = layers.get(join);
    List<String> parts = joining == null || joining.isExpanded() ? List.of() : joining.values().stream().map(InputSpec::name).toList();
    for (String part : parts) {
      LayerSpec up = up(part, layers, shapes).orElse(null);
      for (String like : parts) {
        boolean differs = up != null && shapes.containsKey(like) && !shapes.get(like).plane().equals(shapes.get(part).plane());
        List<Integer> padding = differs && written.containsKey(like) && up(like, layers, shapes).isEmpty()
            ? padding(up, shapes.get(like), shapes) : List.of();
        if (!padding.isEmpty()) {
          return Optional.of(new Sized(up, like, written.get(like), padding));
        }
      }
    }
    return Optional.empty();
  }

  /** The transposed convolution that decides the size of a layer, if the network's author can give it another parameter. */
  private static Optional<LayerSpec> up(String name, Map<String, LayerSpec> layers, Map<String, Shape> shapes) {
    LayerSpec each = layers.get(name);
    for (int step = 0; step < MOST_STEPS && each != null && shapes.containsKey(each.name()); step++) {
      if (each.operation(KIND).isPresent()) {
        return Optional.of(each).filter(SizedLike::isFree);
      }
      String read = each.values().size() == 1 ? each.values().get(0).name() : "";
      boolean keeps = shapes.containsKey(read) && shapes.get(read).plane().equals(shapes.get(each.name()).plane());
      each = keeps ? layers.get(read) : null;
    }
    return Optional.empty();
  }

  private static boolean isFree(LayerSpec up) {
    OperationSpec first = up.operations().get(0);
    boolean sized = !up.shapes().isEmpty() || first.kind().equals(KIND) && !first.attributes().integers("outputSize").isEmpty();
    return first.kind().equals(KIND) && first.given().isEmpty() && !sized && up.isWrittenHere() && !up.isExpanded();
  }

  /** The first padding with which less than a stride is wanting, its own if that will do; none for modes that cut by themselves. */
  private static List<Integer> padding(LayerSpec up, Shape wanted, Map<String, Shape> shapes) {
    Attributes members = up.operations().get(0).attributes();
    boolean same = members.constant("paddingMode").startsWith("SAME");
    List<Integer> own = members.integers("padding");
    Shape read = shapes.get(up.values().get(0).name());
    if (read == null || own.size() > 2 || !same && !members.constant("paddingMode").equals("EXPLICIT")) {
      return List.of();
    }
    for (int more = -1; more < MOST_PADDING; more++) {
      List<Integer> padding = more < 0 ? own : List.of(more);
      boolean lands = true;
      for (Axis axis : Axis.values()) {
        int cut = of(padding, axis);
        Window window = new Window(of(members.integers("kernel"), axis), of(members.integers("stride"), axis),
            of(members.integers("dilation"), axis), cut, cut);
        long wanting = wanted.along(axis) - window.transposedOutput(read.along(axis), 0);
        // Padding that takes away all that was added is no upsampling any more.
        lands &= wanting >= 0 && wanting < window.stride() && (window.stride() == 1 || wanted.along(axis) > read.along(axis));
      }
      if (lands) {
        return padding;
      }
    }
    return List.of();
  }

  private static int of(List<Integer> numbers, Axis axis) {
    return numbers.get(axis == Axis.HEIGHT ? 0 : numbers.size() - 1);
  }
}
