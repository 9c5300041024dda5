package dev.fovea.processor.shape;

import dev.fovea.processor.graph.InputSpec;
import dev.fovea.processor.graph.LayerSpec;
import dev.fovea.processor.graph.NetworkSpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Branches of a join that begin one layer too early: they read what another layer reads, and not what that one makes of it. All that lead
 * to the join are changed alike.
 *
 * @param layer the layer that joins
 */
public record OtherInputAbove(String layer) implements Fix {
  private static final int MOST_TRIED = 12;
  private static final int MOST_NAMED = 6;

  @Override
  public Optional<String> tell(Trial trial) {
    NetworkSpec network = trial.network();
    Map<String, LayerSpec> layers = network.layers().stream()
        .collect(Collectors.toMap(LayerSpec::name, each -> each, (first, second) -> first));
    Set<String> before = before(layer, layers);
    int tried = 0;
    // The nearest first: of the layers that lead to the join, what they read, and who else reads that.
    for (String branch : before) {
      for (InputSpec read : layers.get(branch).values()) {
        for (String meant : before) {
          LayerSpec other = layers.get(meant);
          boolean joined = layers.get(layer).values().stream().anyMatch(input -> input.name().equals(meant));
          if (joined || branch.equals(layer) || meant.equals(branch) || !isFirstOf(other, read.name(), trial) || tried == MOST_TRIED) {
            continue;
          }
          Set<String> itsOwn = before(meant, layers);
          List<LayerSpec> readers = network.layers().stream().filter(each -> before.contains(each.name()) && !each.name().equals(layer)
              && !itsOwn.contains(each.name()) && each.values().stream().anyMatch(input -> input.name().equals(read.name()))).toList();
          tried++;
          if (readers.stream().allMatch(each -> each.isWrittenHere() && !each.isExpanded())
              && trial.mends(reading(network, readers, read.name(), meant))) {
            return Optional.of(told(readers, read.name(), meant, trial));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Whether a layer makes something smaller of one that others read too. */
  private static boolean isFirstOf(LayerSpec other, String read, Trial trial) {
    Shape from = trial.shapes().get(read);
    Shape to = trial.shapes().get(other.name());
    return other.values().size() == 1 && other.values().get(0).name().equals(read) && !other.isExpanded() && from != null && to != null
        && !from.plane().equals(to.plane());
  }

  private static NetworkSpec reading(NetworkSpec network, List<LayerSpec> readers, String read, String meant) {
    NetworkSpec changed = network;
    for (LayerSpec reader : readers) {
      changed = changed.with(reader, each -> each.withInputs(each.inputs().stream().map(input -> input.name().equals(read)
          ? new InputSpec(meant, input.shapeOnly(), input.place()) : input).toList()));
    }
    return changed;
  }

  private static String told(List<LayerSpec> readers, String read, String meant, Trial trial) {
    List<String> names = readers.stream().map(LayerSpec::declaration).toList();
    String where = names.size() > MOST_NAMED ? names.size() + " layers" : Edits.listed(names);
    return "read " + meant + " " + trial.shapes().get(meant) + " instead of " + read + " in " + where;
  }

  /** A layer and all that it depends on, nearest first. */
  private static Set<String> before(String end, Map<String, LayerSpec> layers) {
    Set<String> seen = new LinkedHashSet<>();
    List<String> queue = new ArrayList<>(List.of(end));
    for (int i = 0; i < queue.size(); i++) {
      LayerSpec each = layers.get(queue.get(i));
      if (each != null && seen.add(each.name())) {
        each.values().stream().map(InputSpec::name).forEach(queue::add);
      }
    }
    return seen;
  }
}
