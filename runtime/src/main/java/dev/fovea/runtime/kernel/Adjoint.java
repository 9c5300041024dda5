package dev.fovea.runtime.kernel;

import dev.fovea.runtime.Packing;
import dev.fovea.runtime.Parameter;

/** Weights packed a second time, for the way back: the same numbers, as the transposed operation reads them. */
public final class Adjoint {
  private final Parameter weights;
  private final Packing packing;
  private final float[] packed;
  private long version = -1;

  /** A second packing of some weights, empty until {@link #refresh()}. */
  public Adjoint(Parameter weights, Packing packing) {
    this.weights = weights;
    this.packing = packing;
    this.packed = new float[packing.size()];
  }

  /** The numbers, as they were at the last {@link #refresh()}. */
  public float[] packed() {
    return packed;
  }

  /** Follows the weights, if they have changed. */
  public void refresh() {
    if (version == weights.version()) {
      return;
    }
    version = weights.version();
    weights.packing().copy(weights.packed(), packing, packed);
  }
}
