package dev.fovea.runtime.kernel;

import static dev.fovea.runtime.kernel.VectorWidth.LANES;
import static dev.fovea.runtime.kernel.VectorWidth.SPECIES;

import jdk.incubator.vector.FloatVector;

/** One axis of the transforms of F(4x4, 3x3), whose tiles have a side of six inputs: at the points 0, 1, -1, 2, -2 and infinity. */
final class VectorWinogradSix {
  private VectorWinogradSix() {}

  /** {@code B^T d}. */
  static void inputs(float[] from, int at, int step, float[] to, int to0, int toStep, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector d0 = FloatVector.fromArray(SPECIES, from, at + i);
      FloatVector d1 = FloatVector.fromArray(SPECIES, from, at + step + i);
      FloatVector d2 = FloatVector.fromArray(SPECIES, from, at + 2 * step + i);
      FloatVector d3 = FloatVector.fromArray(SPECIES, from, at + 3 * step + i);
      FloatVector d4 = FloatVector.fromArray(SPECIES, from, at + 4 * step + i);
      FloatVector d5 = FloatVector.fromArray(SPECIES, from, at + 5 * step + i);
      FloatVector minusFour = FloatVector.broadcast(SPECIES, -4f);
      FloatVector even = d2.fma(minusFour, d4);
      FloatVector odd = d1.fma(minusFour, d3);
      FloatVector difference = d4.sub(d2);
      FloatVector twice = d3.sub(d1);
      twice = twice.add(twice);
      // 4 d0 - 5 d2 + d4 and 4 d1 - 5 d3 + d5, by way of differences.
      d0.sub(d2).fma(FloatVector.broadcast(SPECIES, 4f), difference).intoArray(to, to0 + i);
      even.add(odd).intoArray(to, to0 + toStep + i);
      even.sub(odd).intoArray(to, to0 + 2 * toStep + i);
      difference.add(twice).intoArray(to, to0 + 3 * toStep + i);
      difference.sub(twice).intoArray(to, to0 + 4 * toStep + i);
      d1.sub(d3).fma(FloatVector.broadcast(SPECIES, 4f), d5.sub(d3)).intoArray(to, to0 + 5 * toStep + i);
    }
  }

  /** {@code A^T m}. */
  static void outputs(float[] m, int at, int step, float[] to, int to0, int toStep, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector m0 = FloatVector.fromArray(SPECIES, m, at + i);
      FloatVector m1 = FloatVector.fromArray(SPECIES, m, at + step + i);
      FloatVector m2 = FloatVector.fromArray(SPECIES, m, at + 2 * step + i);
      FloatVector m3 = FloatVector.fromArray(SPECIES, m, at + 3 * step + i);
      FloatVector m4 = FloatVector.fromArray(SPECIES, m, at + 4 * step + i);
      FloatVector m5 = FloatVector.fromArray(SPECIES, m, at + 5 * step + i);
      FloatVector p = m1.add(m2);
      FloatVector q = m1.sub(m2);
      FloatVector r = m3.add(m4);
      FloatVector s = m3.sub(m4);
      m0.add(p).add(r).intoArray(to, to0 + i);
      s.fma(FloatVector.broadcast(SPECIES, 2f), q).intoArray(to, to0 + toStep + i);
      r.fma(FloatVector.broadcast(SPECIES, 4f), p).intoArray(to, to0 + 2 * toStep + i);
      s.fma(FloatVector.broadcast(SPECIES, 8f), q).add(m5).intoArray(to, to0 + 3 * toStep + i);
    }
  }

  /** {@code m A + start}: up to four neighbouring pixels, whose starts are a step apart. */
  static void pixels(float[] m, int at, int step, float[] start, int start0, int startStep, float[] y, int y0, int pixelStride,
      int count, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector m1 = FloatVector.fromArray(SPECIES, m, at + step + i);
      FloatVector m2 = FloatVector.fromArray(SPECIES, m, at + 2 * step + i);
      FloatVector m3 = FloatVector.fromArray(SPECIES, m, at + 3 * step + i);
      FloatVector m4 = FloatVector.fromArray(SPECIES, m, at + 4 * step + i);
      FloatVector p = m1.add(m2);
      FloatVector q = m1.sub(m2);
      FloatVector r = m3.add(m4);
      FloatVector s = m3.sub(m4);
      FloatVector.fromArray(SPECIES, m, at + i).add(p).add(r).add(FloatVector.fromArray(SPECIES, start, start0 + i)).intoArray(y, y0 + i);
      if (count > 1) {
        FloatVector from = FloatVector.fromArray(SPECIES, start, start0 + startStep + i);
        s.fma(FloatVector.broadcast(SPECIES, 2f), q).add(from).intoArray(y, y0 + pixelStride + i);
      }
      if (count > 2) {
        FloatVector from = FloatVector.fromArray(SPECIES, start, start0 + 2 * startStep + i);
        r.fma(FloatVector.broadcast(SPECIES, 4f), p).add(from).intoArray(y, y0 + 2 * pixelStride + i);
      }
      if (count > 3) {
        FloatVector from = FloatVector.fromArray(SPECIES, start, start0 + 3 * startStep + i);
        s.fma(FloatVector.broadcast(SPECIES, 8f), q).add(FloatVector.fromArray(SPECIES, m, at + 5 * step + i)).add(from)
            .intoArray(y, y0 + 3 * pixelStride + i);
      }
    }
  }

  /** {@code G g}. */
  static void taps(float[] from, int at, int step, float[] to, int to0, int toStep, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector g0 = FloatVector.fromArray(SPECIES, from, at + i);
      FloatVector g1 = FloatVector.fromArray(SPECIES, from, at + step + i);
      FloatVector g2 = FloatVector.fromArray(SPECIES, from, at + 2 * step + i);
      FloatVector ends = g0.add(g2).mul(-1f / 6);
      FloatVector middle = g1.mul(-1f / 6);
      FloatVector outer = g2.fma(FloatVector.broadcast(SPECIES, 4f), g0).mul(1f / 24);
      FloatVector inner = g1.mul(1f / 12);
      g0.mul(0.25f).intoArray(to, to0 + i);
      ends.add(middle).intoArray(to, to0 + toStep + i);
      ends.sub(middle).intoArray(to, to0 + 2 * toStep + i);
      outer.add(inner).intoArray(to, to0 + 3 * toStep + i);
      outer.sub(inner).intoArray(to, to0 + 4 * toStep + i);
      g2.intoArray(to, to0 + 5 * toStep + i);
    }
  }

  /** {@code A d}. */
  static void arrived(float[] from, int at, int step, float[] to, int to0, int toStep, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector d0 = FloatVector.fromArray(SPECIES, from, at + i);
      FloatVector d1 = FloatVector.fromArray(SPECIES, from, at + step + i);
      FloatVector d2 = FloatVector.fromArray(SPECIES, from, at + 2 * step + i);
      FloatVector d3 = FloatVector.fromArray(SPECIES, from, at + 3 * step + i);
      FloatVector four = FloatVector.broadcast(SPECIES, 4f);
      FloatVector even = d0.add(d2);
      FloatVector odd = d1.add(d3);
      FloatVector outer = d2.fma(four, d0);
      FloatVector inner = d3.fma(four, d1);
      inner = inner.add(inner);
      d0.intoArray(to, to0 + i);
      even.add(odd).intoArray(to, to0 + toStep + i);
      even.sub(odd).intoArray(to, to0 + 2 * toStep + i);
      outer.add(inner).intoArray(to, to0 + 3 * toStep + i);
      outer.sub(inner).intoArray(to, to0 + 4 * toStep + i);
      d3.intoArray(to, to0 + 5 * toStep + i);
    }
  }

  /** {@code G^T s}. */
  static void sums(float[] from, int at, int step, float[] to, int to0, int toStep, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector s1 = FloatVector.fromArray(SPECIES, from, at + step + i);
      FloatVector s2 = FloatVector.fromArray(SPECIES, from, at + 2 * step + i);
      FloatVector s3 = FloatVector.fromArray(SPECIES, from, at + 3 * step + i);
      FloatVector s4 = FloatVector.fromArray(SPECIES, from, at + 4 * step + i);
      FloatVector sixth = FloatVector.broadcast(SPECIES, 1f / 6);
      FloatVector first = FloatVector.fromArray(SPECIES, from, at + i).mul(0.25f);
      FloatVector last = FloatVector.fromArray(SPECIES, from, at + 5 * step + i);
      FloatVector p = s1.add(s2);
      FloatVector r = s3.add(s4);
      r.fma(FloatVector.broadcast(SPECIES, 1f / 24), p.fma(sixth.neg(), first)).intoArray(to, to0 + i);
      s2.sub(s1).fma(sixth, s3.sub(s4).mul(1f / 12)).intoArray(to, to0 + toStep + i);
      r.sub(p).fma(sixth, last).intoArray(to, to0 + 2 * toStep + i);
    }
  }
}
