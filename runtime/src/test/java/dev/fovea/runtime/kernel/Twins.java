package dev.fovea.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.stream.Stream;

/** Both twins, and buffers whose unused parts are poisoned. */
final class Twins {
  /** A signalling pattern that no computation produces: what still holds it was not written. */
  private static final int POISON = 0x7fc0_dead;

  private Twins() {}

  /** The scalar twin, and the vector twin where its module is resolved. */
  static Stream<Kernels> all() {
    boolean resolved = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    return resolved ? Stream.of(KernelLookup.scalar(), KernelLookup.vector()) : Stream.of(KernelLookup.scalar());
  }

  static float[] poisoned(int n) {
    float[] values = new float[n];
    java.util.Arrays.fill(values, Float.intBitsToFloat(POISON));
    return values;
  }

  static boolean isPoison(float value) {
    return Float.floatToRawIntBits(value) == POISON;
  }

  /** Numbers in [-1, 1) that have few bits, so that ties happen. */
  static float[] random(Random random, int n) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (random.nextInt(2001) - 1000) / 1000f;
    }
    return values;
  }

  /** Poison, with random numbers where pixels of a run have their channels. */
  static float[] pixels(Random random, int n, int offset, int step, int count, int channels) {
    float[] values = poisoned(n);
    for (int p = 0; p < count; p++) {
      System.arraycopy(random(random, channels), 0, values, offset + p * step, channels);
    }
    return values;
  }

  /** Equal within a tolerance relative to the size of what was added up. */
  static void assertClose(double expected, float actual, double magnitude, String where) {
    if (Double.isNaN(expected) || Double.isInfinite(expected)) {
      assertEquals(expected, actual, where);
    } else {
      assertEquals(expected, actual, 2e-6 * Math.max(magnitude, Math.abs(expected)) + 1e-30, where);
    }
  }

  /** What is not a channel of a pixel of the run must be as it was. */
  static void assertUntouched(float[] before, float[] after, int offset, int step, int count, int channels) {
    for (int i = 0; i < after.length; i++) {
      int p = Math.floorDiv(i - offset, step);
      boolean written = p >= 0 && p < count && i - offset - p * step < channels;
      if (!written) {
        assertEquals(Float.floatToRawIntBits(before[i]), Float.floatToRawIntBits(after[i]), "written outside, at " + i);
      }
    }
  }
}
