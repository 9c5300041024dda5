package dev.fovea.processor.graph;

import dev.fovea.processor.problem.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is known where layers are expanded: in the network itself, or in the body of a block that was reached from there.
 *
 * @param prefix what the names of the layers begin with
 * @param bound what the inputs of the block are called from outside
 * @param members what the block was given; null in the network itself
 * @param use where the block is used, seen from the network; null for the outermost layers
 * @param depth how many bodies, whose mistakes are told there, lie around the layers
 * @param allowed the warnings silenced by what is around them
 * @param inner the block that was entered last; null for the outermost layers
 * @param isBroken whether a mistake was told already, so that only names are of interest
 */
record Scope(String prefix, Map<String, String> bound, Map<String, Given> members, Place use, int depth, Set<String> allowed,
    Entered inner, boolean isBroken) {
  /**
   * A block that is being expanded.
   *
   * @param first how many layers there were before it
   * @param text its use, as in {@code down3 = @Bottleneck(width = 128)}
   */
  record Entered(BlockSpec block, int first, String text, Entered outer) {}

  /** Whether the layers are methods of the network. */
  boolean isNetwork() {
    return members == null;
  }

  Map<String, Given> membersOrNone() {
    return members == null ? Map.of() : members;
  }

  /** Where something of the body stands, seen from the network. */
  Place at(Place inBody) {
    return use == null ? inBody : use.inBody(inBody);
  }

  /** The same, which may be broken. */
  Scope within(boolean broken) {
    return new Scope(prefix, bound, members, use, depth, allowed, inner, isBroken || broken);
  }

  /** The scope of a block that is used here. */
  Scope into(String name, LayerDraft draft, Map<String, String> inputs, Map<String, Given> given, Place place, boolean broken, int first) {
    BlockSpec block = draft.block().block();
    Set<String> silenced = new TreeSet<>(allowed);
    silenced.addAll(draft.layer().allowed());
    silenced.addAll(block.allowed());
    List<String> values = given.entrySet().stream().map(each -> each.getKey() + " = " + each.getValue().value()).toList();
    String text = name + " = @" + block.name() + (values.isEmpty() ? "" : "(" + String.join(", ", values) + ")");
    return new Scope(name + ".", inputs, given, place, block.isSource() ? depth + 1 : depth, silenced,
        new Entered(block, first, text, inner), isBroken || broken);
  }

  boolean isOpen(BlockSpec block) {
    for (Entered each = inner; each != null; each = each.outer()) {
      if (each.block().qualifiedName().equals(block.qualifiedName())) {
        return true;
      }
    }
    return false;
  }

  /** Whether a block around here that is declared in this compilation has too many layers by itself. */
  boolean isTooLargeInSource(int layers) {
    for (Entered each = inner; each != null; each = each.outer()) {
      if (each.block().isSource() && layers - each.first() >= Expansion.MOST_LAYERS) {
        return true;
      }
    }
    return false;
  }

  /** The uses of blocks around here, the outermost first; null for the outermost layers. */
  List<String> expanded() {
    return inner == null ? null : expandedOrNone();
  }

  List<String> expandedOrNone() {
    List<String> uses = new ArrayList<>();
    for (Entered each = inner; each != null; each = each.outer()) {
      uses.add(0, each.text());
    }
    return uses;
  }
}
