package dev.fovea.processor.graph;

import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Place;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.problem.Problems;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Replaces blocks and repetitions by the layers that they stand for. A layer within a block is called {@code down3.reduce}, one
 * within a repetition {@code conv2[0].reduce}; what reads a block reads the one layer of its body that no other layer of it reads.
 */
public final class Expansion {
  /** The most layers that a network may have. */
  public static final int MOST_LAYERS = 10_000;

  private final Problems problems;
  private final List<LayerSpec> expanded = new ArrayList<>();
  private final Deque<String> open = new ArrayDeque<>();
  private boolean overflowed;

  private Expansion(Problems problems) {
    this.problems = problems;
  }

  /** The layers of a network, none of which is a block or a repetition any more. What cannot be expanded keeps its name only. */
  public static List<LayerSpec> expand(List<LayerDraft> drafts, Problems problems) {
    Expansion expansion = new Expansion(problems);
    expansion.expand("", drafts, Map.of(), Map.of(), null);
    return expansion.expanded;
  }

  /**
   * Expands the layers of one level.
   *
   * @param prefix what their names begin with
   * @param bound what the inputs of the block are called from outside
   * @param members the values of the block's members
   * @param use the layer of the network that all this stands for; null for the network's own layers
   */
  private void expand(String prefix, List<LayerDraft> drafts, Map<String, String> bound, Map<String, Long> members, LayerDraft use) {
    Map<String, String> names = new HashMap<>(bound);
    for (LayerDraft draft : drafts) {
      names.put(draft.name(), output(prefix, draft));
    }
    for (LayerDraft draft : drafts) {
      LayerDraft origin = use == null ? draft : use;
      List<String> inputs = new ArrayList<>();
      for (InputSpec input : draft.layer().inputs()) {
        inputs.add(names.getOrDefault(input.name(), use == null ? input.name() : prefix + input.name()));
      }
      repeat(prefix + draft.name(), draft, inputs, members, origin, use == null);
    }
  }

  /** The expanded layer that readers of a layer of the network read: itself, or the output of its last repetition. */
  public static String output(LayerDraft draft) {
    return output("", draft);
  }

  private static String output(String prefix, LayerDraft draft) {
    String name = prefix + draft.name() + (draft.repeat() > 1 ? "[" + (draft.repeat() - 1) + "]" : "");
    if (draft.block() == null) {
      return name;
    }
    LayerDraft last = BlockRules.output(draft.block().block());
    return last == null ? name : output(name + ".", last);
  }

  private void repeat(String name, LayerDraft draft, List<String> inputs, Map<String, Long> members, LayerDraft origin,
      boolean outermost) {
    if (draft.repeat() == 1) {
      layer(name, draft, inputs, members, origin, outermost);
      return;
    }
    if (draft.repeat() < 1) {
      fail(Code.NUMBER, outermost ? draft.repeatPlace() : useOf(origin), name + ": a layer is repeated at least once, not "
          + draft.repeat() + " times");
      broken(name, draft, inputs, origin);
      return;
    }
    if (inputs.size() != 1) {
      fail(Code.BLOCK, outermost ? draft.repeatPlace() : useOf(origin), name + " is repeated, so it must read one layer, not "
          + inputs.size());
      broken(name, draft, inputs, origin);
      return;
    }
    List<String> current = inputs;
    for (int i = 0; i < draft.repeat() && !overflowed; i++) {
      String repetition = name + "[" + i + "]";
      layer(repetition, draft, current, members, origin, outermost && i == draft.repeat() - 1);
      current = List.of(output("", renamed(draft, repetition)));
    }
  }

  private static LayerDraft renamed(LayerDraft draft, String name) {
    LayerSpec l = draft.layer();
    return new LayerDraft(new LayerSpec(name, l.operations(), l.inputs(), l.output(), l.asserted(), l.allowed(), l.place()),
        draft.block(), draft.with(), 1);
  }

  private void layer(String name, LayerDraft draft, List<String> inputs, Map<String, Long> members, LayerDraft origin,
      boolean outermost) {
    if (overflowed) {
      return;
    }
    With with = new With(draft, name, useOf(origin), problems);
    boolean told = !outermost || draft.with() == null || with.check(members.keySet()) && with.checkComplete();
    List<Attributes> attributes = told ? with.apply(members) : null;
    if (attributes == null) {
      broken(name, draft, inputs, origin);
    } else if (draft.block() != null) {
      block(name, draft, attributes.get(0), inputs, origin, outermost);
    } else {
      add(plain(name, draft, attributes, inputs, origin, outermost), origin);
    }
  }

  private void block(String name, LayerDraft draft, Attributes given, List<String> inputs, LayerDraft origin, boolean outermost) {
    BlockSpec block = draft.block().block();
    if (open.contains(block.qualifiedName())) {
      fail(Code.BLOCK, useOf(origin), name + ": @" + block.name() + " contains itself");
      broken(name, draft, inputs, origin);
      return;
    }
    if (!BlockRules.isSound(block)) {
      broken(name, draft, inputs, origin);
      return;
    }
    if (inputs.size() != block.inputs().size()) {
      fail(Code.INPUTS, outermost ? draft.layer().place() : useOf(origin), "@" + block.name() + " reads "
          + String.join(", ", block.inputs()) + ", so " + name + " must have " + count(block.inputs().size()) + ", but has "
          + inputs.size());
      broken(name, draft, inputs, origin);
      return;
    }
    Map<String, String> bound = new HashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      bound.put(block.inputs().get(i), inputs.get(i));
    }
    Map<String, Long> members = new HashMap<>();
    for (String member : block.members()) {
      members.put(member, (long) given.integer(member));
    }
    open.push(block.qualifiedName());
    int first = expanded.size();
    expand(name + ".", block.layers(), bound, members, origin);
    open.pop();
    if (outermost) {
      markOutput(first, output(name + ".", BlockRules.output(block)), draft.layer());
    }
  }

  private static String count(int inputs) {
    return inputs == 1 ? "one parameter" : inputs + " parameters";
  }

  /** What is said of a block as a whole, {@code @Output} and {@code @Shape}, is said of the layer that it gives. */
  private void markOutput(int from, String name, LayerSpec use) {
    for (int i = from; i < expanded.size(); i++) {
      LayerSpec l = expanded.get(i);
      if (l.name().equals(name)) {
        expanded.set(i, new LayerSpec(name, l.operations(), l.inputs(), use.output(),
            use.asserted() == null ? l.asserted() : use.asserted(), l.allowed(), l.place()));
      }
    }
  }

  private LayerSpec plain(String name, LayerDraft draft, List<Attributes> attributes, List<String> inputs, LayerDraft origin,
      boolean outermost) {
    boolean own = draft == origin;
    List<OperationSpec> operations = new ArrayList<>();
    for (int i = 0; i < attributes.size(); i++) {
      OperationSpec written = draft.layer().operations().get(i);
      operations.add(new OperationSpec(written.kind(), attributes.get(i), own ? written.place() : useOf(origin)));
    }
    List<Integer> asserted = own && !outermost ? null : draft.layer().asserted();
    return new LayerSpec(name, operations, bind(draft, inputs, origin), own && outermost && draft.layer().output(), asserted,
        allowed(draft, origin), origin.layer().place());
  }

  private static Set<String> allowed(LayerDraft draft, LayerDraft origin) {
    Set<String> allowed = new LinkedHashSet<>(draft.layer().allowed());
    allowed.addAll(origin.layer().allowed());
    return allowed;
  }

  private static List<InputSpec> bind(LayerDraft draft, List<String> inputs, LayerDraft origin) {
    List<InputSpec> bound = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      InputSpec written = draft.layer().inputs().get(i);
      bound.add(new InputSpec(inputs.get(i), written.shapeOnly(), draft == origin ? written.place() : useOf(origin)));
    }
    return bound;
  }

  /** Keeps a layer's name and inputs, so that its readers are not reported as well; its shape stays unknown. */
  private void broken(String name, LayerDraft draft, List<String> inputs, LayerDraft origin) {
    LayerDraft last = draft.block() == null ? null : BlockRules.output(draft.block().block());
    String output = last == null ? name : output(name + ".", last);
    add(new LayerSpec(output, List.of(), bind(draft, inputs, origin), draft.layer().output(), null, Set.of(),
        origin.layer().place()), origin);
  }

  private void add(LayerSpec layer, LayerDraft origin) {
    if (expanded.size() == MOST_LAYERS) {
      if (!overflowed) {
        fail(Code.BLOCK, origin.layer().place(), "the network has more than " + MOST_LAYERS + " layers once its blocks are expanded");
      }
      overflowed = true;
      return;
    }
    expanded.add(layer);
  }

  private static Place useOf(LayerDraft origin) {
    return origin.block() == null ? origin.layer().place() : origin.block().place();
  }

  private void fail(Code code, Place place, String headline) {
    problems.add(Problem.error(code, place, headline));
  }
}
