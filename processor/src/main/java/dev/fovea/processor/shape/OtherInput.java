package dev.fovea.processor.shape;

import dev.fovea.processor.graph.InputSpec;
import dev.fovea.processor.graph.LayerSpec;
import dev.fovea.processor.graph.NetworkSpec;
import dev.fovea.processor.problem.Spelling;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The layer that was probably meant instead of one that does not fit: the nearest in the graph that fits.
 *
 * @param layer the layer that reads
 * @param wrong the input that does not fit
 * @param fits which shapes would
 */
public record OtherInput(String layer, String wrong, Predicate<Shape> fits) implements Fix {
  private static final int MOST_TRIED = 6;

  @Override
  public Optional<String> tell(Trial trial) {
    NetworkSpec network = trial.network();
    Map<String, Integer> distances = distances(network);
    LayerSpec reader = network.layers().stream().filter(each -> each.name().equals(layer)).findFirst().orElseThrow();
    Set<String> taken = new LinkedHashSet<>(reader.inputs().stream().map(InputSpec::name).toList());
    if (reader.isExpanded()) {
      return Optional.empty();
    }
    // Layers within blocks cannot be read from outside.
    Map<String, String> written = new HashMap<>();
    network.readable().forEach((name, read) -> written.put(read, name));
    List<String> candidates = new ArrayList<>(trial.shapes().keySet());
    candidates.removeIf(name -> taken.contains(name) || name.equals(layer) || !written.containsKey(name)
        || !fits.test(trial.shapes().get(name)));
    candidates.sort(Comparator.<String>comparingInt(name -> distances.getOrDefault(name, Integer.MAX_VALUE))
        .thenComparingInt(name -> Spelling.distance(name, wrong)).thenComparing(Comparator.naturalOrder()));
    return candidates.stream().limit(MOST_TRIED).filter(name -> trial.mends(replaced(network, reader, name))).findFirst()
        .map(name -> "read " + written.get(name) + " " + trial.shapes().get(name) + " instead of " + written.getOrDefault(wrong, wrong));
  }

  private NetworkSpec replaced(NetworkSpec network, LayerSpec reader, String name) {
    return network.with(reader, layer -> layer.withInputs(layer.inputs().stream().map(input -> input.name().equals(wrong)
        ? new InputSpec(name, input.shapeOnly(), input.place()) : input).toList()));
  }

  /** How many steps each layer is away from the wrong one, along what reads and what is read. */
  private Map<String, Integer> distances(NetworkSpec network) {
    Map<String, Set<String>> neighbours = new HashMap<>();
    for (LayerSpec each : network.layers()) {
      for (InputSpec input : each.inputs()) {
        neighbours.computeIfAbsent(each.name(), name -> new LinkedHashSet<>()).add(input.name());
        neighbours.computeIfAbsent(input.name(), name -> new LinkedHashSet<>()).add(each.name());
      }
    }
    Map<String, Integer> distances = new HashMap<>(Map.of(wrong, 0));
    List<String> queue = new ArrayList<>(List.of(wrong));
    for (int i = 0; i < queue.size(); i++) {
      String from = queue.get(i);
      for (String next : neighbours.getOrDefault(from, Set.of())) {
        if (!next.equals(layer) && distances.putIfAbsent(next, distances.get(from) + 1) == null) {
          queue.add(next);
        }
      }
    }
    return distances;
  }
}
