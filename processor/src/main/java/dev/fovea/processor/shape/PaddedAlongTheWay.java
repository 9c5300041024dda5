package dev.fovea.processor.shape;

import dev.fovea.processor.graph.Attributes;
import dev.fovea.processor.graph.InputSpec;
import dev.fovea.processor.graph.LayerSpec;
import dev.fovea.processor.graph.NetworkSpec;
import dev.fovea.processor.graph.OperationSpec;
import dev.fovea.processor.shape.rule.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Padding that keeps the size on every convolution without any, from the image to a layer that has nothing left to slide over: what other
 * libraries call {@code same}, and what was forgotten as a whole rather than once.
 *
 * @param layer the layer whose window does not fit
 */
public record PaddedAlongTheWay(String layer) implements Fix {
  /** More are not named one by one. */
  private static final int MOST_NAMED = 6;

  /** A convolution without padding, and what would keep its size. */
  private record Unpadded(LayerSpec layer, String kind, List<Integer> padding) {}

  @Override
  public Optional<String> tell(Trial trial) {
    List<Unpadded> all = unpadded(trial.network());
    if (all.size() < 2) {
      return Optional.empty();
    }
    NetworkSpec changed = trial.network();
    for (Unpadded each : all) {
      changed = changed.with(each.layer(), old -> old.withMembers(each.kind(), Map.of("padding", each.padding())));
    }
    return trial.mends(changed) ? Optional.of(told(all)) : Optional.empty();
  }

  private static String told(List<Unpadded> all) {
    List<String> layers = all.stream().map(each -> each.layer().declaration()).distinct().toList();
    List<List<Integer>> paddings = all.stream().map(Unpadded::padding).distinct().toList();
    String padding = paddings.size() == 1 ? "padding = " + Numbers.written(paddings.get(0)) : "a padding of half the kernel";
    return padding + " on " + (layers.size() <= MOST_NAMED ? Edits.listed(layers)
        : "all " + layers.size() + " unpadded convolutions from " + layers.get(0) + " to " + layers.get(layers.size() - 1));
  }

  /** In the order of the layers; none where one of them cannot be changed here. */
  private List<Unpadded> unpadded(NetworkSpec network) {
    Set<String> way = way(network);
    List<Unpadded> unpadded = new ArrayList<>();
    for (LayerSpec each : network.layers()) {
      for (OperationSpec operation : way.contains(each.name()) ? each.operations() : List.<OperationSpec>of()) {
        List<Integer> padding = forgotten(operation.attributes());
        if (!padding.isEmpty()) {
          if (!each.isWrittenHere() || operation.given().containsKey("padding") || operation.given().containsKey("kernel")) {
            return List.of();
          }
          unpadded.add(new Unpadded(each, operation.kind(), padding));
        }
      }
    }
    return unpadded;
  }

  /** Half of an odd kernel, for a convolution that has no padding; else nothing. */
  private static List<Integer> forgotten(Attributes members) {
    boolean convolves = members.has("padding") && members.has("dilation") && !members.has("ceil") && !members.has("outputPadding");
    boolean none = convolves && members.constant("paddingMode").equals("EXPLICIT")
        && members.integers("padding").stream().allMatch(each -> each == 0);
    List<Integer> padding = none ? OnTheWay.keeping(members) : List.of();
    return padding.stream().allMatch(each -> each == 0) ? List.of() : padding;
  }

  /** The layers from the image to this one. */
  private Set<String> way(NetworkSpec network) {
    Map<String, LayerSpec> layers = network.layers().stream()
        .collect(Collectors.toMap(LayerSpec::name, each -> each, (first, second) -> first));
    Set<String> way = new LinkedHashSet<>();
    List<String> queue = new ArrayList<>(List.of(layer));
    for (int i = 0; i < queue.size(); i++) {
      LayerSpec each = layers.get(queue.get(i));
      if (each != null && way.add(each.name())) {
        each.values().stream().map(InputSpec::name).forEach(queue::add);
      }
    }
    return way;
  }
}
