package dev.fovea.processor.shape;

import dev.fovea.processor.graph.Given;
import dev.fovea.processor.graph.LayerSpec;
import dev.fovea.processor.graph.NetworkSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fixes that set members of an operation, for all layers that its method stands for. */
final class Edits {
  private Edits() {}

  /** Sets members of an operation of the layer that has the problem; nothing where they are not written here. */
  static Fix of(String text, LayerSpec layer, String kind, Map<String, Object> members) {
    String told = layer.isInBlock() ? text + " on " + layer.declaration() : text;
    return layer.isWrittenHere() ? Fix.of(told, network -> network.with(layer, each -> each.withMembers(kind, members)))
        : trial -> Optional.empty();
  }

  /** Sets the member of a block's use that gives an operation's member as it is. */
  static Fix ofUse(String text, LayerSpec layer, String kind, String member, Object value, Given given) {
    Object first = value instanceof List ? ((List<?>) value).get(0) : value;
    boolean one = first instanceof Integer && (!(value instanceof List) || ((List<?>) value).size() == 1);
    if (given.source() == null || given.depth() != 0 || !one || !text.startsWith(member)) {
      return trial -> Optional.empty();
    }
    return trial -> {
      NetworkSpec changed = trial.network().withUse(layer.place().method(), given.source(), (Integer) first);
      boolean reaches = changed.layers().stream().filter(each -> each.name().equals(layer.name()))
          .flatMap(each -> each.operation(kind).stream())
          .anyMatch(operation -> operation.attributes().integers(member).equals(List.of(first)));
      return reaches && trial.mends(changed) ? Optional.of(given.source() + text.substring(member.length())) : Optional.empty();
    };
  }

  /** The same of another layer, which is named. */
  static Fix elsewhere(String text, LayerSpec layer, String kind, Map<String, Object> members) {
    return layer.isInBlock() || !layer.isWrittenHere() ? of(text, layer, kind, members)
        : of(text + " on " + layer.declaration(), layer, kind, members);
  }

  /** As in {@code a, b and c}. */
  static String listed(List<String> names) {
    int last = names.size() - 1;
    return last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  /** The first of several fixes that works. */
  static Optional<String> firstOf(Iterable<Fix> fixes, Trial trial) {
    for (Fix fix : fixes) {
      Optional<String> told = fix.tell(trial);
      if (told.isPresent()) {
        return told;
      }
    }
    return Optional.empty();
  }
}
