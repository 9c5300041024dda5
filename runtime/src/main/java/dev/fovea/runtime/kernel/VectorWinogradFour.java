package dev.fovea.runtime.kernel;

import static dev.fovea.runtime.kernel.VectorWidth.LANES;
import static dev.fovea.runtime.kernel.VectorWidth.SPECIES;

import jdk.incubator.vector.FloatVector;

/** One axis of the transforms of F(2x2, 3x3), whose tiles have a side of four inputs: at the points 0, 1, -1 and infinity. */
final class VectorWinogradFour {
  private VectorWinogradFour() {}

  /** {@code B^T d}. */
  static void inputs(float[] from, int at, int step, float[] to, int to0, int toStep, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector d0 = FloatVector.fromArray(SPECIES, from, at + i);
      FloatVector d1 = FloatVector.fromArray(SPECIES, from, at + step + i);
      FloatVector d2 = FloatVector.fromArray(SPECIES, from, at + 2 * step + i);
      FloatVector d3 = FloatVector.fromArray(SPECIES, from, at + 3 * step + i);
      d0.sub(d2).intoArray(to, to0 + i);
      d1.add(d2).intoArray(to, to0 + toStep + i);
      d2.sub(d1).intoArray(to, to0 + 2 * toStep + i);
      d1.sub(d3).intoArray(to, to0 + 3 * toStep + i);
    }
  }

  /** {@code A^T m}. */
  static void outputs(float[] m, int at, int step, float[] to, int to0, int toStep, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector m0 = FloatVector.fromArray(SPECIES, m, at + i);
      FloatVector m1 = FloatVector.fromArray(SPECIES, m, at + step + i);
      FloatVector m2 = FloatVector.fromArray(SPECIES, m, at + 2 * step + i);
      FloatVector m3 = FloatVector.fromArray(SPECIES, m, at + 3 * step + i);
      m0.add(m1).add(m2).intoArray(to, to0 + i);
      m1.sub(m2).sub(m3).intoArray(to, to0 + toStep + i);
    }
  }

  /** {@code m A + start}: one pixel or two. */
  static void pixels(float[] m, int at, int step, float[] start, int start0, int startStep, float[] y, int y0, int pixelStride,
      int count, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector m1 = FloatVector.fromArray(SPECIES, m, at + step + i);
      FloatVector m2 = FloatVector.fromArray(SPECIES, m, at + 2 * step + i);
      FloatVector.fromArray(SPECIES, m, at + i).add(m1).add(m2).add(FloatVector.fromArray(SPECIES, start, start0 + i)).intoArray(y, y0 + i);
      if (count > 1) {
        FloatVector from = FloatVector.fromArray(SPECIES, start, start0 + startStep + i);
        m1.sub(m2).sub(FloatVector.fromArray(SPECIES, m, at + 3 * step + i)).add(from).intoArray(y, y0 + pixelStride + i);
      }
    }
  }

  /** {@code G g}. */
  static void taps(float[] from, int at, int step, float[] to, int to0, int toStep, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector g0 = FloatVector.fromArray(SPECIES, from, at + i);
      FloatVector g1 = FloatVector.fromArray(SPECIES, from, at + step + i).mul(0.5f);
      FloatVector g2 = FloatVector.fromArray(SPECIES, from, at + 2 * step + i);
      FloatVector ends = g0.add(g2).mul(0.5f);
      g0.intoArray(to, to0 + i);
      ends.add(g1).intoArray(to, to0 + toStep + i);
      ends.sub(g1).intoArray(to, to0 + 2 * toStep + i);
      g2.intoArray(to, to0 + 3 * toStep + i);
    }
  }
}
