package dev.fovea.processor.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fovea.runtime.Tensor;

/**
 * When numbers agree with given ones: each is within 1e-4 of the expected number, relative to the larger of that number's magnitude
 * and the root mean square of its tensor (a sum that cancels cannot be exact relative to the little that is left). Nothing is
 * added, so where zeros are expected throughout, zeros there must be.
 */
final class Agreement {
  private static final double RELATIVE = 1e-4;

  private Agreement() {}

  /** Compares a batch of images, whatever its layout. */
  static void assertAgrees(String what, GivenNumbers expected, Tensor actual) {
    assertEquals(expected.shape()[0], actual.batch(), what + ": batch");
    assertAgrees(what, expected.values(), channelsFirst(actual));
  }

  /** Compares numbers in the same order. */
  static void assertAgrees(String what, double[] expected, float[] actual) {
    assertEquals(expected.length, actual.length, what + ": how many numbers");
    double squares = 0;
    for (double value : expected) {
      squares += value * value;
    }
    double typical = Math.sqrt(squares / expected.length);
    for (int i = 0; i < expected.length; i++) {
      double tolerance = RELATIVE * Math.max(Math.abs(expected[i]), typical);
      // Negated, so that NaN disagrees.
      if (!(Math.abs(actual[i] - expected[i]) <= tolerance)) {
        throw new AssertionError(what + ": number " + i + " is " + actual[i] + ", expected " + expected[i] + " within " + tolerance);
      }
    }
  }

  /** The numbers of a tensor in batch, channel, height, width order. */
  static float[] channelsFirst(Tensor tensor) {
    Tensor plain = Tensor.zeros(tensor.batch(), tensor.channels(), tensor.height(), tensor.width());
    plain.copyFrom(tensor);
    return plain.data();
  }
}
