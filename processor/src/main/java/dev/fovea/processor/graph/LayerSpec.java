package dev.fovea.processor.graph;

import dev.fovea.processor.problem.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One layer as it was written: an abstract method.
 *
 * @param operations its operations, from left to right
 * @param inputs its parameters
 * @param output whether it is marked {@code @Output}
 * @param asserted the members of its {@code @Shape}, or null
 * @param allowed the warnings silenced on it, by name
 * @param origin what expansion did to it
 */
public record LayerSpec(String name, List<OperationSpec> operations, List<InputSpec> inputs, boolean output,
    List<Integer> asserted, Set<String> allowed, Place place, Origin origin) {
  /**
   * Where a layer comes from.
   *
   * @param broken whether something is wrong with it that was told already: its name, its inputs and the kinds of its operations are
   *     known, its shape is not
   * @param depth how many bodies of blocks, whose mistakes are told there, lie around it
   * @param assertion where its {@code @Shape} stands, or null for the layer's own
   * @param expanded the blocks around it with their members, as in {@code down3 = @Bottleneck(width = 128)}; null where it is a
   *     method of the network
   */
  public record Origin(boolean broken, int depth, Place assertion, List<String> expanded) {
    /** Of a layer as it was written. */
    public static final Origin WRITTEN = new Origin(false, 0, null, null);
  }

  /** A layer as it was written. */
  public LayerSpec(String name, List<OperationSpec> operations, List<InputSpec> inputs, boolean output, List<Integer> asserted,
      Set<String> allowed, Place place) {
    this(name, operations, inputs, output, asserted, allowed, place, Origin.WRITTEN);
  }

  /** Whether its shape cannot be known, because of a mistake that was told already. */
  public boolean isBroken() {
    return origin.broken() || operations.isEmpty();
  }

  /** Whether it stands for a layer of a block, or for a repetition. */
  public boolean isExpanded() {
    return origin.expanded() != null;
  }

  /** Whether it stands in a block, where its user cannot change it. */
  public boolean isInBlock() {
    return place.body() != null;
  }

  /** Where its {@code @Shape} stands. */
  public Place assertionPlace() {
    return origin.assertion() != null ? origin.assertion() : place.annotation("Shape").member("value");
  }

  /** The inputs whose values it reads. */
  public List<InputSpec> values() {
    return inputs.stream().filter(input -> !input.shapeOnly()).toList();
  }

  /** The inputs of which it reads only height and width. */
  public List<InputSpec> shapes() {
    return inputs.stream().filter(InputSpec::shapeOnly).toList();
  }

  /** The same reading other layers, to try what would mend a mistake. */
  public LayerSpec withInputs(List<InputSpec> others) {
    return new LayerSpec(name, operations, others, output, asserted, allowed, place, origin);
  }

  /** The same with other operations. */
  public LayerSpec withOperations(List<OperationSpec> others) {
    return new LayerSpec(name, others, inputs, output, asserted, allowed, place, origin);
  }

  /** The same without an asserted shape. */
  public LayerSpec withoutAssertion() {
    return new LayerSpec(name, operations, inputs, output, null, allowed, place, origin);
  }

  /** The same with members of the operation of one kind changed. */
  public LayerSpec withMembers(String kind, Map<String, Object> members) {
    return withOperations(operations.stream().map(each -> each.kind().equals(kind) ? each.with(members) : each).toList());
  }

  /** The operation of a kind, of which a layer has one at most. */
  public Optional<OperationSpec> operation(String kind) {
    return operations.stream().filter(each -> each.kind().equals(kind)).findFirst();
  }

  /** Whether both are declared by one method: as repetitions, or as layers of one block at its uses. */
  public boolean isDeclaredWith(LayerSpec other) {
    Place own = place.innermost();
    return name.equals(other.name) || own.method() != null && own.isOnMethodOf(other.place.innermost());
  }

  /** Whether what is written on it can be changed here: it is neither inherited nor of a block from a class file. */
  public boolean isWrittenHere() {
    int bodies = 0;
    for (Place inner = place; inner.body() != null; inner = inner.body()) {
      bodies++;
    }
    return place.method() != null && bodies == origin.depth();
  }

  /** The method that declares it and, in a block, the block, as in {@code reduce of @Bottleneck}. */
  public String declaration() {
    Place own = place.innermost();
    if (!isInBlock()) {
      return own.method();
    }
    String block = own.type().substring(0, own.type().lastIndexOf('$'));
    return own.method() + " of @" + block.substring(Math.max(block.lastIndexOf('.'), block.lastIndexOf('$')) + 1);
  }
}
