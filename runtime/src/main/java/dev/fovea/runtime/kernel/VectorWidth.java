package dev.fovea.runtime.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The vectors of this machine, chosen once. */
final class VectorWidth {
  /** 16 floats at most: that is what channels and filters are padded to. */
  static final VectorSpecies<Float> SPECIES =
      FloatVector.SPECIES_PREFERRED.length() > 16 ? FloatVector.SPECIES_512 : FloatVector.SPECIES_PREFERRED;

  static final int LANES = SPECIES.length();

  private VectorWidth() {}

  /** How many filters lie side by side best: AVX-512's registers hold sums of 64 for six pixels, those of narrower vectors of 16. */
  static int filtersTogether() {
    return LANES == 16 ? 64 : 16;
  }

  /**
   * Whether vectors are worth it here. On x86, 256 bits mean AVX2 and with it a fused multiply-add; without one, Java's
   * {@code fma} goes through BigDecimal. ARM always has it.
   */
  static boolean suitable() {
    return LANES >= 8 || LANES == 4 && System.getProperty("os.arch", "").contains("aarch64");
  }
}
