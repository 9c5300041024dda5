package dev.fovea.processor.fuzz;

import dev.fovea.processor.fuzz.SourceFile.Block;
import dev.fovea.processor.fuzz.SourceFile.Method;
import dev.fovea.processor.fuzz.SourceFile.Network;
import dev.fovea.processor.fuzz.SourceFile.Parameter;
import dev.fovea.processor.network.NetworkSketch;
import dev.fovea.processor.network.RandomNetworks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Draws sources of networks: one of {@link RandomNetworks}, more around it, and then, half of the time, mutations of it. */
final class DrawnNetworks {
  private final long seed;
  private final Random random;
  private final List<Block> blocks = new ArrayList<>();
  private Network network;

  private DrawnNetworks(long seed) {
    this.seed = seed;
    this.random = new Random(seed * 0x9E3779B97F4A7C15L + 7);
  }

  /** The same seed draws the same file. */
  static SourceFile draw(long seed) {
    DrawnNetworks drawn = new DrawnNetworks(seed);
    SourceFile file = drawn.sound();
    return drawn.random.nextInt(20) < 6 ? file : new Mutations(drawn.random).mutate(file);
  }

  private SourceFile sound() {
    network = network("Drawn" + Long.toString(seed).replace('-', '_'), RandomNetworks.drawSmall(seed));
    if (random.nextInt(3) == 0) {
      assertion();
    }
    if (random.nextInt(5) == 0) {
      repetition();
    }
    if (random.nextInt(4) == 0) {
      shortcut();
    }
    if (random.nextInt(3) == 0) {
      block();
    }
    if (random.nextInt(8) == 0) {
      network = network.kind("abstract class");
    }
    List<Network> networks = new ArrayList<>(List.of(network));
    if (!network.isClass() && random.nextInt(5) == 0) {
      networks.add(child());
    }
    return new SourceFile(network.name(), List.copyOf(blocks), networks, false);
  }

  private static Network network(String name, NetworkSketch sketch) {
    List<Method> methods = new ArrayList<>();
    for (NetworkSketch.Layer layer : sketch.layers()) {
      List<Written> annotations = new ArrayList<>(layer.operations().stream().map(operation -> Written.of(operation.text())).toList());
      if (layer.output()) {
        annotations.add(Written.of("@Output"));
      }
      List<Parameter> parameters = new ArrayList<>(layer.inputs().stream().map(Parameter::of).toList());
      if (layer.shapeOf() != null) {
        parameters.add(new Parameter(layer.shapeOf(), "Tensor", true));
      }
      methods.add(Method.of(layer.name(), annotations, parameters));
    }
    Written annotation = new Written("Network", Map.of("input", "{" + sketch.input().channels() + ", " + sketch.input().height() + ", "
        + sketch.input().width() + "}"));
    return new Network(name, "interface", sketch.channelsLast() ? annotation.with("layout", "Layout.NHWC") : annotation, null, methods);
  }

  private void replace(int index, Method method) {
    List<Method> methods = new ArrayList<>(network.methods());
    methods.set(index, method);
    network = network.with(methods);
  }

  private Map<String, List<Integer>> shapes() {
    return Judge.of(new SourceFile(network.name(), blocks, List.of(network), false), network).shapes();
  }

  private void assertion() {
    int index = random.nextInt(network.methods().size());
    Method method = network.methods().get(index);
    List<Integer> shape = shapes().get(method.name());
    boolean flat = shape.get(1) == 1 && shape.get(2) == 1 && random.nextBoolean();
    replace(index, method.marked(Written.of("@Shape(" + (flat ? shape.get(0) : "{" + shape.get(0) + ", " + shape.get(1) + ", "
        + shape.get(2) + "}") + ")")));
  }

  private void repetition() {
    Map<String, List<Integer>> shapes = shapes();
    for (int i = 0; i < network.methods().size(); i++) {
      Method method = network.methods().get(i);
      if (method.parameters().size() == 1 && !method.parameters().get(0).name().equals("input")
          && shapes.get(method.name()).equals(shapes.get(method.parameters().get(0).name())) && random.nextBoolean()) {
        replace(i, method.marked(Written.of("@Repeat(" + (1 + random.nextInt(3)) + ")")));
      }
    }
  }

  /** What an added layer reads stays legal; what it leaves unread is marked. */
  private void append(String name, List<Written> annotations, String... reads) {
    List<Method> methods = new ArrayList<>(network.methods());
    methods.add(Method.of(name, annotations, List.of(reads).stream().map(Parameter::of).toList()));
    Set<String> read = new HashSet<>();
    methods.forEach(method -> method.parameters().forEach(parameter -> read.add(parameter.name())));
    boolean several = methods.stream().filter(method -> !read.contains(method.name())).count() > 1 || methods.stream()
        .anyMatch(method -> method.has("Output"));
    network = network.with(methods.stream().map(method -> several && !read.contains(method.name()) && !method.has("Output")
        ? method.marked(Written.of("@Output")) : method).toList());
  }

  private String anyTensor() {
    int index = random.nextInt(network.methods().size() + 1);
    return index == 0 ? "input" : network.methods().get(index - 1).name();
  }

  private void shortcut() {
    Map<String, List<Integer>> shapes = shapes();
    Method target = network.methods().get(random.nextInt(network.methods().size()));
    List<String> sources = network.methods().stream().map(Method::name).filter(name -> !name.equals(target.name()))
        .filter(name -> reaches(shapes.get(name), shapes.get(target.name()))).toList();
    List<String> onto = target.has("Repeat") || sources.isEmpty() ? List.of() : List.of(sources.get(random.nextInt(sources.size())),
        target.name());
    if (!onto.isEmpty()) {
      Written shortcut = Written.of(random.nextBoolean() ? "@Shortcut(batchNorm = true)" : "@Shortcut");
      append("shortcut", List.of(shortcut, Written.of("@Relu")), onto.get(0), onto.get(1));
    }
  }

  private static boolean reaches(List<Integer> from, List<Integer> to) {
    return from != null && to != null && CountedWindows.smallestStride(from.get(1), to.get(1)) > 0
        && CountedWindows.smallestStride(from.get(2), to.get(2)) > 0;
  }

  /** One of some blocks that fit any input, used once or more. */
  private void block() {
    String name = "Block" + network.name();
    Map<String, Integer> members = new LinkedHashMap<>();
    switch (random.nextInt(3)) {
      case 0 -> {
        members.put("width", null);
        members.put("stride", 1);
        blocks.add(new Block(name, List.of("input"), members, List.of(
            layer("reduce", "input", Written.of("@Pointwise"), with("filters = width"), Written.of("@BatchNorm(epsilon = 0.1)"),
                Written.of("@Relu")),
            layer("conv", "reduce", Written.of("@Conv(kernel = 3, padding = 1)"), with("filters = " + expression() + ", stride = stride")),
            layer("expand", "conv", Written.of("@Pointwise"), with("filters = 2 * width")),
            Method.of("skip", List.of(Written.of("@Shortcut")), List.of(Parameter.of("input"), Parameter.of("expand"))),
            Method.of("out", List.of(Written.of("@Add"), Written.of("@Relu")), List.of(Parameter.of("expand"), Parameter.of("skip"))))));
        append("used", marks("@" + name + "(width = " + (1 + random.nextInt(4)) + (random.nextBoolean() ? ", stride = 2" : "") + ")"),
            anyTensor());
      }
      case 1 -> {
        members.put("k", 3);
        blocks.add(new Block(name, List.of("input"), members, List.of(
            layer("blur", "input", Written.of("@AvgPool(stride = 1, paddingMode = PaddingMode.SAME)"), with("kernel = {k, min(k, 2)}")),
            layer("soft", "blur", Written.of("@Tanh"), Written.of("@Repeat(2)")))));
        append("used", marks("@" + name + (random.nextBoolean() ? "(k = " + (1 + random.nextInt(5)) + ")" : "")), anyTensor());
      }
      default -> {
        String inner = name + "Inner";
        blocks.add(new Block(inner, List.of("input"), new LinkedHashMap<>(Map.of("n", 1)), List.of(
            layer("one", "input", Written.of("@Dense"), with("value = max(n, 2) - 1"), Written.of("@Sigmoid")))));
        members.put("units", null);
        blocks.add(new Block(name, List.of("x", "y"), members, List.of(
            layer("left", "x", Written.of("@" + inner), with("n = units + 1")), layer("right", "y", Written.of("@" + inner),
                with("n = units + 1")),
            Method.of("joined", List.of(Written.of(random.nextBoolean() ? "@Concat" : "@Add")), List.of(Parameter.of("left"),
                Parameter.of("right"))))));
        String other = network.methods().get(random.nextInt(network.methods().size())).name();
        append("used", List.of(Written.of("@" + name + "(units = " + (1 + random.nextInt(6)) + ")")), "input", other);
      }
    }
  }

  private List<Written> marks(String use) {
    return random.nextInt(3) == 0 ? List.of(Written.of(use), Written.of("@Repeat(2)")) : List.of(Written.of(use));
  }

  private static Method layer(String name, String reads, Written... annotations) {
    return Method.of(name, List.of(annotations), List.of(Parameter.of(reads)));
  }

  private static Written with(String text) {
    return new Written("With", Map.of("value", "\"" + text + "\""));
  }

  private String expression() {
    return new String[] {"width", "width * (1 + 1) / 2", "max(width, stride)", "-width + 3 * width", "width % 3 + 1",
        "min(width,7)"}[random.nextInt(6)];
  }

  /** A network that extends the one that was drawn, of another input or of other widths. */
  private Network child() {
    Written annotation = network.annotation();
    if (random.nextInt(2) == 0) {
      long[] input = Numbers.list(annotation.member("input", "{}"));
      annotation = annotation.with("input", "{" + input[0] + ", " + (input[1] + random.nextInt(4)) + ", " + (input[2] + random.nextInt(4))
          + "}");
    } else {
      annotation = annotation.with("widthMultiplier", new String[] {"0.5", "2", "0.3", "1.5"}[random.nextInt(4)]);
    }
    Method last = network.methods().get(network.methods().size() - 1);
    boolean alters = random.nextInt(3) == 0 && !last.has("Softmax");
    List<Method> anew = alters ? List.of(last.marked(Written.of("@Softmax"))) : List.of();
    return new Network(network.name() + "Child", "interface", annotation, network.name(), anew);
  }
}
