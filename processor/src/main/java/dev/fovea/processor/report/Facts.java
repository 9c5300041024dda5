package dev.fovea.processor.report;

import dev.fovea.processor.graph.Graph;
import dev.fovea.processor.graph.InputSpec;
import dev.fovea.processor.graph.LayerSpec;
import dev.fovea.processor.graph.NetworkSpec;
import dev.fovea.processor.problem.Place;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.shape.ShapedLayer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every layer of a network with what is known of it, and where it goes wrong. */
final class Facts {
  private final Report report;
  private final List<Problem> problems;
  private final Map<String, LayerFacts> layers = new LinkedHashMap<>();
  private final long parameters;
  private final long multiplyAdds;
  private final Map<Problem, LayerFacts> places = new HashMap<>();

  Facts(Report report, List<Problem> problems) {
    this.report = report;
    this.problems = problems;
    Graph graph = report.graph();
    Map<String, ShapedLayer> shaped = new HashMap<>();
    report.network().layers().forEach(layer -> shaped.put(layer.name(), layer));
    Map<String, List<LayerSpec>> methods = new HashMap<>();
    graph.layers().forEach(layer -> methods.computeIfAbsent(layer.place().method(), none -> new ArrayList<>()).add(layer));
    Map<String, List<Problem>> said = new HashMap<>();
    Map<Problem, String> where = new HashMap<>();
    for (Problem problem : problems) {
      String layer = layerOf(methods.getOrDefault(problem.place().method(), List.of()), problem.place(), shaped);
      if (layer != null) {
        where.put(problem, layer);
        said.computeIfAbsent(layer, none -> new ArrayList<>()).add(problem);
      }
    }
    for (LayerSpec spec : graph.layers()) {
      List<Problem> own = said.getOrDefault(spec.name(), List.of());
      boolean first = !shaped.containsKey(spec.name()) && spec.inputs().stream().map(InputSpec::name)
          .allMatch(input -> input.equals(NetworkSpec.INPUT) ? report.network().input() != null : shaped.containsKey(input));
      boolean failing = first || own.stream().anyMatch(problem -> !problem.warning());
      layers.put(spec.name(), new LayerFacts(layers.size(), spec, shaped.get(spec.name()), failing, graph.outputs().contains(spec.name()),
          own));
    }
    where.forEach((problem, layer) -> places.put(problem, layers.get(layer)));
    parameters = report.network().layers().stream().mapToLong(ShapedLayer::parameters).sum();
    multiplyAdds = report.network().layers().stream().mapToLong(ShapedLayer::multiplyAdds).sum();
  }

  /**
   * The layer that a problem is about: of those that were expanded from the same method the first whose shape is not known, since what
   * is wrong with several is told of the first.
   */
  private static String layerOf(List<LayerSpec> namesakes, Place place, Map<String, ShapedLayer> shaped) {
    List<LayerSpec> exact = namesakes.stream().filter(layer -> layer.place().isOnMethodOf(place)).toList();
    List<LayerSpec> candidates = !exact.isEmpty() ? exact
        : namesakes.stream().filter(layer -> layer.place().withoutBody().isOnMethodOf(place.withoutBody())).toList();
    return candidates.stream().filter(layer -> !shaped.containsKey(layer.name())).findFirst()
        .or(() -> candidates.stream().findFirst()).map(LayerSpec::name).orElse(null);
  }

  Report report() {
    return report;
  }

  /** The network's name. */
  String name() {
    return report.graph().network().typeName();
  }

  /** Every layer, after those it reads. */
  Collection<LayerFacts> all() {
    return Collections.unmodifiableCollection(layers.values());
  }

  /** The layer of a name, or null. */
  LayerFacts get(String name) {
    return layers.get(name);
  }

  /** What was said, errors first. */
  List<Problem> problems() {
    List<Problem> sorted = new ArrayList<>(problems.stream().filter(problem -> !problem.warning()).toList());
    sorted.addAll(problems.stream().filter(Problem::warning).toList());
    return sorted;
  }

  /** The layer that a problem is about, or null. */
  LayerFacts layerOf(Problem problem) {
    return places.get(problem);
  }

  long parameters() {
    return parameters;
  }

  long multiplyAdds() {
    return multiplyAdds;
  }

  /** Whether every shape is known and nothing is wrong. */
  boolean isWhole() {
    return report.plans() != null;
  }
}
