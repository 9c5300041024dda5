package dev.fovea.processor.graph;

import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.problem.Problems;
import dev.fovea.processor.problem.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
    // What is wrong with a layer from above is told elsewhere; what it was meant to read may be unread without it.
    broken |= layer.isBroken() && layer.place().method() == null;
    for (InputSpec input : layer.inputs()) {
      if (layer.isBroken() && layer.isInBlock() && (input.name().equals(layer.name()) || !layers.containsKey(input.name()))) {
        broken |= !input.name().equals(NetworkSpec.INPUT);
      } else if (input.name().equals(layer.name())) {
        fail(itself(Expansion.method(layer.name()), input));
      } else if (layers.containsKey(input.name())) {
        readers.computeIfAbsent(input.name(), name -> new TreeSet<>()).add(layer.name());
      } else if (!input.name().equals(NetworkSpec.INPUT)) {
        fail(unknown(layer, input));
      }
    }
  }

  private Problem unknown(LayerSpec layer, InputSpec input) {
    Collection<String> names = new TreeSet<>(network.readable().keySet());
    String method = Expansion.method(layer.name());
    names.remove(method);
    Problem problem = Problem.error(Code.UNKNOWN_INPUT, input.place().withoutBody(),
        method + " reads " + input.name() + ", but no layer is called so");
    // Where nobody reads the image, an unknown name is most likely what its author calls it.
    boolean imageUnread = layers.values().stream().flatMap(each -> each.inputs().stream())
        .noneMatch(each -> each.name().equals(NetworkSpec.INPUT));
    return Spelling.nearest(input.name(), names)
        .map(name -> problem.because(Spelling.unlike(input.name(), name).stream().toList()).help("did you mean " + name + "?"))
        .orElseGet(() -> imageUnread
            ? problem.because("it can read " + shortened(names)).help("did you mean " + NetworkSpec.INPUT + ", as the image is called?")
            : problem.because("it can read " + shortened(names)));
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

  private void reportCycles(Set<String> leftover) {
    Map<String, Set<String>> reads = new TreeMap<>();
    leftover.forEach(name -> reads.put(name, new TreeSet<>(distinctInputs(layers.get(name)).toList())));
    for (List<String> circle : Circles.find(reads)) {
      if (circle.size() > 1) {
        reportCycle(circle);
      }
    }
  }

  /** Layers within blocks read each other as their block says, so a circle is one of the network's own methods. */
  private void reportCycle(List<String> circle) {
    List<String> methods = new ArrayList<>();
    LayerSpec first = null;
    String read = null;
    for (int i = 0; i < circle.size(); i++) {
      String next = circle.get((i + 1) % circle.size());
      if (!Expansion.method(circle.get(i)).equals(Expansion.method(next))) {
        methods.add(Expansion.method(circle.get(i)));
        first = first == null ? layers.get(circle.get(i)) : first;
        read = read == null ? next : read;
      }
    }
    if (methods.isEmpty()) {
      reportWithin(circle);
      return;
    }
    String name = read;
    InputSpec input = first.inputs().stream().filter(i -> i.name().equals(name)).findFirst().orElseThrow();
    fail(Problem.error(Code.CYCLE, input.place().withoutBody(), "layers read each other in a circle")
        .because(String.join(" reads ", methods) + " reads " + methods.get(0))
        .help("let one of them read " + NetworkSpec.INPUT + " or another layer that does not depend on it"));
  }

  /** A block, or a repetition, that reads itself; a block whose layers do so among themselves is told in its body. */
  private void reportWithin(List<String> circle) {
    broken = true;
    String method = Expansion.method(circle.get(0));
    network.drafts().stream().filter(draft -> draft.name().equals(method)).flatMap(draft -> draft.layer().inputs().stream())
        .filter(input -> input.name().equals(method)).findFirst().ifPresent(input -> fail(itself(method, input)));
  }

  private static Problem itself(String name, InputSpec input) {
    return Problem.error(Code.CYCLE, input.place(), name + " reads itself")
        .because("a parameter names the layer that is read, and a network runs from its input to its outputs")
        .help("name another layer, or " + NetworkSpec.INPUT);
  }

  private List<String> outputs(List<LayerSpec> ordered) {
    List<String> marked = ordered.stream().filter(LayerSpec::output).map(LayerSpec::name).toList();
    // In a block that is wrong more layers may be unread than its last; it is told there.
    List<LayerSpec> unread = layers.values().stream().filter(layer -> !readers.containsKey(layer.name()))
        .filter(layer -> !layer.isBroken() || network.readable().containsValue(layer.name())).toList();
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
    String names = shortened(new TreeSet<>(unread.stream().map(layer -> Expansion.method(layer.name())).toList()));
    problems.add(Problem.error(Code.OUTPUT, network.place().annotation("Network"),
        "several layers are read by nobody and none is marked as an output: " + names)
        .help("mark each output with @Output, and read or remove the others"));
  }

  private void reportUnused(LayerSpec layer) {
    problems.add(Problem.error(Code.UNUSED, layer.place().withoutBody(),
        "nobody reads " + Expansion.method(layer.name()) + ", and it is not an output")
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
