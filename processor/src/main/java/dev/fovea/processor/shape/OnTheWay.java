package dev.fovea.processor.shape;

import dev.fovea.processor.graph.Attributes;
import dev.fovea.processor.graph.InputSpec;
import dev.fovea.processor.graph.LayerSpec;
import dev.fovea.processor.graph.OperationSpec;
import dev.fovea.processor.shape.rule.Numbers;
import dev.fovea.processor.shape.rule.Rules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The layer that was probably forgotten to keep its size: the nearest before a join, or before an asserted shape, of which one changed
 * member mends the problem.
 *
 * @param ends the layers that do not fit, the one that is likelier wrong first; what lies before all of them is not to blame
 */
public record OnTheWay(List<String> ends) implements Fix {
  private static final int MOST_LAYERS = 12;

  @Override
  public Optional<String> tell(Trial trial) {
    Map<String, LayerSpec> layers = trial.network().layers().stream()
        .collect(Collectors.toMap(LayerSpec::name, layer -> layer, (first, second) -> first));
    for (String name : suspects(layers)) {
      for (OperationSpec operation : layers.get(name).operations()) {
        boolean own = ends.equals(List.of(name));
        Optional<String> told = Edits.firstOf(changes(layers.get(name), operation, own), trial);
        if (told.isPresent()) {
          return told;
        }
      }
    }
    return Optional.empty();
  }

  /** The layers between the ends and what they have in common, nearest first. */
  private List<String> suspects(Map<String, LayerSpec> layers) {
    List<Set<String>> before = ends.stream().map(end -> before(List.of(end), layers, Integer.MAX_VALUE)).toList();
    List<String> suspects = new ArrayList<>(before(ends, layers, 4 * MOST_LAYERS));
    if (ends.size() > 1) {
      suspects.removeIf(name -> before.stream().allMatch(each -> each.contains(name)));
    }
    return suspects.subList(0, Math.min(MOST_LAYERS, suspects.size()));
  }

  private static Set<String> before(List<String> ends, Map<String, LayerSpec> layers, int most) {
    List<String> queue = new ArrayList<>(ends);
    Set<String> seen = new LinkedHashSet<>();
    for (int i = 0; i < queue.size() && seen.size() < most; i++) {
      LayerSpec layer = layers.get(queue.get(i));
      if (layer != null && seen.add(layer.name())) {
        layer.values().stream().map(InputSpec::name).limit(read(layer)).forEach(queue::add);
      }
    }
    return seen;
  }

  private static int read(LayerSpec layer) {
    return layer.operations().isEmpty() ? Integer.MAX_VALUE : Rules.of(layer.operations().get(0).kind()).inputsRead();
  }

  /** Changes that people forget: padding that keeps the size, a pool's stride and rounding, a transposed convolution's output padding. */
  private static List<Fix> changes(LayerSpec layer, OperationSpec operation, boolean own) {
    Attributes members = operation.attributes();
    List<Map<String, Object>> changes = new ArrayList<>();
    if (!members.has("padding") || !members.constant("paddingMode").equals("EXPLICIT")) {
      return List.of();
    }
    if (members.has("outputPadding")) {
      changes.addAll(TransposedSizes.of(members));
    } else {
      List<Integer> halves = keeping(members);
      Map<String, Object> keeping = halves.isEmpty() || halves.equals(members.integers("padding")) ? evenly(members)
          : new LinkedHashMap<>(Map.of("padding", halves));
      changes.add(keeping);
      if (members.has("ceil") && members.integers("stride").isEmpty()) {
        Map<String, Object> sliding = new LinkedHashMap<>(Map.of("stride", List.of(1)));
        changes.add(sliding);
        Map<String, Object> both = new LinkedHashMap<>(sliding);
        both.putAll(keeping);
        changes.add(both);
      }
      if (members.has("ceil")) {
        changes.add(Map.of("ceil", !members.flag("ceil")));
      }
    }
    Set<String> given = new HashSet<>(operation.given().keySet());
    return changes.stream().filter(change -> !change.isEmpty() && change.keySet().stream().noneMatch(given::contains))
        .map(change -> own ? Edits.of(written(change), layer, operation.kind(), change)
            : Edits.elsewhere(written(change), layer, operation.kind(), change)).toList();
  }

  /** What keeps the size under an even window that moves by one: there is no half of it. Nothing for others. */
  private static Map<String, Object> evenly(Attributes members) {
    boolean even = members.integers("kernel").stream().allMatch(each -> each % 2 == 0);
    boolean byOne = !members.integers("stride").isEmpty() && members.integers("stride").stream().allMatch(each -> each == 1);
    boolean unpadded = members.integers("padding").stream().allMatch(each -> each == 0);
    return even && byOne && unpadded ? new LinkedHashMap<>(Map.of("paddingMode", "SAME")) : Map.of();
  }

  /** Half of an odd window on each side; nothing for even ones. */
  static List<Integer> keeping(Attributes members) {
    List<Integer> kernel = members.integers("kernel");
    List<Integer> dilation = members.has("dilation") ? members.integers("dilation") : List.of(1);
    List<Integer> halves = new ArrayList<>();
    for (int axis = 0; axis < 2 && !kernel.isEmpty() && !dilation.isEmpty(); axis++) {
      long dilated = new Window(kernel.get(Math.min(axis, kernel.size() - 1)), 1,
          dilation.get(Math.min(axis, dilation.size() - 1)), 0, 0).dilated();
      if (dilated % 2 == 0 || dilated < 1 || dilated > Integer.MAX_VALUE) {
        return List.of();
      }
      halves.add((int) (dilated / 2));
    }
    return halves.stream().distinct().count() == 1 ? halves.subList(0, 1) : halves;
  }

  private static String written(Map<String, Object> change) {
    return change.entrySet().stream().sorted(Map.Entry.<String, Object>comparingByKey().reversed())
        .map(each -> each.getKey() + " = " + (each.getValue() instanceof List ? Numbers.written((List<?>) each.getValue())
            : each.getValue() instanceof String ? "PaddingMode." + each.getValue() : each.getValue())).collect(Collectors.joining(", "));
  }
}
