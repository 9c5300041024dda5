package dev.fovea.processor.shape;

import java.util.List;

/**
 * One tensor of weights or statistics that an operation holds.
 *
 * @param role what it is to its operation
 * @param shape in PyTorch's order
 * @param initialization the distribution of its first values
 * @param regularization what the annotation says of its training
 */
public record Weights(Role role, List<Integer> shape, Initialization initialization, Regularization regularization) {
  /** What it is to its operation; the names are those of the runtime's {@code Parameter.Role}. */
  public enum Role {
    WEIGHT("weight"), BIAS("bias"), SCALE("scale"), SHIFT("shift"), RUNNING_MEAN("running_mean"),
    RUNNING_VARIANCE("running_variance");

    private final String suffix;

    Role(String suffix) {
      this.suffix = suffix;
    }

    /** The last part of its dotted name in weight files. */
    public String suffix() {
      return suffix;
    }

    /** Whether gradients flow to it. */
    public boolean isTrained() {
      return this != RUNNING_MEAN && this != RUNNING_VARIANCE;
    }
  }

  /** A normal distribution's standard deviation, a uniform one's bound, or a constant. */
  public record Initialization(Kind kind, double extent) {
    /** Which distribution. */
    public enum Kind {
      ZEROS, ONES, NORMAL, UNIFORM
    }
  }

  /** Penalties in the loss, and whether optimisers leave the weights alone. */
  public record Regularization(double l1, double l2, boolean frozen) {
    /** Whether weights are trained, without penalty. */
    public boolean isNone() {
      return l1 == 0 && l2 == 0 && !frozen;
    }
  }

  /** Trained, starting from zeros. */
  public static Weights zeros(Role role, int count, boolean frozen) {
    return constant(role, count, Initialization.Kind.ZEROS, frozen);
  }

  /** Trained, starting from ones. */
  public static Weights ones(Role role, int count, boolean frozen) {
    return constant(role, count, Initialization.Kind.ONES, frozen);
  }

  private static Weights constant(Role role, int count, Initialization.Kind kind, boolean frozen) {
    return new Weights(role, List.of(count), new Initialization(kind, 0), new Regularization(0, 0, frozen));
  }

  /** How many numbers it holds. */
  public long count() {
    return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
  }
}
