package dev.fovea.processor.fuzz;

import static dev.fovea.processor.fuzz.CountedWindows.painted;
import static dev.fovea.processor.fuzz.CountedWindows.smallestStride;
import static dev.fovea.processor.fuzz.CountedWindows.windows;

import dev.fovea.processor.fuzz.Verdict.Broken;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The operations, as their Javadoc states them: members, ranges, shapes. */
final class JudgedOperations {
  static final Set<String> JOINS = Set.of("Add", "Multiply", "Concat", "Shortcut");
  static final Set<String> MARKS = Set.of("Shape", "Output", "Repeat", "With", "Allow");
  private static final String WINDOW = "kernel stride padding paddingMode";
  private static final String TRAINED = " bias initializer l1 l2 frozen";

  /** Every operation with its members. */
  static final Map<String, List<String>> MEMBERS = Map.ofEntries(
      entry("Conv", WINDOW + " dilation filters groups scaled" + TRAINED), entry("Pointwise", "filters stride groups scaled" + TRAINED),
      entry("Depthwise", WINDOW + " dilation multiplier" + TRAINED),
      entry("TransposedConv", WINDOW + " dilation filters groups scaled outputPadding outputSize" + TRAINED),
      entry("MaxPool", WINDOW + " dilation ceil"), entry("AvgPool", WINDOW + " ceil countPadding"), entry("GlobalMaxPool", ""),
      entry("GlobalAvgPool", ""), entry("AdaptiveAvgPool", "value"), entry("Dense", "value" + TRAINED), entry("Flatten", ""),
      entry("BatchNorm", "epsilon momentum frozen"), entry("LocalResponseNorm", "size alpha beta k"), entry("Dropout", "value"),
      entry("Relu", ""), entry("Relu6", ""), entry("LeakyRelu", "value"), entry("Sigmoid", ""), entry("Tanh", ""), entry("Softmax", ""),
      entry("Add", ""), entry("Multiply", ""), entry("Concat", ""), entry("Shortcut", "batchNorm initializer l1 l2 frozen"));

  private static final long MOST = Integer.MAX_VALUE;
  private static final int LARGE = 4096;

  private final double widthMultiplier;
  private boolean large;
  private boolean undecided;
  private double work;

  JudgedOperations(double widthMultiplier) {
    this.widthMultiplier = widthMultiplier;
  }

  private static Map.Entry<String, List<String>> entry(String name, String members) {
    return Map.entry(name, members.isEmpty() ? List.of() : Arrays.asList(members.split(" ")));
  }

  static boolean isList(String member, String operation) {
    return Set.of("kernel", "stride", "padding", "dilation", "outputPadding", "outputSize").contains(member)
        || member.equals("value") && operation.equals("AdaptiveAvgPool");
  }

  static boolean isInteger(String member, String operation) {
    return Set.of("filters", "groups", "multiplier", "size").contains(member) || member.equals("value") && operation.equals("Dense");
  }

  boolean large() {
    return large;
  }

  boolean undecided() {
    return undecided;
  }

  double work() {
    return work;
  }

  /**
   * The shape that an operation gives.
   *
   * @param shapeOf the shape of the {@code @ShapeOf} parameter, or null
   */
  long[] apply(Written o, List<long[]> inputs, long[] shapeOf) {
    long[] in = inputs.get(0);
    switch (o.name()) {
      case "Conv", "Pointwise", "Depthwise":
        return convolution(o, in);
      case "TransposedConv":
        return transposed(o, in, shapeOf);
      case "MaxPool", "AvgPool":
        return pool(o, in);
      case "GlobalMaxPool", "GlobalAvgPool":
        return new long[] {in[0], 1, 1};
      case "AdaptiveAvgPool":
        long[] size = pair(o, "value", null, 1);
        return shape(in[0], size[0], size[1]);
      case "Dense":
        long units = atLeastOne(o, "value", null);
        penalties(o);
        storable(1, units, in[0] * in[1] * in[2]);
        return new long[] {units, 1, 1};
      case "Flatten":
        return new long[] {in[0] * in[1] * in[2], 1, 1};
      case "Add":
        inputs.forEach(other -> require(Arrays.equals(in, other), "added shapes differ"));
        return in;
      case "Concat":
        inputs.forEach(other -> require(in[1] == other[1] && in[2] == other[2], "concatenated sizes differ"));
        return shape(inputs.stream().mapToLong(other -> other[0]).sum(), in[1], in[2]);
      case "Multiply":
        return product(in, inputs.get(1));
      case "Shortcut":
        return shortcut(o, in, inputs.get(1));
      default:
        checkReals(o);
        return in;
    }
  }

  private static void checkReals(Written o) {
    switch (o.name()) {
      case "BatchNorm" -> {
        double epsilon = real(o, "epsilon", "1e-5");
        double momentum = real(o, "momentum", "0.1");
        require(epsilon > 0 && epsilon <= Double.MAX_VALUE && momentum >= 0 && momentum <= 1, "batch norm's numbers");
      }
      case "LocalResponseNorm" -> {
        atLeastOne(o, "size", "5");
        finite(o, "alpha", "1e-4");
        finite(o, "beta", "0.75");
        finite(o, "k", "1");
        // Below a float's normal numbers it may be flushed to 0.
        require((float) real(o, "k", "1") >= Float.MIN_NORMAL, "k is no number above 0");
      }
      case "Dropout" -> {
        require(o.members().containsKey("value"), "no rate");
        double rate = real(o, "value", null);
        require(rate >= 0 && rate < 1, "a rate of " + rate);
      }
      case "LeakyRelu" -> finite(o, "value", "0.01");
      default -> require(o.members().isEmpty(), "members of @" + o.name());
    }
  }

  private static double real(Written o, String member, String otherwise) {
    return Numbers.real(o.member(member, otherwise));
  }

  /** Numbers are stored as float. */
  private static void finite(Written o, String member, String otherwise) {
    double value = real(o, member, otherwise);
    require(value >= 0 && (float) value <= Float.MAX_VALUE, member + " is " + value);
  }

  private static void penalties(Written o) {
    for (String member : List.of("l1", "l2")) {
      double value = real(o, member, "0");
      require(value >= 0 && value <= Double.MAX_VALUE, member + " is " + value);
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new Broken(otherwise);
    }
  }

  private static long atLeastOne(Written o, String member, String otherwise) {
    String text = o.member(member, otherwise);
    require(text != null, "no " + member);
    long value = Numbers.integer(text);
    require(value >= 1, member + " is " + value);
    return value;
  }

  private long[] pair(Written o, String member, String otherwise, long least) {
    String text = o.member(member, otherwise);
    require(text != null, "no " + member);
    long[] values = Numbers.list(text);
    require(values.length == 1 || values.length == 2, values.length + " numbers in " + member);
    for (long value : values) {
      require(value >= least, member + " is " + value);
      large |= value > LARGE;
    }
    return new long[] {values[0], values[values.length - 1]};
  }

  /** Top, left, bottom, right. */
  private long[] border(Written o) {
    long[] values = Numbers.list(o.member("padding", "0"));
    require(values.length == 1 || values.length == 2 || values.length == 4, values.length + " numbers in padding");
    boolean any = false;
    for (long value : values) {
      require(value >= 0, "padding is " + value);
      large |= value > LARGE;
      any |= value > 0;
    }
    require(!any || mode(o).equals("EXPLICIT"), "padding beside a mode");
    int last = values.length - 1;
    return values.length == 4 ? values : new long[] {values[0], values[last], values[0], values[last]};
  }

  private static String mode(Written o) {
    String text = o.member("paddingMode", "PaddingMode.EXPLICIT");
    return text.substring(text.indexOf('.') + 1);
  }

  private long[] shape(long channels, long height, long width) {
    require(channels <= MOST && height <= MOST && width <= MOST && channels * height <= MOST && channels * height * width <= MOST,
        "more than a tensor holds");
    large |= channels * height * width > 1 << 24;
    return new long[] {channels, height, width};
  }

  private void storable(long groups, long filters, long numbers) {
    long padded = filters;
    while (padded % 16 != 0) {
      padded++;
    }
    require(groups <= MOST && padded <= MOST && numbers <= MOST && groups * padded <= MOST && groups * padded * numbers <= MOST,
        "more weights than an array holds");
    large |= groups * padded * numbers > 1 << 24;
    work += (double) groups * padded * numbers;
  }

  /** Padding before and after on one axis. */
  private static long[] padding(String mode, long[] border, int axis, long size, long extent, long stride) {
    switch (mode) {
      case "EXPLICIT":
        return new long[] {border[axis], border[axis + 2]};
      case "HALF":
        return new long[] {extent / 2, extent / 2};
      case "FULL":
        return new long[] {extent - 1, extent - 1};
      case "VALID":
        return new long[] {0, 0};
      default:
        long lastBegins = (CountedWindows.everyStride(size, stride) - 1) * stride;
        return shared(mode, Math.max(0, lastBegins + extent - size));
    }
  }

  /** As even as can be; the odd one goes to the end, or with SAME_LOWER to the beginning. */
  private static long[] shared(String mode, long total) {
    return mode.equals("SAME") ? new long[] {total / 2, total - total / 2} : new long[] {total - total / 2, total / 2};
  }

  private long extent(long kernel, long dilation) {
    long extent = dilation * (kernel - 1) + 1;
    require(extent <= MOST, "a window of " + extent);
    large |= extent > LARGE;
    return extent;
  }

  private long filters(Written o) {
    long filters = atLeastOne(o, "filters", null);
    if (widthMultiplier == 1 || o.member("scaled", "true").equals("false")) {
      return filters;
    }
    return (long) Math.min(MOST, Math.max(1, Math.rint(filters * widthMultiplier)));
  }

  private long[] convolution(Written o, long[] in) {
    boolean pointwise = o.is("Pointwise");
    boolean depthwise = o.is("Depthwise");
    long[] kernel = pointwise ? new long[] {1, 1} : pair(o, "kernel", null, 1);
    long[] stride = pair(o, "stride", "1", 1);
    long[] dilation = pair(o, "dilation", "1", 1);
    long[] border = border(o);
    long groups = depthwise ? in[0] : atLeastOne(o, "groups", "1");
    long filters = depthwise ? in[0] * atLeastOne(o, "multiplier", "1") : filters(o);
    penalties(o);
    require(filters % groups == 0 && in[0] % groups == 0, groups + " groups of " + in[0] + " channels and " + filters + " filters");
    long[] out = new long[2];
    for (int axis = 0; axis < 2; axis++) {
      long extent = extent(kernel[axis], dilation[axis]);
      long[] padding = padding(mode(o), border, axis, in[axis + 1], extent, stride[axis]);
      out[axis] = windows(in[axis + 1], padding[0], padding[1], extent, stride[axis], false);
      require(out[axis] >= 1, "no window fits");
    }
    isWritten(stride, in[1], in[2]);
    long[] shape = shape(filters, out[0], out[1]);
    storable(groups, filters / groups, in[0] / groups * kernel[0] * kernel[1]);
    work += (double) filters * out[0] * out[1] * (in[0] / groups) * kernel[0] * kernel[1];
    return shape;
  }

  /** The limit that the processor states: code is written for each position within a stride, at most 1024 of them. */
  private static void isWritten(long[] stride, long height, long width) {
    require(stride[0] * stride[1] <= 1 << 16 && Math.min(stride[0], height) * Math.min(stride[1], width) <= 1 << 10,
        "strides beyond what is written out");
  }

  private long[] transposed(Written o, long[] in, long[] shapeOf) {
    long[] kernel = pair(o, "kernel", null, 1);
    long[] stride = pair(o, "stride", "1", 1);
    long[] dilation = pair(o, "dilation", "1", 1);
    long[] border = border(o);
    long[] grown = pair(o, "outputPadding", "0", 0);
    boolean sized = Numbers.list(o.member("outputSize", "{}")).length > 0;
    long[] wanted = sized ? pair(o, "outputSize", null, 1) : shapeOf == null ? null : new long[] {shapeOf[1], shapeOf[2]};
    long groups = atLeastOne(o, "groups", "1");
    long filters = filters(o);
    penalties(o);
    require(filters % groups == 0 && in[0] % groups == 0, groups + " groups of " + in[0] + " channels and " + filters + " filters");
    String mode = mode(o);
    boolean same = mode.startsWith("SAME");
    int deciders = (same ? 1 : 0) + (grown[0] + grown[1] > 0 ? 1 : 0) + (sized ? 1 : 0) + (shapeOf != null ? 1 : 0);
    require(deciders <= 1, "several decide the size");
    long[] out = new long[2];
    for (int axis = 0; axis < 2; axis++) {
      long extent = extent(kernel[axis], dilation[axis]);
      require(grown[axis] < Math.max(stride[axis], dilation[axis]), "an output padding of " + grown[axis]);
      if (same) {
        out[axis] = in[axis + 1] * stride[axis];
        continue;
      }
      long[] cut = padding(mode, border, axis, in[axis + 1], extent, stride[axis]);
      long least = painted(in[axis + 1], kernel[axis], stride[axis], dilation[axis]) - cut[0] - cut[1];
      require(wanted == null || wanted[axis] >= least && wanted[axis] < least + stride[axis], "a size out of reach");
      out[axis] = wanted != null ? wanted[axis] : least + grown[axis];
      require(out[axis] >= 1, "all is cut away");
    }
    long[] shape = shape(filters, out[0], out[1]);
    storable(groups, filters / groups, in[0] / groups * kernel[0] * kernel[1]);
    isWritten(stride, out[0], out[1]);
    work += (double) in[0] * in[1] * in[2] * (filters / groups) * kernel[0] * kernel[1];
    return shape;
  }

  private long[] pool(Written o, long[] in) {
    long[] kernel = pair(o, "kernel", null, 1);
    boolean given = Numbers.list(o.member("stride", "{}")).length > 0;
    long[] stride = given ? pair(o, "stride", null, 1) : kernel;
    long[] dilation = pair(o, "dilation", "1", 1);
    long[] border = border(o);
    boolean overhanging = o.member("ceil", "false").equals("true");
    long[] out = new long[2];
    for (int axis = 0; axis < 2; axis++) {
      long size = in[axis + 1];
      long extent = extent(kernel[axis], dilation[axis]);
      long[] padding = padding(mode(o), border, axis, size, extent, stride[axis]);
      out[axis] = windows(size, padding[0], padding[1], extent, stride[axis], overhanging);
      require(out[axis] >= 1, "no window fits");
      if (large) {
        undecided = true;
      } else {
        require(!CountedWindows.isBlind(out[axis], size, padding[0], kernel[axis], stride[axis], dilation[axis]),
            "a window sees padding only");
      }
    }
    work += (double) in[0] * out[0] * out[1] * kernel[0] * kernel[1];
    return shape(in[0], out[0], out[1]);
  }

  private static long[] product(long[] one, long[] other) {
    require(one[0] == other[0], "multiplied channels differ");
    boolean gate = other[1] == 1 && other[2] == 1;
    require(Arrays.equals(one, other) || gate || one[1] == 1 && one[2] == 1, "multiplied sizes differ");
    return gate ? one : other;
  }

  private long[] shortcut(Written o, long[] in, long[] target) {
    penalties(o);
    if (Arrays.equals(in, target)) {
      return in;
    }
    for (int axis = 1; axis < 3; axis++) {
      if (in[axis] > LARGE) {
        undecided = true;
      } else {
        require(smallestStride(in[axis], target[axis]) > 0, "no stride gives the shortcut's size");
      }
    }
    storable(1, target[0], in[0]);
    work += (double) in[0] * target[0] * target[1] * target[2];
    return target;
  }
}
