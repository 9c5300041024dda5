package dev.fovea.runtime.kernel;

import static dev.fovea.runtime.kernel.VectorWidth.LANES;
import static dev.fovea.runtime.kernel.VectorWidth.SPECIES;

import jdk.incubator.vector.FloatVector;

/** One axis of the transforms of F(2x2, 3x3), whose tiles have a side of four inputs: at the points 0, 1, -1 and infinity. */
final class VectorWinogradFour {
  private VectorWinogradFour() {}

  /** {@code B^T d}. */
  static void inputs(float[] from, int at, int step, float[] to, int to0, int toStep) {
    FloatVector d0 = FloatVector.fromArray(SPECIES, from, at);
    FloatVector d1 = FloatVector.fromArray(SPECIES, from, at + step);
    FloatVector d2 = FloatVector.fromArray(SPECIES, from, at + 2 * step);
    FloatVector d3 = FloatVector.fromArray(SPECIES, from, at + 3 * step);
    d0.sub(d2).intoArray(to, to0);
    d1.add(d2).intoArray(to, to0 + toStep);
    d2.sub(d1).intoArray(to, to0 + 2 * toStep);
    d1.sub(d3).intoArray(to, to0 + 3 * toStep);
  }

  /** {@code A^T m}. */
  static void outputs(float[] m, int at, int step, float[] to, int to0, int toStep) {
    FloatVector m0 = FloatVector.fromArray(SPECIES, m, at);
    FloatVector m1 = FloatVector.fromArray(SPECIES, m, at + step);
    FloatVector m2 = FloatVector.fromArray(SPECIES, m, at + 2 * step);
    FloatVector m3 = FloatVector.fromArray(SPECIES, m, at + 3 * step);
    m0.add(m1).add(m2).intoArray(to, to0);
    m1.sub(m2).sub(m3).intoArray(to, to0 + toStep);
  }

  /** {@code m A + start}: one pixel or two. */
  static void pixels(float[] m, int at, float[] start, int start0, int startStep, float[] y, int y0, int pixelStride,
      int count) {
    FloatVector m1 = FloatVector.fromArray(SPECIES, m, at + LANES);
    FloatVector m2 = FloatVector.fromArray(SPECIES, m, at + 2 * LANES);
    FloatVector.fromArray(SPECIES, m, at).add(m1).add(m2).add(FloatVector.fromArray(SPECIES, start, start0)).intoArray(y, y0);
    if (count > 1) {
      FloatVector from = FloatVector.fromArray(SPECIES, start, start0 + startStep);
      m1.sub(m2).sub(FloatVector.fromArray(SPECIES, m, at + 3 * LANES)).add(from).intoArray(y, y0 + pixelStride);
    }
  }

  /** {@code G g}. */
  static void taps(float[] from, int at, int step, float[] to, int to0, int toStep) {
    FloatVector g0 = FloatVector.fromArray(SPECIES, from, at);
    FloatVector g1 = FloatVector.fromArray(SPECIES, from, at + step).mul(0.5f);
    FloatVector g2 = FloatVector.fromArray(SPECIES, from, at + 2 * step);
    FloatVector ends = g0.add(g2).mul(0.5f);
    g0.intoArray(to, to0);
    ends.add(g1).intoArray(to, to0 + toStep);
    ends.sub(g1).intoArray(to, to0 + 2 * toStep);
    g2.intoArray(to, to0 + 3 * toStep);
  }
}
