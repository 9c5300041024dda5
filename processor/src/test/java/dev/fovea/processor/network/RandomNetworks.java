package dev.fovea.processor.network;

import dev.fovea.processor.network.NetworkSketch.Kind;
import dev.fovea.processor.network.NetworkSketch.Layer;
import dev.fovea.processor.network.NetworkSketch.Operation;
import dev.fovea.processor.network.NetworkSketch.Size;
import dev.fovea.processor.network.RandomWindows.Drawn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Draws small, valid networks of all operations: branches and joins, several operations on a method, channel counts that fill no vector,
 * windows of every kind. The same seed draws the same network.
 */
public final class RandomNetworks {
  private static final int[] CHANNELS = {1, 2, 3, 4, 5, 7, 8, 12, 15, 16, 17, 20, 24, 31, 32, 33, 48, 64, 72, 80};
  private static final int MOST_CHANNELS = 160;

  private final Random random;
  private final RandomWindows windows;
  private final int mostPixels;
  private final int mostChannels;
  private final boolean reversible;
  private final boolean concatenated;
  private final List<Layer> layers = new ArrayList<>();
  private final Map<String, Size> sizes = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private final Set<String> read = new HashSet<>();
  /** Of the layer being drawn. */
  private List<Operation> operations;
  private Set<String> used;
  private String source;
  private String shapeOf;

  private RandomNetworks(long seed, int mostPixels, int mostChannels, boolean reversible) {
    this(seed, mostPixels, mostChannels, reversible, false);
  }

  private RandomNetworks(long seed, int mostPixels, int mostChannels, boolean reversible, boolean concatenated) {
    this.reversible = reversible;
    this.concatenated = concatenated;
    this.random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
    this.windows = new RandomWindows(random);
    this.mostPixels = mostPixels;
    this.mostChannels = mostChannels;
  }

  /** A network of images up to 12x12 and some 80 channels. */
  static NetworkSketch draw(long seed) {
    return new RandomNetworks(seed, 12, 80, false).network(seed);
  }

  /** A network of many concatenations, and of channels in whole vectors. */
  static NetworkSketch drawConcatenated(long seed) {
    return new RandomNetworks(seed, 9, 80, false, true).network(seed);
  }

  /** A network so small that it can be run thousands of times. */
  public static NetworkSketch drawSmall(long seed) {
    return new RandomNetworks(seed, 6, 20, false).network(seed);
  }

  /** A small network of operations that a deconvnet can go back through. */
  static NetworkSketch drawReversible(long seed) {
    return new RandomNetworks(seed, 9, 20, true).network(seed);
  }

  private NetworkSketch network(long seed) {
    int pixels = random.nextInt(8) == 0 ? 1 : mostPixels;
    Size input = new Size(channels(1), 1 + random.nextInt(pixels), 1 + random.nextInt(pixels));
    if (random.nextInt(4) > 0) {
      input = new Size(random.nextInt(3) == 0 ? channels(1) : 1 + random.nextInt(4), Math.max(input.height(), pixels / 2),
          Math.max(input.width(), pixels / 2));
    }
    names.add("input");
    sizes.put("input", input);
    int count = 2 + random.nextInt(8);
    while (layers.size() < count) {
      if (random.nextInt(concatenated ? 2 : 4) > 0 || !join()) {
        layer();
      }
    }
    return new NetworkSketch(seed, input, random.nextInt(4) == 0, shuffled(withOutputs()));
  }

  /** Declares layers in any order: what runs first is found by what they read. */
  private List<Layer> shuffled(List<Layer> declared) {
    if (random.nextInt(4) == 0) {
      Collections.shuffle(declared, random);
    }
    return declared;
  }

  private List<Layer> withOutputs() {
    long unread = layers.stream().filter(layer -> !read.contains(layer.name())).count();
    boolean alsoRead = random.nextInt(4) == 0;
    boolean marks = unread > 1 || alsoRead;
    List<Layer> marked = new ArrayList<>();
    for (Layer layer : layers) {
      boolean output = marks && (!read.contains(layer.name()) || alsoRead && random.nextInt(3) == 0);
      marked.add(new Layer(layer.name(), layer.inputs(), layer.shapeOf(), layer.operations(), output));
    }
    return marked;
  }

  private int channels(int groups) {
    int filters;
    do {
      filters = random.nextInt(3) == 0 ? 1 + random.nextInt(mostChannels) : CHANNELS[random.nextInt(CHANNELS.length)];
    } while (filters > mostChannels);
    if (concatenated) {
      filters = (filters + 15) / 16 * 16;
    }
    return (filters + groups - 1) / groups * groups;
  }

  private String source() {
    int last = names.size() - 1;
    return names.get(random.nextInt(3) > 0 ? last : random.nextInt(names.size()));
  }

  private void begin() {
    operations = new ArrayList<>();
    used = new HashSet<>();
    shapeOf = null;
  }

  private Size size(Size start) {
    return operations.isEmpty() ? start : operations.get(operations.size() - 1).output();
  }

  private void end(List<String> inputs) {
    // Names in no particular order: the order of layers must not lean on it.
    String name = (char) ('a' + random.nextInt(26)) + "" + layers.size();
    layers.add(new Layer(name, inputs, shapeOf, operations, false));
    sizes.put(name, operations.get(operations.size() - 1).output());
    names.add(name);
    read.addAll(inputs);
    if (shapeOf != null) {
      read.add(shapeOf);
    }
  }

  /** A tensor times another of its shape or a gate of as many channels; a gate is made where there is none, or by chance. */
  private boolean product() {
    String one = source();
    Size size = sizes.get(one);
    Size gate = new Size(size.channels(), 1, 1);
    List<String> others = names.stream().filter(name -> !name.equals(one) && List.of(size, gate).contains(sizes.get(name))).toList();
    if (others.isEmpty() || random.nextBoolean()) {
      begin();
      add(Operation.plain(Kind.GLOBAL_AVERAGE, "@GlobalAvgPool", size, gate, 0));
      add(RandomOperations.activation(random, gate, reversible));
      end(List.of(one));
      others = List.of(names.get(names.size() - 1));
    }
    String other = others.get(random.nextInt(others.size()));
    begin();
    operations.add(Operation.plain(Kind.MULTIPLY, "@Multiply", null, size, 0));
    suffix(size);
    end(random.nextBoolean() ? List.of(one, other) : List.of(other, one));
    return true;
  }

  /** Adds, concatenates or multiplies tensors that fit; false if there are none. */
  private boolean join() {
    if (!reversible && random.nextInt(3) == 0) {
      return product();
    }
    Size first = sizes.get(source());
    boolean sum = random.nextBoolean() && !(concatenated && random.nextBoolean());
    List<String> fitting = new ArrayList<>(names.stream().filter(name -> {
      Size size = sizes.get(name);
      return size.height() == first.height() && size.width() == first.width() && (!sum || size.channels() == first.channels());
    }).toList());
    Collections.shuffle(fitting, random);
    List<String> inputs = fitting.subList(0, Math.min(fitting.size(), 2 + random.nextInt(3)));
    int channels = inputs.stream().mapToInt(name -> sizes.get(name).channels()).sum();
    if (inputs.size() < 2 || !sum && channels > MOST_CHANNELS) {
      return false;
    }
    begin();
    Size output = sum ? first : new Size(channels, first.height(), first.width());
    operations.add(Operation.plain(sum ? Kind.ADD : Kind.CONCAT, sum ? "@Add" : "@Concat", null, output, 0));
    suffix(output);
    end(List.copyOf(inputs));
    return true;
  }

  private void layer() {
    begin();
    source = source();
    Size start = sizes.get(source);
    if (random.nextInt(5) == 0) {
      normOrActivation(start);
      normOrActivation(size(start));
    }
    main(size(start));
    if (random.nextInt(10) == 0) {
      main(size(start));
    }
    suffix(size(start));
    if (!operations.isEmpty()) {
      end(List.of(source));
    }
  }

  private void suffix(Size start) {
    if (random.nextInt(3) == 0) {
      add(RandomOperations.batchNorm(random, size(start)));
    }
    if (random.nextInt(2) == 0) {
      add(RandomOperations.activation(random, size(start), reversible));
    }
    if (random.nextInt(8) == 0) {
      pool(size(start));
    }
    if (random.nextInt(8) == 0) {
      add(RandomOperations.dropout(random, size(start)));
    }
    if (random.nextInt(12) == 0) {
      normOrActivation(size(start));
    }
  }

  private void normOrActivation(Size input) {
    switch (random.nextInt(5)) {
      case 0, 1 -> add(RandomOperations.batchNorm(random, input));
      case 2 -> add(RandomOperations.responseNorm(random, input));
      default -> add(RandomOperations.activation(random, input, reversible));
    }
  }

  /** Adds an operation, unless the method has one of that kind. */
  private void add(Operation operation) {
    if (used.add(operation.text().split("\\(")[0])) {
      settleBias(operation);
      operations.add(operation);
    }
  }

  /** {@code Bias.AUTO} has none where a batch norm follows directly. */
  private void settleBias(Operation next) {
    if (next.kind() == Kind.BATCH_NORM && !operations.isEmpty()) {
      Operation o = operations.get(operations.size() - 1);
      if (o.bias() && !o.text().contains("Bias.TRUE")) {
        operations.set(operations.size() - 1, new Operation(o.kind(), o.text(), o.input(), o.output(), o.rows(), o.columns(),
            o.groups(), false, o.number(), o.momentum(), o.counted(), o.frozen()));
      }
    }
  }

  private void main(Size input) {
    switch (random.nextInt(15)) {
      case 0, 1, 2, 3 -> convolution(input);
      case 4 -> pointwise(input);
      case 5, 6 -> depthwise(input);
      case 7, 8 -> transposed(input);
      case 9, 10 -> pool(input);
      case 11 -> dense(input);
      case 12 -> add(RandomOperations.global(random, input));
      case 13 -> plain(input);
      default -> {
        if (random.nextBoolean()) {
          add(RandomOperations.dropout(random, input));
        } else {
          normOrActivation(input);
        }
      }
    }
  }

  private int groups(int channels) {
    if (random.nextInt(3) > 0) {
      return 1;
    }
    List<Integer> divisors = new ArrayList<>();
    for (int groups = 2; groups <= channels; groups++) {
      if (channels % groups == 0) {
        divisors.add(groups);
      }
    }
    return divisors.isEmpty() ? 1 : divisors.get(random.nextInt(divisors.size()));
  }

  private String bias() {
    return new String[] {"", "", ", bias = Bias.TRUE", ", bias = Bias.FALSE"}[random.nextInt(4)];
  }

  private void filters(String name, Kind kind, Size input, Drawn window, int filters, int groups, String members, boolean square) {
    if (window != null) {
      String bias = bias();
      Size output = new Size(filters, window.rows().units(), window.columns().units());
      add(new Operation(kind, name + "(" + (square ? "" : window.members()) + members + bias + ")", input, output, window.rows(),
          window.columns(), groups, !bias.contains("FALSE"), 0, 0, false, false));
    }
  }

  private Drawn window(Size input) {
    return switch (random.nextInt(8)) {
      case 0 -> windows.covering(input);
      case 1, 2, 3 -> windows.keeping(input);
      default -> windows.convolution(input);
    };
  }

  private void convolution(Size input) {
    int groups = groups(input.channels());
    int filters = channels(groups);
    filters("@Conv", Kind.CONVOLUTION, input, window(input), filters, groups,
        ", filters = " + filters + (groups > 1 ? ", groups = " + groups : ""), false);
  }

  private void pointwise(Size input) {
    int groups = groups(input.channels());
    int filters = channels(groups);
    int[] stride = random.nextInt(3) > 0 ? new int[] {1, 1} : windows.pair(1, 3);
    Drawn window = new Drawn(new NetworkSketch.Slide(1, stride[0], 1, 0, 0, every(input.height(), stride[0])),
        new NetworkSketch.Slide(1, stride[1], 1, 0, 0, every(input.width(), stride[1])), "");
    filters("@Pointwise", Kind.CONVOLUTION, input, window, filters, groups, "filters = " + filters
        + (groups > 1 ? ", groups = " + groups : "") + windows.member("stride", stride, 1), true);
  }

  private static int every(int size, int stride) {
    int count = 0;
    for (int pixel = 0; pixel < size; pixel += stride) {
      count++;
    }
    return count;
  }

  private void depthwise(Size input) {
    int multiplier = input.channels() <= mostChannels / 2 && random.nextInt(3) == 0 ? 2 : 1;
    filters("@Depthwise", Kind.CONVOLUTION, input, window(input), input.channels() * multiplier, input.channels(),
        multiplier > 1 ? ", multiplier = 2" : "", false);
  }

  private void transposed(Size input) {
    int groups = groups(input.channels());
    int filters = channels(groups);
    String members = ", filters = " + filters + (groups > 1 ? ", groups = " + groups : "");
    if (shapeOf == null && random.nextInt(3) == 0 && back(input, groups, filters, members)) {
      return;
    }
    filters("@TransposedConv", Kind.TRANSPOSED, input, windows.transposed(input, mostPixels + 2), filters, groups, members, false);
  }

  /** Back to the size of an earlier tensor, named as {@code @ShapeOf}. */
  private boolean back(Size input, int groups, int filters, String members) {
    String target = names.get(random.nextInt(names.size()));
    Size size = sizes.get(target);
    Drawn down = windows.convolution(size);
    if (down == null || down.rows().units() != input.height() || down.columns().units() != input.width()
        || down.members().contains("SAME") || !RandomWindows.lands(down.rows(), size.height())
        || !RandomWindows.lands(down.columns(), size.width()) || target.equals(source)) {
      return false;
    }
    int before = operations.size();
    filters("@TransposedConv", Kind.TRANSPOSED, input, new Drawn(RandomWindows.undo(down.rows(), size.height()),
        RandomWindows.undo(down.columns(), size.width()), down.members()), filters, groups, members, false);
    shapeOf = operations.size() > before ? target : null;
    return shapeOf != null;
  }

  private void pool(Size input) {
    boolean maximum = random.nextBoolean();
    Drawn window = windows.pool(input, maximum);
    if (window != null) {
      boolean counted = random.nextBoolean();
      Size output = new Size(input.channels(), window.rows().units(), window.columns().units());
      String members = window.members() + (maximum || counted ? "" : ", countPadding = false");
      add(new Operation(maximum ? Kind.MAX_POOL : Kind.AVERAGE_POOL, (maximum ? "@MaxPool(" : "@AvgPool(") + members + ")", input, output,
          window.rows(), window.columns(), 1, false, 0, 0, counted, false));
    }
  }

  private void dense(Size input) {
    int units = channels(1);
    String bias = bias();
    add(new Operation(Kind.DENSE, "@Dense(" + (bias.isEmpty() ? "" : "value = ") + units + bias + ")", input, new Size(units, 1, 1), null,
        null, 1, !bias.contains("FALSE"), 0, 0, false, false));
  }

  private void plain(Size input) {
    if (!reversible && (random.nextBoolean() || input.count() > 400)) {
      add(Operation.plain(Kind.SOFTMAX, "@Softmax", input, input, 0));
    } else {
      add(Operation.plain(Kind.FLATTEN, "@Flatten", input, new Size(input.count(), 1, 1), 0));
    }
  }
}
