package dev.fovea.processor.fuzz;

import dev.fovea.processor.fuzz.ExpandedLayers.Layer;
import dev.fovea.processor.fuzz.ExpandedLayers.Read;
import dev.fovea.processor.fuzz.SourceFile.Method;
import dev.fovea.processor.fuzz.SourceFile.Network;
import dev.fovea.processor.fuzz.Verdict.Broken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Says whether a network is legal, and which shapes its layers have, from what the documentation promises. It shares no code with the
 * processor: windows are laid down one by one, and whatever is wrong first is enough.
 */
final class Judge {
  /**
   * What the tests may call a layer though it is forbidden: names of every object's methods, of members of generated classes, of the image.
   */
  static final List<String> FORBIDDEN = List.of("input", "hashCode", "wait", "clone", "all", "layers", "forward", "Mode");

  /** Those of them that a block's layer cannot have either: its accessors are in a view, which has no members of ours. */
  static final List<String> FORBIDDEN_IN_BLOCKS = List.of("hashCode", "wait", "clone", "Mode");

  private final SourceFile file;
  private final Network network;
  private final Map<String, long[]> shapes = new HashMap<>();
  private final Map<String, Double> jumps = new HashMap<>();
  private final List<Verdict.Layer> judged = new ArrayList<>();
  private JudgedOperations operations;
  private boolean farSeeing;

  private Judge(SourceFile file, Network network) {
    this.file = file;
    this.network = network;
  }

  /** The verdict on one of a file's networks. */
  static Verdict of(SourceFile file, Network network) {
    Judge judge = new Judge(file, network);
    String reason = null;
    try {
      judge.judge();
    } catch (Broken broken) {
      reason = broken.getMessage();
    }
    JudgedOperations seen = judge.operations;
    return new Verdict(reason, seen != null && seen.large() || judge.farSeeing, seen != null && seen.undecided(), judge.judged,
        seen == null ? 0 : seen.work());
  }

  static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new Broken(otherwise);
    }
  }

  private void judge() {
    require(Set.of("interface", "abstract class").contains(network.kind()), "a network that is a " + network.kind());
    double multiplier = Numbers.real(network.annotation().member("widthMultiplier", "1"));
    require(multiplier > 0 && multiplier <= Double.MAX_VALUE, "a width multiplier of " + multiplier);
    operations = new JudgedOperations(multiplier);
    shapes.put("input", image());
    jumps.put("input", 1.0);
    require(network.methods().stream().noneMatch(method -> isStray(method)), "an operation on a method with a body");
    List<Method> layers = layers(file, network);
    checkNames(layers.stream().map(Method::name).toList());
    List<Layer> expanded = new ExpandedLayers(file).ofNetwork(layers);
    checkOutputs(expanded);
    for (Layer layer : ordered(expanded)) {
      long[] shape = shape(layer);
      shapes.put(layer.name(), shape);
      judged.add(new Verdict.Layer(layer.name(), layer.method(), shape));
    }
  }

  static boolean isStray(Method method) {
    return method.body() != null && method.annotations().stream().anyMatch(each -> JudgedOperations.MEMBERS.containsKey(each.name()));
  }

  /** The abstract methods of a network, and of those it extends what it does not declare anew. */
  static List<Method> layers(SourceFile file, Network network) {
    Map<String, Method> layers = new LinkedHashMap<>();
    Set<String> taken = new HashSet<>();
    for (Network each = network; each != null; each = each.parent() == null ? null : file.network(each.parent())) {
      Set<String> own = new HashSet<>();
      for (Method method : each.methods()) {
        require(own.add(method.name()), "two methods called " + method.name());
        if (!taken.contains(method.name()) && method.body() == null) {
          layers.put(method.name(), method);
        }
        Method nearer = layers.get(method.name());
        require(nearer == null || nearer.parameters().size() == method.parameters().size(), "another method than the inherited one");
      }
      taken.addAll(own);
    }
    return List.copyOf(layers.values());
  }

  private static void checkNames(List<String> names) {
    require(!names.isEmpty(), "no layers");
    Set<String> lowerCase = new HashSet<>();
    for (String name : names) {
      require(!FORBIDDEN.contains(name), "a forbidden name");
      require(lowerCase.add(name.toLowerCase(Locale.ROOT)), "names that differ by case");
    }
  }

  private long[] image() {
    long[] sizes = Numbers.list(network.annotation().member("input", "{}"));
    require(sizes.length == 1 || sizes.length == 3, "an input of " + sizes.length + " numbers");
    for (long size : sizes) {
      require(size >= 1, "an input of " + size);
    }
    long height = sizes.length == 1 ? 1 : sizes[1];
    long width = sizes.length == 1 ? 1 : sizes[2];
    require(sizes[0] * height <= Integer.MAX_VALUE && sizes[0] * height * width <= Integer.MAX_VALUE, "an image beyond a tensor");
    farSeeing |= sizes[0] * height * width > 1 << 24;
    return new long[] {sizes[0], height, width};
  }

  private static void checkOutputs(List<Layer> layers) {
    Set<String> read = new HashSet<>();
    layers.forEach(layer -> layer.inputs().forEach(input -> read.add(input.name())));
    List<Layer> unread = layers.stream().filter(layer -> !read.contains(layer.name())).toList();
    boolean marked = layers.stream().anyMatch(Layer::output);
    require(marked ? unread.stream().allMatch(Layer::output) : unread.size() == 1, unread.size() + " unread layers");
  }

  /** Layers after what they read. */
  private static List<Layer> ordered(List<Layer> layers) {
    Set<String> names = new HashSet<>(Set.of("input"));
    layers.forEach(layer -> names.add(layer.name()));
    layers.forEach(layer -> layer.inputs().forEach(input -> require(names.contains(input.name()), "unknown: " + input.name())));
    Set<String> known = new HashSet<>(Set.of("input"));
    List<Layer> ordered = new ArrayList<>();
    List<Layer> left = new ArrayList<>(layers);
    while (!left.isEmpty()) {
      List<Layer> ready = left.stream().filter(layer -> layer.inputs().stream().allMatch(input -> known.contains(input.name()))).toList();
      require(!ready.isEmpty(), "layers read each other in a circle");
      ordered.addAll(ready);
      ready.forEach(layer -> known.add(layer.name()));
      left.removeAll(ready);
    }
    return ordered;
  }

  private long[] shape(Layer layer) {
    List<Written> written = layer.operations();
    require(!written.isEmpty(), "no operation");
    written.forEach(each -> require(JudgedOperations.MEMBERS.containsKey(each.name()), "no operation: " + each.name()));
    List<String> values = layer.inputs().stream().filter(input -> !input.shapeOnly()).map(Read::name).toList();
    List<String> sizes = layer.inputs().stream().filter(Read::shapeOnly).map(Read::name).toList();
    String first = written.get(0).name();
    boolean fits = !JudgedOperations.JOINS.contains(first) ? values.size() == 1
        : first.equals("Add") || first.equals("Concat") ? values.size() >= 2 : values.size() == 2;
    require(fits, values.size() + " inputs of @" + first);
    boolean sized = written.stream().anyMatch(each -> each.is("TransposedConv"));
    require(sizes.size() <= (sized ? 1 : 0), "sizes that nothing takes");
    List<long[]> current = values.stream().map(shapes::get).toList();
    double jump = values.stream().mapToDouble(jumps::get).max().orElse(1);
    Set<String> seen = new HashSet<>();
    for (Written operation : written) {
      require(current.size() == 1 || operation == written.get(0), "a join after another operation");
      require(operation == written.get(0) || !JudgedOperations.JOINS.contains(operation.name()), "a join after another operation");
      require(seen.add(operation.name()), "twice @" + operation.name());
      long[] result = operations.apply(operation, current, sizes.isEmpty() ? null : shapes.get(sizes.get(0)));
      jump *= 1 + Math.max(0, Math.max(result[1] > 0 ? (double) current.get(0)[1] / result[1] : 0,
          (double) current.get(0)[2] / result[2]) - 1);
      current = List.of(result);
    }
    jumps.put(layer.name(), jump);
    farSeeing |= jump > 1 << 16;
    checkAssertion(layer, current.get(0));
    return current.get(0);
  }

  private static void checkAssertion(Layer layer, long[] shape) {
    if (layer.asserted() == null) {
      return;
    }
    long[] asserted = Numbers.list(layer.asserted());
    boolean holds = asserted.length == 1 ? asserted[0] == shape[0] && shape[1] == 1 && shape[2] == 1
        : asserted.length == 3 && asserted[0] == shape[0] && asserted[1] == shape[1] && asserted[2] == shape[2];
    require(holds, layer.name() + " is not as asserted");
  }
}
