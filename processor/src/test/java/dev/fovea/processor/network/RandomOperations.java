package dev.fovea.processor.network;

import dev.fovea.processor.network.NetworkSketch.Kind;
import dev.fovea.processor.network.NetworkSketch.Operation;
import dev.fovea.processor.network.NetworkSketch.Size;
import dev.fovea.processor.network.NetworkSketch.Slide;
import java.util.Random;

/** Draws operations that fit any input. */
final class RandomOperations {
  /** Those that a deconvnet can go back through are first. */
  private static final String[] ACTIVATIONS = {"@Relu", "@Relu", "@Relu6", "@LeakyRelu(0.2)", "@LeakyRelu", "@Sigmoid", "@Tanh"};

  private RandomOperations() {}

  /** Pools of the whole image, or of parts of it of about one size. */
  static Operation global(Random random, Size input) {
    Size pixel = new Size(input.channels(), 1, 1);
    switch (random.nextInt(3)) {
      case 0:
        return Operation.plain(Kind.GLOBAL_AVERAGE, "@GlobalAvgPool", input, pixel, 0);
      case 1:
        return new Operation(Kind.MAX_POOL, "@GlobalMaxPool", input, pixel, whole(input.height()), whole(input.width()), 1, false, 0, 0,
            false, false);
      default:
        int height = 1 + random.nextInt(input.height() + 1);
        int width = random.nextInt(3) == 0 ? height : 1 + random.nextInt(input.width() + 1);
        String size = height == width ? "" + height : "{" + height + ", " + width + "}";
        return Operation.plain(Kind.ADAPTIVE_AVERAGE, "@AdaptiveAvgPool(" + size + ")", input,
            new Size(input.channels(), height, width), 0);
    }
  }

  private static Slide whole(int size) {
    return new Slide(size, size, 1, 0, 0, 1);
  }

  /** Windows of fewer, as many and more channels than there are; effects from none to strong. */
  static Operation responseNorm(Random random, Size input) {
    String[] members = {"", "(size = 3, alpha = 0.5, k = 0.5)", "(size = 4, alpha = 1, beta = 0.5)", "(size = 1, alpha = 0.2, beta = 1.5, k = 2)",
        "(size = 50, alpha = 4)"};
    return Operation.plain(Kind.RESPONSE_NORM, "@LocalResponseNorm" + members[random.nextInt(members.length)], input, input, 0);
  }

  static Operation batchNorm(Random random, Size input) {
    // Over few numbers, or over equal ones, a small epsilon magnifies rounding errors three hundred times.
    boolean usual = input.height() * input.width() >= 12 && random.nextBoolean();
    boolean frozen = random.nextInt(6) == 0;
    String members = (usual ? "" : "epsilon = 0.1, momentum = 0.3") + (frozen ? (usual ? "" : ", ") + "frozen = true" : "");
    return new Operation(Kind.BATCH_NORM, "@BatchNorm" + (members.isEmpty() ? "" : "(" + members + ")"), input, input, null, null, 1, false,
        usual ? 1e-5 : 0.1, usual ? 0.1 : 0.3, false, frozen);
  }

  static Operation activation(Random random, Size input, boolean reversible) {
    String text = ACTIVATIONS[random.nextInt(reversible ? 3 : ACTIVATIONS.length)];
    Kind kind = switch (text) {
      case "@Relu" -> Kind.RELU;
      case "@Relu6" -> Kind.RELU6;
      case "@Sigmoid" -> Kind.SIGMOID;
      case "@Tanh" -> Kind.TANH;
      default -> Kind.LEAKY_RELU;
    };
    return Operation.plain(kind, text, input, input, text.endsWith(")") ? 0.2 : 0.01);
  }

  static Operation dropout(Random random, Size input) {
    double rate = random.nextBoolean() ? 0.5 : 0.2;
    return Operation.plain(Kind.DROPOUT, "@Dropout(" + rate + ")", input, input, rate);
  }
}
