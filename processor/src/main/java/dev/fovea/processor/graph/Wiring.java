package dev.fovea.processor.graph;

import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.problem.Problems;
import dev.fovea.processor.problem.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Joins layers by the names of their parameters, and reports what does not join. */
public final class Wiring {
  private final NetworkSpec network;
  private final Problems problems;
  private final Map<String, LayerSpec> layers = new LinkedHashMap<>();
  private final Map<String, Set<String>> readers = new HashMap<>();
  private boolean broken;

  private Wiring(NetworkSpec network, Problems problems) {
    this.network = network;
    this.problems = problems;
  }

  /**
   * Joins a network's layers.
   *
   * @return the graph, also where errors were reported
   */
  public static Graph join(NetworkSpec network, Problems problems) {
    return new Wiring(network, problems).join();
  }

  private Graph join() {
    for (LayerSpec layer : network.layers()) {
      layers.putIfAbsent(layer.name(), layer);
    }
    for (LayerSpec layer : layers.values()) {
      checkInputs(layer);
    }
    List<LayerSpec> ordered = order();
    return new Graph(network, ordered, outputs(ordered));
  }

  private void checkInputs(LayerSpec layer) {
    for (InputSpec input : layer.inputs()) {
      if (input.name().equals(layer.name())) {
        fail(Problem.error(Code.CYCLE, input.place(), layer.name() + " reads itself")
            .because("a parameter names the layer that is read, and a network runs from its input to its outputs")
            .help("name another layer, or " + NetworkSpec.INPUT));
      } else if (layers.containsKey(input.name())) {
        readers.computeIfAbsent(input.name(), name -> new TreeSet<>()).add(layer.name());
      } else if (!input.name().equals(NetworkSpec.INPUT)) {
        fail(unknown(layer, input));
      }
    }
  }

  private Problem unknown(LayerSpec layer, InputSpec input) {
    Collection<String> names = new TreeSet<>(layers.keySet());
    names.remove(layer.name());
    names.add(NetworkSpec.INPUT);
    Problem problem = Problem.error(Code.UNKNOWN_INPUT, input.place(),
        layer.name() + " reads " + input.name() + ", but no layer is called so");
    return Spelling.nearest(input.name(), names)
        .map(name -> problem.help("did you mean " + name + "?"))
        .orElseGet(() -> problem.because("it can read " + shortened(names)));
  }

  /** Kahn's algorithm. What is left over lies on a circle, or behind one. */
  private List<LayerSpec> order() {
    Map<String, Integer> waiting = new TreeMap<>();
    PriorityQueue<String> ready = new PriorityQueue<>();
    for (LayerSpec layer : layers.values()) {
      int unread = (int) distinctInputs(layer).filter(layers::containsKey).count();
      waiting.put(layer.name(), unread);
      if (unread == 0) {
        ready.add(layer.name());
      }
    }
    List<LayerSpec> ordered = new ArrayList<>();
    while (!ready.isEmpty()) {
      String next = ready.remove();
      waiting.remove(next);
      ordered.add(layers.get(next));
      for (String reader : readers.getOrDefault(next, Set.of())) {
        if (waiting.merge(reader, -1, Integer::sum) == 0) {
          ready.add(reader);
        }
      }
    }
    reportCycles(waiting.keySet());
    waiting.keySet().forEach(name -> ordered.add(layers.get(name)));
    return ordered;
  }

  private static java.util.stream.Stream<String> distinctInputs(LayerSpec layer) {
    return layer.inputs().stream().map(InputSpec::name).distinct();
  }

  /** Walks from each leftover layer to what it waits for; each circle found is told once, spelled out from its first name. */
  private void reportCycles(Set<String> leftover) {
    Set<String> visited = new LinkedHashSet<>();
    for (String start : leftover) {
      List<String> path = new ArrayList<>();
      String name = start;
      while (name != null && visited.add(name)) {
        path.add(name);
        name = distinctInputs(layers.get(name)).filter(leftover::contains).findFirst().orElse(null);
      }
      int first = path.indexOf(name);
      if (name != null && first >= 0 && path.size() - first > 1) {
        reportCycle(path.subList(first, path.size()));
      }
    }
  }

  private void reportCycle(List<String> circle) {
    LayerSpec layer = layers.get(circle.get(0));
    InputSpec input = layer.inputs().stream().filter(i -> i.name().equals(circle.get(1))).findFirst().orElseThrow();
    fail(Problem.error(Code.CYCLE, input.place(), "layers read each other in a circle")
        .because(String.join(" reads ", circle) + " reads " + circle.get(0))
        .help("let one of them read " + NetworkSpec.INPUT + " or another layer that does not depend on it"));
  }

  private List<String> outputs(List<LayerSpec> ordered) {
    List<String> marked = ordered.stream().filter(LayerSpec::output).map(LayerSpec::name).toList();
    List<LayerSpec> unread = layers.values().stream().filter(layer -> !readers.containsKey(layer.name())).toList();
    if (layers.isEmpty()) {
      problems.add(Problem.error(Code.OUTPUT, network.place().annotation("Network"), network.typeName() + " has no layers")
          .help("declare one: @Conv(filters = 8, kernel = 3) Tensor conv1(Tensor input);"));
    } else if (marked.isEmpty() && unread.size() > 1) {
      reportSeveralOutputs(unread);
    } else if (!broken) {
      unread.stream().filter(layer -> !marked.isEmpty() && !layer.output()).forEach(this::reportUnused);
    }
    if (!marked.isEmpty()) {
      return marked;
    }
    return ordered.stream().map(LayerSpec::name).filter(name -> !readers.containsKey(name)).toList();
  }

  /** A misspelt input leaves the layer that was meant unread: that mistake is told once, at its cause. */
  private void reportSeveralOutputs(List<LayerSpec> unread) {
    if (broken) {
      return;
    }
    String names = shortened(new TreeSet<>(unread.stream().map(LayerSpec::name).toList()));
    problems.add(Problem.error(Code.OUTPUT, network.place().annotation("Network"),
        "several layers are read by nobody and none is marked as an output: " + names)
        .help("mark each output with @Output, and read or remove the others"));
  }

  private void reportUnused(LayerSpec layer) {
    problems.add(Problem.error(Code.UNUSED, layer.place(), "nobody reads " + layer.name() + ", and it is not an output")
        .help("mark it with @Output, read it in another layer, or remove it"));
  }

  private void fail(Problem problem) {
    broken = true;
    problems.add(problem);
  }

  private static String shortened(Collection<String> names) {
    int most = 12;
    String listed = String.join(", ", names.stream().limit(most).toList());
    return names.size() > most ? listed + " and " + (names.size() - most) + " more" : listed;
  }
}
