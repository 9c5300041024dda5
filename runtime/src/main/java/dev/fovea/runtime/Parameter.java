package dev.fovea.runtime;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** One named tensor of a network's parameters: weights that are trained, or a running statistic. */
public final class Parameter extends PackedTensor {
  /** What a parameter is to its layer. */
  public enum Role {
    /** Filters of a convolution, or the matrix of a dense layer. */
    WEIGHT,
    /** One number added per filter. */
    BIAS,
    /** A batch norm's gamma. */
    SCALE,
    /** A batch norm's beta. */
    SHIFT,
    /** A batch norm's running mean; not trained. */
    RUNNING_MEAN,
    /** A batch norm's running, unbiased variance; not trained. */
    RUNNING_VARIANCE;

    /** Whether gradients flow to it. */
    public boolean isTrained() {
      return this != RUNNING_MEAN && this != RUNNING_VARIANCE;
    }
  }

  private final Role role;
  private final Initialization initialization;
  private final double l1;
  private final double l2;
  private final boolean frozen;
  private final Map<Class<?>, Object> derived = new ConcurrentHashMap<>(1);
  private volatile long version;

  /** A parameter without regularisation that optimisers may change. */
  public Parameter(String name, Role role, Packing packing, Initialization initialization) {
    this(name, role, packing, initialization, 0, 0, false);
  }

  /**
   * A parameter.
   *
   * @param l1 weight of the sum of absolute values in the loss
   * @param l2 weight of half the sum of squares in the loss
   * @param frozen whether optimisers leave it as it is
   */
  public Parameter(String name, Role role, Packing packing, Initialization initialization, double l1, double l2,
      boolean frozen) {
    super(name, packing);
    this.role = role;
    this.initialization = initialization;
    this.l1 = l1;
    this.l2 = l2;
    this.frozen = frozen;
  }

  /** What it is to its layer. */
  public Role role() {
    return role;
  }

  /** Weight of the sum of absolute values in the loss; its gradient is {@code l1 * sign(w)}. */
  public double l1() {
    return l1;
  }

  /** Weight of half the sum of squares in the loss; its gradient is {@code l2 * w}. */
  public double l2() {
    return l2;
  }

  /** Whether an optimiser may change it. */
  public boolean isTrainable() {
    return role.isTrained() && !frozen;
  }

  /**
   * What kernels derive from this parameter, such as its filters in another form: made at the first call for a type, and held here, so
   * that all passes share it and it goes when the parameter goes.
   */
  public <T> T derived(Class<T> type, Function<? super Parameter, ? extends T> make) {
    return type.cast(derived.computeIfAbsent(type, none -> make.apply(this)));
  }

  /** Draws new values; the same seed gives the same values on every machine. */
  public void initialize(long seed) {
    initialization.draw(this, seed ^ (long) name().hashCode() * 0x9E3779B97F4A7C15L);
  }

  @Override
  public void write(int from, float[] values, int count) {
    super.write(from, values, count);
    touch();
  }

  /** Tells that {@link #packed()} was written to, so that whatever was derived from it is derived again. */
  public void touch() {
    version++;
  }

  /** Changes whenever the values do. */
  public long version() {
    return version;
  }
}
