package dev.fovea.processor.network;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Writes the annotation of a given operation. */
final class OperationSource {
  private OperationSource() {}

  /**
   * The annotation, as {@code @Relu}.
   *
   * @param idioms whether pointwise and depthwise convolutions are written as such
   */
  static String annotation(GivenLayer layer, boolean idioms) {
    switch (layer.operation()) {
      case "conv":
        return idioms ? idiom(layer) : convolution(layer);
      case "conv_transpose":
        return "@TransposedConv(filters = " + layer.filters() + ", " + windows(layer) + ", groups = " + layer.integer("groups")
            + ", outputPadding = " + numbers(layer.pair("output_padding")) + bias(layer) + ")";
      case "dense":
        return "@Dense(value = " + layer.integer("outFeatures") + bias(layer) + ")";
      case "maxpool":
        return "@MaxPool(" + windows(layer) + ", ceil = " + layer.flag("ceilMode") + ")";
      case "avgpool":
        return "@AvgPool(" + windows(layer) + ", ceil = " + layer.flag("ceilMode") + ", countPadding = " + layer.flag("countIncludePad") + ")";
      case "batchnorm":
        return "@BatchNorm(epsilon = " + layer.number("eps") + ", momentum = " + layer.number("momentum") + ")";
      case "lrn":
        return "@LocalResponseNorm(size = " + layer.integer("size") + ", alpha = " + layer.number("alpha") + ", beta = "
            + layer.number("beta") + ", k = " + layer.number("k") + ")";
      case "global_avgpool":
        return "@GlobalAvgPool";
      case "relu":
      case "relu6":
      case "tanh":
      case "softmax":
      case "add":
      case "concat":
        return "@" + layer.operation().substring(0, 1).toUpperCase() + layer.operation().substring(1);
      default:
        throw new IllegalArgumentException("the tests do not know how to declare " + layer.operation());
    }
  }

  private static String idiom(GivenLayer layer) {
    int groups = layer.integer("groups");
    boolean sees = Arrays.equals(layer.pair("kernel"), new int[] {1, 1}) && numbers(padding(layer)).equals("{0, 0, 0, 0}");
    if (sees) {
      return "@Pointwise(filters = " + layer.filters() + ", stride = " + numbers(layer.pair("stride")) + ", groups = " + groups
          + bias(layer) + ")";
    }
    if (groups > 1 && groups == layer.integer("inChannels")) {
      return "@Depthwise(" + windows(layer) + ", multiplier = " + layer.filters() / groups + bias(layer) + ")";
    }
    return convolution(layer);
  }

  private static String convolution(GivenLayer layer) {
    return "@Conv(filters = " + layer.filters() + ", " + windows(layer) + ", groups = " + layer.integer("groups") + bias(layer) + ")";
  }

  private static String windows(GivenLayer layer) {
    return "kernel = " + numbers(layer.pair("kernel")) + ", stride = " + numbers(layer.pair("stride")) + ", padding = "
        + numbers(padding(layer)) + (layer.has("dilation") ? ", dilation = " + numbers(layer.pair("dilation")) : "");
  }

  private static int[] padding(GivenLayer layer) {
    int[] before = layer.paddingBefore();
    int[] after = layer.paddingAfter();
    return new int[] {before[0], before[1], after[0], after[1]};
  }

  private static String bias(GivenLayer layer) {
    return ", bias = Bias." + (layer.hasBias() ? "TRUE" : "FALSE");
  }

  /** As an array in a source. */
  static String numbers(int[] numbers) {
    return Arrays.stream(numbers).mapToObj(Integer::toString).collect(Collectors.joining(", ", "{", "}"));
  }

  /** {@code Conv} of {@code @Conv(filters = 6)}. */
  static String kind(String annotation) {
    int end = annotation.indexOf('(');
    return annotation.substring(1, end < 0 ? annotation.length() : end);
  }

  /** Whether Fovea has the operation. */
  static boolean exists(String kind) {
    try {
      Class.forName("dev.fovea." + kind);
      return true;
    } catch (ClassNotFoundException absent) {
      return false;
    }
  }
}
