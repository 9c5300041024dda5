package dev.fovea.runtime.kernel;

import static dev.fovea.runtime.kernel.VectorWidth.LANES;
import static dev.fovea.runtime.kernel.VectorWidth.SPECIES;

import jdk.incubator.vector.FloatVector;

/** One axis of the transforms of F(4x4, 5x5), whose tiles have a side of eight inputs: at 0, 1, -1, 2, -2, 1/2, -1/2 and infinity. */
final class VectorWinogradEight {
  private VectorWinogradEight() {}

  /** {@code B^T d}. */
  static void inputs(float[] from, int at, int step, float[] to, int to0, int toStep, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector d0 = FloatVector.fromArray(SPECIES, from, at + i);
      FloatVector d1 = FloatVector.fromArray(SPECIES, from, at + step + i);
      FloatVector d2 = FloatVector.fromArray(SPECIES, from, at + 2 * step + i);
      FloatVector d3 = FloatVector.fromArray(SPECIES, from, at + 3 * step + i);
      FloatVector d4 = FloatVector.fromArray(SPECIES, from, at + 4 * step + i);
      FloatVector d5 = FloatVector.fromArray(SPECIES, from, at + 5 * step + i);
      FloatVector d6 = FloatVector.fromArray(SPECIES, from, at + 6 * step + i);
      FloatVector d7 = FloatVector.fromArray(SPECIES, from, at + 7 * step + i);
      FloatVector minus = FloatVector.broadcast(SPECIES, -1.25f);
      d4.sub(d2).fma(FloatVector.broadcast(SPECIES, 5.25f), d0.sub(d6)).intoArray(to, to0 + i);
      d3.sub(d5).fma(FloatVector.broadcast(SPECIES, 5.25f), d7.sub(d1)).intoArray(to, to0 + 7 * toStep + i);
      FloatVector even = d4.fma(FloatVector.broadcast(SPECIES, -4.25f), d2.add(d6));
      FloatVector odd = d3.fma(FloatVector.broadcast(SPECIES, -4.25f), d1.add(d5));
      even.add(odd).intoArray(to, to0 + toStep + i);
      even.sub(odd).intoArray(to, to0 + 2 * toStep + i);
      even = d4.fma(minus, d2.fma(FloatVector.broadcast(SPECIES, 0.25f), d6));
      FloatVector middle = d3.fma(FloatVector.broadcast(SPECIES, -2.5f), d5.add(d5));
      odd = d1.fma(FloatVector.broadcast(SPECIES, 0.5f), middle);
      even.add(odd).intoArray(to, to0 + 3 * toStep + i);
      even.sub(odd).intoArray(to, to0 + 4 * toStep + i);
      even = d4.fma(minus, d2).fma(FloatVector.broadcast(SPECIES, 4f), d6);
      middle = d3.fma(FloatVector.broadcast(SPECIES, -2.5f), d1.add(d1));
      odd = d5.fma(FloatVector.broadcast(SPECIES, 0.5f), middle);
      even.add(odd).intoArray(to, to0 + 5 * toStep + i);
      even.sub(odd).intoArray(to, to0 + 6 * toStep + i);
    }
  }

  /** {@code A^T m}. */
  static void outputs(float[] m, int at, int step, float[] to, int to0, int toStep, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector m1 = FloatVector.fromArray(SPECIES, m, at + step + i);
      FloatVector m2 = FloatVector.fromArray(SPECIES, m, at + 2 * step + i);
      FloatVector m3 = FloatVector.fromArray(SPECIES, m, at + 3 * step + i);
      FloatVector m4 = FloatVector.fromArray(SPECIES, m, at + 4 * step + i);
      FloatVector m5 = FloatVector.fromArray(SPECIES, m, at + 5 * step + i);
      FloatVector m6 = FloatVector.fromArray(SPECIES, m, at + 6 * step + i);
      FloatVector p = m1.add(m2);
      FloatVector q = m1.sub(m2);
      FloatVector r = m3.add(m4);
      FloatVector s = m3.sub(m4);
      FloatVector u = m5.add(m6);
      FloatVector v = m5.sub(m6);
      FloatVector.fromArray(SPECIES, m, at + i).add(p).add(r).add(u).intoArray(to, to0 + i);
      v.fma(FloatVector.broadcast(SPECIES, 0.5f), s.fma(FloatVector.broadcast(SPECIES, 2f), q)).intoArray(to, to0 + toStep + i);
      u.fma(FloatVector.broadcast(SPECIES, 0.25f), r.fma(FloatVector.broadcast(SPECIES, 4f), p)).intoArray(to, to0 + 2 * toStep + i);
      v.fma(FloatVector.broadcast(SPECIES, 0.125f), s.fma(FloatVector.broadcast(SPECIES, 8f), q))
          .add(FloatVector.fromArray(SPECIES, m, at + 7 * step + i)).intoArray(to, to0 + 3 * toStep + i);
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
      FloatVector m5 = FloatVector.fromArray(SPECIES, m, at + 5 * step + i);
      FloatVector m6 = FloatVector.fromArray(SPECIES, m, at + 6 * step + i);
      FloatVector p = m1.add(m2);
      FloatVector q = m1.sub(m2);
      FloatVector r = m3.add(m4);
      FloatVector s = m3.sub(m4);
      FloatVector u = m5.add(m6);
      FloatVector v = m5.sub(m6);
      FloatVector.fromArray(SPECIES, m, at + i).add(p).add(r).add(u).add(FloatVector.fromArray(SPECIES, start, start0 + i))
          .intoArray(y, y0 + i);
      if (count > 1) {
        FloatVector from = FloatVector.fromArray(SPECIES, start, start0 + startStep + i);
        v.fma(FloatVector.broadcast(SPECIES, 0.5f), s.fma(FloatVector.broadcast(SPECIES, 2f), q)).add(from)
            .intoArray(y, y0 + pixelStride + i);
      }
      if (count > 2) {
        FloatVector from = FloatVector.fromArray(SPECIES, start, start0 + 2 * startStep + i);
        u.fma(FloatVector.broadcast(SPECIES, 0.25f), r.fma(FloatVector.broadcast(SPECIES, 4f), p))
            .add(from).intoArray(y, y0 + 2 * pixelStride + i);
      }
      if (count > 3) {
        FloatVector from = FloatVector.fromArray(SPECIES, start, start0 + 3 * startStep + i);
        v.fma(FloatVector.broadcast(SPECIES, 0.125f), s.fma(FloatVector.broadcast(SPECIES, 8f), q))
            .add(FloatVector.fromArray(SPECIES, m, at + 7 * step + i)).add(from).intoArray(y, y0 + 3 * pixelStride + i);
      }
    }
  }

  /** {@code G g}. */
  static void taps(float[] from, int at, int step, float[] to, int to0, int toStep, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector g0 = FloatVector.fromArray(SPECIES, from, at + i);
      FloatVector g1 = FloatVector.fromArray(SPECIES, from, at + step + i);
      FloatVector g2 = FloatVector.fromArray(SPECIES, from, at + 2 * step + i);
      FloatVector g3 = FloatVector.fromArray(SPECIES, from, at + 3 * step + i);
      FloatVector g4 = FloatVector.fromArray(SPECIES, from, at + 4 * step + i);
      FloatVector four = FloatVector.broadcast(SPECIES, 4f);
      FloatVector quarter = FloatVector.broadcast(SPECIES, 0.25f);
      FloatVector even = g0.add(g2).add(g4).mul(-2f / 9);
      FloatVector odd = g1.add(g3).mul(-2f / 9);
      FloatVector two = g4.fma(four, g2).fma(four, g0).mul(1f / 90);
      FloatVector twoOdd = g3.fma(four, g1).mul(1f / 45);
      FloatVector half = g4.fma(quarter, g2).fma(quarter, g0).mul(32f / 45);
      FloatVector halfOdd = g3.fma(quarter, g1).mul(16f / 45);
      g0.intoArray(to, to0 + i);
      even.add(odd).intoArray(to, to0 + toStep + i);
      even.sub(odd).intoArray(to, to0 + 2 * toStep + i);
      two.add(twoOdd).intoArray(to, to0 + 3 * toStep + i);
      two.sub(twoOdd).intoArray(to, to0 + 4 * toStep + i);
      half.add(halfOdd).intoArray(to, to0 + 5 * toStep + i);
      half.sub(halfOdd).intoArray(to, to0 + 6 * toStep + i);
      g4.intoArray(to, to0 + 7 * toStep + i);
    }
  }

  /** {@code A d}. */
  static void arrived(float[] from, int at, int step, float[] to, int to0, int toStep, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector d0 = FloatVector.fromArray(SPECIES, from, at + i);
      FloatVector d1 = FloatVector.fromArray(SPECIES, from, at + step + i);
      FloatVector d2 = FloatVector.fromArray(SPECIES, from, at + 2 * step + i);
      FloatVector d3 = FloatVector.fromArray(SPECIES, from, at + 3 * step + i);
      FloatVector even = d0.add(d2);
      FloatVector odd = d1.add(d3);
      FloatVector two = d2.fma(FloatVector.broadcast(SPECIES, 4f), d0);
      FloatVector twoOdd = d3.fma(FloatVector.broadcast(SPECIES, 4f), d1);
      twoOdd = twoOdd.add(twoOdd);
      FloatVector half = d2.fma(FloatVector.broadcast(SPECIES, 0.25f), d0);
      FloatVector halfOdd = d3.fma(FloatVector.broadcast(SPECIES, 0.25f), d1).mul(0.5f);
      d0.intoArray(to, to0 + i);
      even.add(odd).intoArray(to, to0 + toStep + i);
      even.sub(odd).intoArray(to, to0 + 2 * toStep + i);
      two.add(twoOdd).intoArray(to, to0 + 3 * toStep + i);
      two.sub(twoOdd).intoArray(to, to0 + 4 * toStep + i);
      half.add(halfOdd).intoArray(to, to0 + 5 * toStep + i);
      half.sub(halfOdd).intoArray(to, to0 + 6 * toStep + i);
      d3.intoArray(to, to0 + 7 * toStep + i);
    }
  }

  /** {@code G^T s}. */
  static void sums(float[] from, int at, int step, float[] to, int to0, int toStep, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector s1 = FloatVector.fromArray(SPECIES, from, at + step + i);
      FloatVector s2 = FloatVector.fromArray(SPECIES, from, at + 2 * step + i);
      FloatVector s3 = FloatVector.fromArray(SPECIES, from, at + 3 * step + i);
      FloatVector s4 = FloatVector.fromArray(SPECIES, from, at + 4 * step + i);
      FloatVector s5 = FloatVector.fromArray(SPECIES, from, at + 5 * step + i);
      FloatVector s6 = FloatVector.fromArray(SPECIES, from, at + 6 * step + i);
      FloatVector first = FloatVector.fromArray(SPECIES, from, at + i);
      FloatVector last = FloatVector.fromArray(SPECIES, from, at + 7 * step + i);
      FloatVector p = s1.add(s2).mul(-2f / 9);
      FloatVector q = s1.sub(s2).mul(-2f / 9);
      FloatVector r = s3.add(s4).mul(1f / 90);
      FloatVector t = s3.sub(s4).mul(1f / 45);
      FloatVector u = s5.add(s6).mul(32f / 45);
      FloatVector v = s5.sub(s6).mul(16f / 45);
      first.add(p).add(r).add(u).intoArray(to, to0 + i);
      q.add(t).add(v).intoArray(to, to0 + toStep + i);
      u.fma(FloatVector.broadcast(SPECIES, 0.25f), r.fma(FloatVector.broadcast(SPECIES, 4f), p)).intoArray(to, to0 + 2 * toStep + i);
      v.fma(FloatVector.broadcast(SPECIES, 0.25f), t.fma(FloatVector.broadcast(SPECIES, 4f), q)).intoArray(to, to0 + 3 * toStep + i);
      u.fma(FloatVector.broadcast(SPECIES, 0.0625f), r.fma(FloatVector.broadcast(SPECIES, 16f), p)).add(last)
          .intoArray(to, to0 + 4 * toStep + i);
    }
  }
}
