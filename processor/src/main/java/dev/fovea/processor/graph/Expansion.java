package dev.fovea.processor.graph;

import dev.fovea.processor.graph.LayerSpec.Origin;
import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Place;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.problem.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Replaces blocks and repetitions by the layers that they stand for. A layer within a block is called {@code down3.reduce}, one
 * within a repetition {@code conv2[0].reduce}; what reads a block reads the one layer of its body that no other layer of it reads.
 *
 * <p>What is wrong with a block whatever it is given is told in its body, so here only what the outermost use decides.
 */
public final class Expansion {
  /** The most layers that a network may have. */
  public static final int MOST_LAYERS = 10_000;

  private final String subject;
  private final Problems problems;
  private final List<LayerSpec> expanded = new ArrayList<>();
  private final Set<Problem.Cause> told = new HashSet<>();
  private final Map<String, Boolean> sound = new HashMap<>();
  private boolean overflowed;

  private Expansion(String subject, Problems problems) {
    this.subject = subject;
    this.problems = problems;
  }

  /** The layers of a network, none of which is a block or a repetition any more. What cannot be expanded keeps its names only. */
  public static List<LayerSpec> expand(List<LayerDraft> drafts, Problems problems) {
    return new Expansion("the network", problems).all(drafts, new Scope("", Map.of(), null, null, 0, Set.of(), null, false));
  }

  /** The layers of a block without a use: what depends on its members, or on the shapes of its inputs, is not known. */
  public static List<LayerSpec> expand(BlockSpec block, Problems problems) {
    Map<String, Given> members = new HashMap<>();
    block.members().forEach(member -> members.put(member, new Given(1, -1, null)));
    Map<String, String> inputs = new HashMap<>();
    block.inputs().forEach(input -> inputs.put(input, input));
    Expansion expansion = new Expansion("@" + block.name(), problems);
    return expansion.all(block.layers(), new Scope("", inputs, members, null, 0, block.allowed(), null, false));
  }

  /** The layer of the network, or of the body, that all of the same name before the first dot or bracket stand for. */
  public static String method(String expanded) {
    int end = 0;
    while (end < expanded.length() && expanded.charAt(end) != '.' && expanded.charAt(end) != '[') {
      end++;
    }
    return expanded.substring(0, end);
  }

  /** The expanded layer that readers of a layer of the network read: itself, or the output of its last repetition. */
  public static String output(LayerDraft draft) {
    return output(draft.lastName(), draft);
  }

  private static String output(String name, LayerDraft draft) {
    StringBuilder output = new StringBuilder(name);
    Set<String> open = new HashSet<>();
    LayerDraft last = draft;
    // A block that contains itself, which is told elsewhere, is not entered again.
    while (last.block() != null && open.add(last.block().block().qualifiedName()) && BlockRules.output(last.block().block()) != null) {
      last = BlockRules.output(last.block().block());
      output.append('.').append(last.lastName());
    }
    return output.toString();
  }

  private List<LayerSpec> all(List<LayerDraft> drafts, Scope scope) {
    layers(drafts, scope);
    return overflowed ? drafts.stream().map(draft -> unexpanded(draft, drafts)).toList() : expanded;
  }

  private void layers(List<LayerDraft> drafts, Scope scope) {
    Map<String, String> names = new HashMap<>(scope.bound());
    drafts.forEach(draft -> names.put(draft.name(), scope.prefix() + output(draft)));
    for (LayerDraft draft : drafts) {
      List<InputSpec> inputs = new ArrayList<>();
      for (InputSpec input : draft.layer().inputs()) {
        String name = names.getOrDefault(input.name(), scope.isBroken() ? null : input.name());
        if (name != null) {
          inputs.add(new InputSpec(name, input.shapeOnly(), scope.at(input.place())));
        }
      }
      repeat(draft, inputs, scope.within(scope.isBroken() || draft.isBroken() || !isSound(draft, scope)));
    }
  }

  /** What is wrong with a layer of a block was told in its body. */
  private boolean isSound(LayerDraft draft, Scope scope) {
    return scope.isNetwork() ? checkOwn(draft) : scope.use() != null
        || new With(draft).check(scope.members().keySet(), new Problems()) && BlockRules.checkUse(draft, new Problems());
  }

  private boolean checkOwn(LayerDraft draft) {
    if (draft.with() != null) {
      problems.add(Problem.error(Code.EXPRESSION, draft.layer().place().annotation("With"), "@With on " + draft.name()
          + " means nothing: it computes from the members of the block around it, and " + draft.name() + " stands in none")
          .help("write the numbers in the annotations themselves"));
      return false;
    }
    return new With(draft).check(List.of(), problems) && BlockRules.checkUse(draft, problems);
  }

  private void repeat(LayerDraft draft, List<InputSpec> inputs, Scope scope) {
    String name = scope.prefix() + draft.name();
    if (draft.repeat() == null) {
      layer(name, draft, inputs, scope, true);
      return;
    }
    List<InputSpec> current = inputs;
    int last = Math.max(1, draft.repeat()) - 1;
    for (int i = 0; i <= last && !overflowed; i++) {
      String repetition = name + "[" + i + "]";
      layer(repetition, draft, current, scope, i == last);
      String output = output(repetition, draft);
      current = inputs.stream().map(input -> new InputSpec(output, input.shapeOnly(), input.place())).toList();
    }
  }

  private void layer(String name, LayerDraft draft, List<InputSpec> inputs, Scope scope, boolean last) {
    List<With.Applied> applied = scope.isBroken() ? null : new With(draft).apply(scope.membersOrNone(), scope.depth(),
        (source, headline, details) -> fail(name, draft, scope, source, headline, details));
    Scope own = scope.within(applied == null);
    int first = expanded.size();
    if (draft.block() == null || !block(name, draft, applied, inputs, own, first)) {
      add(plain(name, draft, applied, inputs, own), draft, scope, first);
    }
    if (own.isBroken() && draft.block() != null) {
      readAll(first, output(name, draft), inputs);
    }
    if (last) {
      mark(first, output(name, draft), draft, scope);
    }
  }

  /** A block that is wrong counts as a reader of all that it is given, lest those layers be called unread. */
  private void readAll(int from, String output, List<InputSpec> inputs) {
    for (int i = from; i < expanded.size(); i++) {
      LayerSpec layer = expanded.get(i);
      if (layer.name().equals(output)) {
        List<InputSpec> all = new ArrayList<>(layer.inputs());
        all.addAll(inputs);
        expanded.set(i, layer.withInputs(all));
      }
    }
  }

  private void fail(String name, LayerDraft draft, Scope scope, Given source, String headline, List<String> details) {
    if (source.depth() > 0) {
      problems.noteToldElsewhere();
    } else if (source.depth() == 0) {
      Place place = scope.at(draft.withPlace());
      List<String> lines = new ArrayList<>(details);
      lines.addAll(scope.expandedOrNone());
      report(Problem.error(Code.EXPRESSION, source.source() == null ? place : place.ofUse(source.source()), name + ": " + headline)
          .because(lines));
    }
  }

  private void report(Problem problem) {
    if (told.add(problem.cause())) {
      problems.add(problem);
    }
  }

  /** Expands a block; returns false where nothing is known of what is in it. */
  private boolean block(String name, LayerDraft draft, List<With.Applied> applied, List<InputSpec> inputs, Scope scope, int first) {
    BlockSpec block = draft.block().block();
    Place use = scope.at(draft.block().place());
    boolean recursive = scope.isOpen(block);
    boolean usable = !recursive && sound.computeIfAbsent(block.qualifiedName(), each -> BlockRules.isSound(block));
    if (!usable && !scope.isBroken()) {
      reportUnusable(block, use);
    }
    if (recursive || block.layers().isEmpty()) {
      return false;
    }
    Map<String, String> bound = new HashMap<>();
    for (int i = 0; i < Math.min(inputs.size(), block.inputs().size()); i++) {
      bound.put(block.inputs().get(i), inputs.get(i).name());
    }
    Map<String, Given> members = new TreeMap<>();
    if (applied != null) {
      block.members().forEach(member -> members.put(member, given(applied.get(0), member, scope)));
    }
    layers(block.layers(), scope.into(name, draft, bound, members, use, !usable, first));
    if (!usable) {
      readAll(first, output(name, draft), inputs);
    }
    return true;
  }

  private static Given given(With.Applied applied, String member, Scope scope) {
    Given computed = applied.given().get(member);
    int value = applied.attributes().integer(member);
    String source = scope.use() == null ? member : computed == null ? null : computed.source();
    return new Given(value, computed == null ? scope.depth() : computed.depth(), source);
  }

  private void reportUnusable(BlockSpec block, Place use) {
    if (block.isSource()) {
      problems.noteToldElsewhere();
      return;
    }
    Problems found = new Problems();
    BlockRules.check(block, found);
    boolean lost = block.origin() == BlockSpec.Origin.WITHOUT_COMPANION;
    report(Problem.error(Code.BLOCK, use, lost
        ? "@" + block.name() + " was compiled without Fovea's processor, so it is lost what its layers read"
        : "@" + block.name() + " was compiled into a class file that is no block: "
            + found.all().stream().map(Problem::headline).findFirst().orElse("it cannot be read"))
        .help("compile the module that declares it again, with Fovea's processor"));
  }

  /** What is said of a block, or of a repetition, as a whole is said of the layer that it gives. */
  private void mark(int from, String name, LayerDraft draft, Scope scope) {
    boolean output = scope.isNetwork() && draft.layer().output();
    List<Integer> asserted = draft.layer().asserted();
    for (int i = from; i < expanded.size() && (output || asserted != null); i++) {
      LayerSpec l = expanded.get(i);
      if (l.name().equals(name)) {
        Origin origin = asserted == null ? l.origin()
            : new Origin(l.origin().broken(), l.origin().depth(), scope.at(draft.layer().assertionPlace()), l.origin().expanded());
        expanded.set(i, new LayerSpec(name, l.operations(), l.inputs(), output, asserted == null ? l.asserted() : asserted, l.allowed(),
            l.place(), origin));
      }
    }
  }

  private static LayerSpec plain(String name, LayerDraft draft, List<With.Applied> applied, List<InputSpec> inputs, Scope scope) {
    List<OperationSpec> operations = new ArrayList<>();
    for (OperationSpec written : draft.layer().operations()) {
      With.Applied members = applied == null ? new With.Applied(written.attributes(), Map.of()) : applied.get(operations.size());
      operations.add(new OperationSpec(written.kind(), members.attributes(), scope.at(written.place()), members.given()));
    }
    Set<String> allowed = new TreeSet<>(scope.allowed());
    allowed.addAll(draft.layer().allowed());
    boolean written = scope.expanded() == null && draft.repeat() == null;
    return new LayerSpec(name, operations, inputs, false, null, allowed, scope.at(draft.layer().place()),
        new Origin(scope.isBroken(), scope.depth(), null, written ? null : scope.expandedOrNone()));
  }

  private void add(LayerSpec layer, LayerDraft draft, Scope scope, int first) {
    if (overflowed) {
      return;
    }
    if (expanded.size() < MOST_LAYERS) {
      expanded.add(layer);
      return;
    }
    overflowed = true;
    // A block that is too large by itself is told in its body.
    if (scope.isTooLargeInSource(expanded.size())) {
      problems.noteToldElsewhere();
    } else {
      Place place = scope.use() == null ? draft.layer().place() : scope.use().withoutBody();
      problems.add(Problem.error(Code.BLOCK, place, subject + " has more than " + MOST_LAYERS
          + " layers once its blocks and repetitions are expanded").because("the first too many is " + layer.name()));
    }
  }

  /** A layer's name alone, where expansion was given up. */
  private static LayerSpec unexpanded(LayerDraft draft, List<LayerDraft> drafts) {
    Map<String, String> names = new HashMap<>();
    drafts.forEach(each -> names.put(each.name(), output(each)));
    LayerSpec l = draft.layer();
    List<InputSpec> inputs = l.inputs().stream()
        .map(input -> new InputSpec(names.getOrDefault(input.name(), input.name()), input.shapeOnly(), input.place())).toList();
    return new LayerSpec(output(draft), l.operations(), inputs, l.output(), null, l.allowed(), l.place(),
        new Origin(true, 0, null, List.of()));
  }
}
