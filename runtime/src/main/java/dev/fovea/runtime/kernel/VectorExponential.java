package dev.fovea.runtime.kernel;

import static dev.fovea.runtime.kernel.VectorWidth.LANES;
import static dev.fovea.runtime.kernel.VectorWidth.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Exponential, logarithm, logistic function and hyperbolic tangent, within a few units in the last place, of operations that every
 * processor has.
 *
 * <p>They work from array to array. A helper from vector to vector would be inlined only until HotSpot happens to compile it on its
 * own; from then on "already compiled into a big method" turns each argument and result into an object.
 */
final class VectorExponential {
  /** Adding 1.5 * 2^23 rounds to an integer and leaves it in the low bits: conversions are slow on JDK 17. */
  private static final float ROUND = 12582912f;

  private static final int ROUND_BITS = Float.floatToRawIntBits(ROUND);

  private static final int SQRT_HALF_BITS = Float.floatToRawIntBits(0.70710678f);

  private VectorExponential() {}

  /**
   * {@code y = exp(factor * x + shift)}, where {@code exp(v) = 2^n exp(r)} with {@code r = v - n ln 2} in [-0.35, 0.35], and a
   * polynomial of degree six is exact enough for that (Cody and Waite 1980; the coefficients are those of Moshier's Cephes). A NaN
   * stays one; results reach down to the denormal numbers.
   *
   * @param n floats, rounded up to whole vectors
   */
  static void exp(float[] x, int x0, float factor, float shift, float[] y, int y0, int n) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, x0 + i).mul(factor).add(shift).max(-104f).min(89f);
      FloatVector rounded = v.mul(1.44269504f).add(ROUND);
      FloatVector whole = rounded.sub(ROUND);
      // ln 2 in two parts: a small integer times the first is exact.
      FloatVector r = whole.fma(FloatVector.broadcast(SPECIES, -0.693359375f), v);
      r = whole.fma(FloatVector.broadcast(SPECIES, 2.12194440e-4f), r);
      FloatVector p = FloatVector.broadcast(SPECIES, 1.9875691500e-4f);
      p = p.fma(r, FloatVector.broadcast(SPECIES, 1.3981999507e-3f));
      p = p.fma(r, FloatVector.broadcast(SPECIES, 8.3334519073e-3f));
      p = p.fma(r, FloatVector.broadcast(SPECIES, 4.1665795894e-2f));
      p = p.fma(r, FloatVector.broadcast(SPECIES, 1.6666665459e-1f));
      p = p.fma(r, FloatVector.broadcast(SPECIES, 0.5f));
      p = p.fma(r.mul(r), r).add(one);
      // 2^n as two factors, for 2^128 and 2^-127 are no normal floats.
      IntVector power = rounded.reinterpretAsInts().sub(ROUND_BITS);
      IntVector half = power.lanewise(VectorOperators.ASHR, 1);
      FloatVector first = half.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
      FloatVector second = power.sub(half).add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
      p.mul(first).mul(second).intoArray(y, y0 + i);
    }
  }

  /**
   * {@code y = ln x} of positive numbers: {@code x = 2^n (1 + r)} with {@code 1 + r} in [0.71, 1.41], where {@code ln(1 + r) = r - r^2 / 2
   * + r^3 P(r)} (Moshier's Cephes). A NaN stays one; what is below {@link Float#MIN_NORMAL} counts as that.
   *
   * @param n floats, rounded up to whole vectors
   */
  static void log(float[] x, int x0, float[] y, int y0, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, x0 + i).max(Float.MIN_NORMAL);
      // Relative to the square root of 1/2, so that the fraction comes out around 1.
      IntVector bits = v.reinterpretAsInts().sub(SQRT_HALF_BITS);
      IntVector power = bits.lanewise(VectorOperators.ASHR, 23);
      FloatVector r = bits.and(0x7fffff).add(SQRT_HALF_BITS).reinterpretAsFloats().sub(1f);
      FloatVector whole = power.add(ROUND_BITS).reinterpretAsFloats().sub(ROUND);
      FloatVector p = FloatVector.broadcast(SPECIES, 7.0376836292e-2f);
      p = p.fma(r, FloatVector.broadcast(SPECIES, -1.1514610310e-1f));
      p = p.fma(r, FloatVector.broadcast(SPECIES, 1.1676998740e-1f));
      p = p.fma(r, FloatVector.broadcast(SPECIES, -1.2420140846e-1f));
      p = p.fma(r, FloatVector.broadcast(SPECIES, 1.4249322787e-1f));
      p = p.fma(r, FloatVector.broadcast(SPECIES, -1.6668057665e-1f));
      p = p.fma(r, FloatVector.broadcast(SPECIES, 2.0000714765e-1f));
      p = p.fma(r, FloatVector.broadcast(SPECIES, -2.4999993993e-1f));
      p = p.fma(r, FloatVector.broadcast(SPECIES, 3.3333331174e-1f));
      FloatVector square = r.mul(r);
      p = p.mul(r).mul(square);
      p = whole.fma(FloatVector.broadcast(SPECIES, -2.12194440e-4f), p);
      p = square.fma(FloatVector.broadcast(SPECIES, -0.5f), p).add(r);
      p = whole.fma(FloatVector.broadcast(SPECIES, 0.693359375f), p);
      p.blend(v, v.compare(VectorOperators.NE, v)).intoArray(y, y0 + i);
    }
  }

  /** See {@link Kernels#sigmoid}. */
  static void sigmoid(float[] x, int x0, float[] y, int y0, int n) {
    exp(x, x0, -1f, 0f, y, y0, n);
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    for (int i = 0; i < n; i += LANES) {
      one.div(FloatVector.fromArray(SPECIES, y, y0 + i).add(one)).intoArray(y, y0 + i);
    }
  }

  /**
   * See {@link Kernels#tanh}. An odd polynomial over an even one, {@code x P(x^2) / Q(x^2)}, as in Eigen ({@code ptanh_float}); past
   * 7.9 the result is one to the last bit.
   */
  static void tanh(float[] x, int x0, float[] y, int y0, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, x0 + i).max(-7.90531111f).min(7.90531111f);
      FloatVector z = v.mul(v);
      FloatVector p = FloatVector.broadcast(SPECIES, -2.76076847742355e-16f);
      p = p.fma(z, FloatVector.broadcast(SPECIES, 2.00018790482477e-13f));
      p = p.fma(z, FloatVector.broadcast(SPECIES, -8.60467152213735e-11f));
      p = p.fma(z, FloatVector.broadcast(SPECIES, 5.12229709037114e-08f));
      p = p.fma(z, FloatVector.broadcast(SPECIES, 1.48572235717979e-05f));
      p = p.fma(z, FloatVector.broadcast(SPECIES, 6.37261928875436e-04f));
      p = p.fma(z, FloatVector.broadcast(SPECIES, 4.89352455891786e-03f));
      FloatVector q = FloatVector.broadcast(SPECIES, 1.19825839466702e-06f);
      q = q.fma(z, FloatVector.broadcast(SPECIES, 1.18534705686654e-04f));
      q = q.fma(z, FloatVector.broadcast(SPECIES, 2.26843463243900e-03f));
      q = q.fma(z, FloatVector.broadcast(SPECIES, 4.89352518554385e-03f));
      p.mul(v).div(q).intoArray(y, y0 + i);
    }
  }
}
