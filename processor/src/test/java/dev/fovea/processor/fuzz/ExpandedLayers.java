package dev.fovea.processor.fuzz;

import static dev.fovea.processor.fuzz.Judge.require;

import dev.fovea.processor.fuzz.SourceFile.Block;
import dev.fovea.processor.fuzz.SourceFile.Method;
import dev.fovea.processor.fuzz.SourceFile.Parameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Blocks and repetitions, written out as the documentation of {@code @Block}, {@code @With} and {@code @Repeat} says. */
final class ExpandedLayers {
  private static final int MOST_LAYERS = 10_000;

  /** What a layer reads. */
  record Read(String name, boolean shapeOnly) {}

  /**
   * A layer that is neither block nor repetition.
   *
   * @param method of the network that it is a part of
   * @param asserted the text of its {@code @Shape}, or null
   */
  record Layer(String name, String method, List<Written> operations, List<Read> inputs, boolean output, String asserted) {}

  private final SourceFile file;
  private final List<Layer> layers = new ArrayList<>();

  ExpandedLayers(SourceFile file) {
    this.file = file;
  }

  List<Layer> ofNetwork(List<Method> methods) {
    Map<String, String> names = new HashMap<>(Map.of("input", "input"));
    methods.forEach(method -> names.put(method.name(), last(method, method.name(), Set.of())));
    for (Method method : methods) {
      check(method);
      require(!method.has("With"), "@With outside of a block");
      expand(method, method.name(), method.name(), names, null, method.has("Output"), Set.of());
    }
    return layers;
  }

  private static void check(Method method) {
    require(method.returns().equals("Tensor") && method.before().isEmpty(), method.name() + " is no layer");
    method.parameters().forEach(parameter -> require(parameter.type().equals("Tensor"), "a parameter that is no tensor"));
  }

  private Block block(Method method) {
    List<Block> blocks = method.annotations().stream().map(each -> file.block(each.name())).filter(each -> each != null).toList();
    require(blocks.size() <= 1, "two blocks on a method");
    return blocks.isEmpty() ? null : blocks.get(0);
  }

  /** The expanded layer whose value readers of a method read. */
  private String last(Method method, String name, Set<String> open) {
    Written repeat = method.find("Repeat");
    String own = name + (repeat == null ? "" : "[" + (Math.max(1, Numbers.integer(repeat.member("value", "1"))) - 1) + "]");
    Block block = block(method);
    if (block == null) {
      return own;
    }
    require(!open.contains(block.name()), "a block within itself");
    Set<String> inner = new HashSet<>(open);
    inner.add(block.name());
    Method given = output(block);
    return last(given, own + "." + given.name(), inner);
  }

  private static List<Method> layers(Block block) {
    return block.layers().stream().filter(layer -> layer.body() == null).toList();
  }

  /** The one layer of a block that no other reads. */
  private static Method output(Block block) {
    Set<String> read = new HashSet<>();
    layers(block).forEach(layer -> layer.parameters().forEach(parameter -> read.add(parameter.name())));
    List<Method> unread = layers(block).stream().filter(layer -> !read.contains(layer.name())).toList();
    require(unread.size() == 1, "a block of " + unread.size() + " outputs");
    require(read.containsAll(block.inputs()), "a block that does not read all its inputs");
    return unread.get(0);
  }

  private void expand(Method method, String name, String root, Map<String, String> names, Map<String, Long> members, boolean output,
      Set<String> open) {
    Written repeat = method.find("Repeat");
    List<Read> inputs = new ArrayList<>();
    for (Parameter parameter : method.parameters()) {
      require(names.containsKey(parameter.name()) && !parameter.name().equals(method.name()), "unknown: " + parameter.name());
      inputs.add(new Read(names.get(parameter.name()), parameter.shapeOf()));
    }
    Written shape = method.find("Shape");
    String asserted = shape == null ? null : shape.member("value", "{}");
    if (repeat == null) {
      layer(method, name, root, inputs, members, output, asserted, open);
      return;
    }
    long times = Numbers.integer(repeat.member("value", "0"));
    require(times >= 1 && inputs.size() == 1, "a repetition of " + times + " with " + inputs.size() + " inputs");
    require(times <= MOST_LAYERS, "more layers than there may be");
    for (int i = 0; i < times; i++) {
      layer(method, name + "[" + i + "]", root, inputs, members, output && i == times - 1, i == times - 1 ? asserted : null, open);
      Layer before = layers.get(layers.size() - 1);
      String last = block(method) == null ? before.name() : lastOf(method, name + "[" + i + "]");
      inputs = List.of(new Read(last, inputs.get(0).shapeOnly()));
    }
  }

  private String lastOf(Method method, String name) {
    Method given = output(block(method));
    return last(given, name + "." + given.name(), Set.of());
  }

  private void layer(Method method, String name, String root, List<Read> inputs, Map<String, Long> members, boolean output, String asserted,
      Set<String> open) {
    List<Written> operations = new ArrayList<>(method.annotations().stream().filter(each -> !JudgedOperations.MARKS.contains(each.name()))
        .toList());
    if (method.has("With")) {
      operations = computed(method, operations, members);
    }
    Block block = block(method);
    if (block == null) {
      require(layers.size() < MOST_LAYERS, "more layers than there may be");
      layers.add(new Layer(name, root, operations, inputs, output, asserted));
      return;
    }
    require(operations.size() == 1, "a block beside an operation");
    block(block, operations.get(0), name, root, inputs, output, asserted, open);
  }

  private void block(Block block, Written use, String name, String root, List<Read> inputs, boolean output, String asserted,
      Set<String> open) {
    require(!open.contains(block.name()), "a block within itself");
    require(inputs.size() == block.inputs().size(), "inputs of a block");
    require(block.layers().stream().noneMatch(Judge::isStray), "an operation on a method with a body");
    Map<String, Long> given = new HashMap<>();
    block.members().forEach((member, value) -> {
      require(value != null || use.members().containsKey(member), "no " + member);
      given.put(member, use.members().containsKey(member) ? Numbers.integer(use.member(member, null)) : Long.valueOf(value));
    });
    Set<String> inner = new HashSet<>(open);
    inner.add(block.name());
    Map<String, String> names = new HashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      names.put(block.inputs().get(i), inputs.get(i).name());
    }
    Set<String> lowerCase = new HashSet<>();
    for (Method layer : layers(block)) {
      // A block that does not read input may call a layer so.
      require(!block.inputs().contains(layer.name()), "a layer called like an input");
      require(!Judge.FORBIDDEN_IN_BLOCKS.contains(layer.name()), "a forbidden name");
      require(lowerCase.add(layer.name().toLowerCase(java.util.Locale.ROOT)), "two layers of one name");
      names.put(layer.name(), last(layer, name + "." + layer.name(), inner));
    }
    Method last = output(block);
    for (Method layer : layers(block)) {
      check(layer);
      require(!layer.has("Output"), "@Output in a block");
      expand(layer, name + "." + layer.name(), root, names, given, false, inner);
    }
    String wanted = names.get(last.name());
    for (int i = 0; i < layers.size(); i++) {
      Layer l = layers.get(i);
      if (l.name().equals(wanted)) {
        layers.set(i, new Layer(l.name(), l.method(), l.operations(), l.inputs(), output, asserted == null ? l.asserted() : asserted));
      }
    }
  }

  private List<Written> computed(Method method, List<Written> operations, Map<String, Long> members) {
    List<Written> changed = new ArrayList<>(operations);
    String text = method.find("With").member("value", "\"\"");
    Set<String> set = new HashSet<>();
    for (Numbers.Assignment assignment : Numbers.assignments(text.substring(1, text.length() - 1), members)) {
      List<Integer> targets = new ArrayList<>();
      for (int i = 0; i < changed.size(); i++) {
        Written each = changed.get(i);
        String qualifier = Character.toLowerCase(each.name().charAt(0)) + each.name().substring(1);
        if ((assignment.operation() == null || assignment.operation().equals(qualifier)) && members(each).contains(assignment.member())) {
          targets.add(i);
        }
      }
      require(targets.size() == 1, targets.size() + " operations with " + assignment.member());
      Written target = changed.get(targets.get(0));
      boolean list = JudgedOperations.isList(assignment.member(), target.name());
      require(list || !assignment.braces() && (file.block(target.name()) != null || JudgedOperations.isInteger(assignment.member(),
          target.name())),
          assignment.member() + " cannot be computed");
      require(set.add(targets.get(0) + " " + assignment.member()), "set twice");
      List<String> values = assignment.values().stream().map(String::valueOf).toList();
      changed.set(targets.get(0), target.with(assignment.member(), list ? "{" + String.join(", ", values) + "}" : values.get(0)));
    }
    return changed;
  }

  private List<String> members(Written operation) {
    Block block = file.block(operation.name());
    return block != null ? List.copyOf(block.members().keySet()) : JudgedOperations.MEMBERS.getOrDefault(operation.name(), List.of());
  }
}
