package dev.fovea.runtime;

import java.util.Arrays;
import java.util.SplittableRandom;

/** The distribution that a parameter's first values are drawn from. */
public final class Initialization {
  /** All zeros: biases, shifts, running means. */
  public static final Initialization ZEROS = new Initialization(Kind.CONSTANT, 0);
  /** All ones: scales, running variances. */
  public static final Initialization ONES = new Initialization(Kind.CONSTANT, 1);

  private enum Kind {
    CONSTANT, NORMAL, UNIFORM
  }

  private static final int CHUNK = 1 << 16;

  private final Kind kind;
  private final double extent;

  private Initialization(Kind kind, double extent) {
    this.kind = kind;
    this.extent = extent;
  }

  /** Normal with mean 0 and the given standard deviation. */
  public static Initialization normal(double standardDeviation) {
    return new Initialization(Kind.NORMAL, standardDeviation);
  }

  /** Uniform in {@code [-bound, bound)}. */
  public static Initialization uniform(double bound) {
    return new Initialization(Kind.UNIFORM, bound);
  }

  /** Draws every element of a tensor, in PyTorch's order, a few at a time: no second copy of the largest one is ever held. */
  void draw(PackedTensor tensor, long seed) {
    float[] values = new float[Math.min(tensor.count(), CHUNK)];
    Arrays.fill(values, (float) extent);
    SplittableRandom random = new SplittableRandom(seed);
    for (int from = 0; from < tensor.count(); from += CHUNK) {
      int count = Math.min(CHUNK, tensor.count() - from);
      for (int i = 0; i < count && kind != Kind.CONSTANT; i++) {
        values[i] = (float) (extent * (kind == Kind.NORMAL ? gaussian(random) : 2 * random.nextDouble() - 1));
      }
      tensor.write(from, values, count);
    }
  }

  /** Box and Muller's transform, in strict arithmetic so that every machine draws the same. */
  private static double gaussian(SplittableRandom random) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }
}
