package dev.fovea.processor.network;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A network as its generator drew it: what is written in the source, and the numbers that the source leaves to be inferred, counted out
 * window by window. Shares nothing with the processor, so that it can judge it.
 */
public record NetworkSketch(long seed, Size input, boolean channelsLast, List<Layer> layers) {
  /** What an operation is. */
  public enum Kind {
    CONVOLUTION, TRANSPOSED, MAX_POOL, AVERAGE_POOL, GLOBAL_AVERAGE, ADAPTIVE_AVERAGE, DENSE, FLATTEN, BATCH_NORM, RESPONSE_NORM,
    DROPOUT, RELU, RELU6, LEAKY_RELU, SIGMOID, TANH, SOFTMAX, ADD, MULTIPLY, CONCAT;

    boolean holdsFilters() {
      return this == CONVOLUTION || this == TRANSPOSED || this == DENSE;
    }
  }

  /** Shape of a tensor. */
  public record Size(int channels, int height, int width) {
    int count() {
      return channels * height * width;
    }
  }

  /**
   * A window along one axis.
   *
   * @param before padding above, or to the left
   * @param after padding below, or to the right
   * @param units how many windows there are; of a transposed convolution, the size of what it paints
   */
  public record Slide(int kernel, int stride, int dilation, int before, int after, int units) {}

  /**
   * One operation.
   *
   * @param number a slope, a rate or an epsilon
   * @param momentum of a batch norm
   * @param counted whether an average counts padding
   * @param frozen whether a batch norm keeps to its running statistics
   */
  public record Operation(Kind kind, String text, Size input, Size output, Slide rows, Slide columns, int groups, boolean bias, double number,
      double momentum, boolean counted, boolean frozen) {
    static Operation plain(Kind kind, String text, Size input, Size output, double number) {
      return new Operation(kind, text, input, output, null, null, 1, false, number, 0, false, false);
    }

    /** A member that is one number, as it is written. */
    double member(String name, double otherwise) {
      Matcher written = Pattern.compile("\\b" + name + " = ([-0-9.e]+)").matcher(text);
      return written.find() ? Double.parseDouble(written.group(1)) : otherwise;
    }

    /** As in {@code transposedConv}: what tells its weights from those of the layer's other filters. */
    private String prefix() {
      String name = text.substring(1).split("\\(")[0];
      return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }
  }

  /** One layer: a method. */
  public record Layer(String name, List<String> inputs, String shapeOf, List<Operation> operations, boolean output) {
    public Size size() {
      return operations.get(operations.size() - 1).output();
    }

    /** The name of an operation's weights or bias in files. */
    String parameter(Operation operation, String role) {
      boolean several = operations.stream().filter(o -> o.kind().holdsFilters()).count() > 1;
      return name + "." + (several && operation.kind().holdsFilters() ? operation.prefix() + "." : "") + role;
    }

    String source() {
      StringBuilder text = new StringBuilder("  ");
      operations.forEach(operation -> text.append(operation.text()).append(' '));
      text.append(output ? "@Output " : "").append("Tensor ").append(name).append('(');
      for (int i = 0; i < inputs.size(); i++) {
        text.append(i == 0 ? "" : ", ").append("Tensor ").append(inputs.get(i));
      }
      return text.append(shapeOf == null ? "" : ", @ShapeOf Tensor " + shapeOf).append(");\n").toString();
    }
  }

  /** The binary name of the interface. */
  String name() {
    return "nets.Random" + seed;
  }

  /** The layer of that name. */
  Layer layer(String name) {
    return layers.stream().filter(layer -> layer.name().equals(name)).findFirst().orElseThrow();
  }

  boolean has(Kind kind) {
    return layers.stream().flatMap(layer -> layer.operations().stream()).anyMatch(operation -> operation.kind() == kind);
  }

  /** The whole file. */
  String source() {
    StringBuilder text = new StringBuilder("package nets;\n\nimport dev.fovea.*;\nimport dev.fovea.runtime.Tensor;\n\n");
    text.append("@Network(input = {").append(input.channels()).append(", ").append(input.height()).append(", ").append(input.width())
        .append("}").append(channelsLast ? ", layout = Layout.NHWC" : "").append(")\n")
        .append("@Allow({Warning.DROPPED_PIXELS, Warning.CHECKERBOARD, Warning.USELESS_BIAS, Warning.REDUNDANT,\n"
            + "    Warning.DOUBLE_ACTIVATION, Warning.CONSTANT, Warning.INPUT_ORDER})\n")
        .append("public interface Random").append(seed).append(" {\n");
    layers.forEach(layer -> text.append(layer.source()));
    return text.append("}\n").toString();
  }

  @Override
  public String toString() {
    return "seed " + seed + "\n" + source();
  }
}
