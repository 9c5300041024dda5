package dev.fovea.runtime.kernel;

import static dev.fovea.runtime.kernel.VectorWidth.LANES;
import static dev.fovea.runtime.kernel.VectorWidth.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * The transforms of Winograd's F(4x4, 3x3) and F(2x2, 5x5), at the points 0, 1, -1, 2, -2 and infinity; see
 * {@link Kernels#winogradInput}. Both axes one after the other, in place: six vectors fit AVX2's registers, thirty-six would not.
 */
final class VectorWinograd {
  private VectorWinograd() {}

  static void input(int outputs, float[] x, int x0, int rowStride, int pixelStride, float[] v, int v0, int positionStride, int tileStride,
      int tiles, int channels) {
    for (int t = 0; t < tiles; t++) {
      for (int c = 0; c < channels; c += LANES) {
        int from = x0 + outputs * t * pixelStride + c;
        int to = v0 + t * tileStride + c;
        for (int j = 0; j < 6; j++) {
          inputs(x, from + j * pixelStride, rowStride, v, to + j * positionStride, 6 * positionStride);
        }
        for (int i = 0; i < 6; i++) {
          inputs(v, to + 6 * i * positionStride, positionStride, v, to + 6 * i * positionStride, positionStride);
        }
      }
    }
  }

  /** {@code B^T d}. */
  private static void inputs(float[] from, int at, int step, float[] to, int to0, int toStep) {
    FloatVector d0 = FloatVector.fromArray(SPECIES, from, at);
    FloatVector d1 = FloatVector.fromArray(SPECIES, from, at + step);
    FloatVector d2 = FloatVector.fromArray(SPECIES, from, at + 2 * step);
    FloatVector d3 = FloatVector.fromArray(SPECIES, from, at + 3 * step);
    FloatVector d4 = FloatVector.fromArray(SPECIES, from, at + 4 * step);
    FloatVector d5 = FloatVector.fromArray(SPECIES, from, at + 5 * step);
    FloatVector minusFour = FloatVector.broadcast(SPECIES, -4f);
    FloatVector even = d2.fma(minusFour, d4);
    FloatVector odd = d1.fma(minusFour, d3);
    FloatVector difference = d4.sub(d2);
    FloatVector twice = d3.sub(d1);
    twice = twice.add(twice);
    // 4 d0 - 5 d2 + d4 and 4 d1 - 5 d3 + d5, by way of differences.
    d0.sub(d2).fma(FloatVector.broadcast(SPECIES, 4f), difference).intoArray(to, to0);
    even.add(odd).intoArray(to, to0 + toStep);
    even.sub(odd).intoArray(to, to0 + 2 * toStep);
    difference.add(twice).intoArray(to, to0 + 3 * toStep);
    difference.sub(twice).intoArray(to, to0 + 4 * toStep);
    d1.sub(d3).fma(FloatVector.broadcast(SPECIES, 4f), d5.sub(d3)).intoArray(to, to0 + 5 * toStep);
  }

  static void output(int outputs, float[] m, int m0, int positionStride, int tileStride, float[] start, int start0, float[] y, int y0,
      int rowStride, int pixelStride, int rows, int columns, int filters) {
    for (int t = 0; outputs * t < columns; t++) {
      for (int f = 0; f < filters; f += LANES) {
        int from = m0 + t * tileStride + f;
        int to = y0 + outputs * t * pixelStride + f;
        if (outputs == 4) {
          fourByFour(m, from, positionStride, start, start0 + f, y, to, rowStride, pixelStride, rows, columns - 4 * t);
        } else {
          twoByTwo(m, from, positionStride, start, start0 + f, y, to, rowStride, pixelStride, rows, columns - 2 * t);
        }
      }
    }
  }

  private static void fourByFour(float[] m, int from, int positionStride, float[] start, int start0, float[] y, int y0, int rowStride,
      int pixelStride, int rows, int columns) {
    for (int j = 0; j < 6; j++) {
      outputs(m, from + j * positionStride, 6 * positionStride);
    }
    for (int i = 0; i < rows; i++) {
      pixels(m, from + 6 * i * positionStride, positionStride, start, start0, y, y0 + i * rowStride, pixelStride, columns);
    }
  }

  private static void twoByTwo(float[] m, int from, int positionStride, float[] start, int start0, float[] y, int y0, int rowStride,
      int pixelStride, int rows, int columns) {
    for (int j = 0; j < 6; j++) {
      twoOutputs(m, from + j * positionStride, 6 * positionStride);
    }
    for (int i = 0; i < rows; i++) {
      twoPixels(m, from + 6 * i * positionStride, positionStride, start, start0, y, y0 + i * rowStride, pixelStride, columns);
    }
  }

  /** {@code A^T m} of F(2x2, 5x5), in place. */
  private static void twoOutputs(float[] m, int at, int step) {
    FloatVector m1 = FloatVector.fromArray(SPECIES, m, at + step);
    FloatVector m2 = FloatVector.fromArray(SPECIES, m, at + 2 * step);
    FloatVector m3 = FloatVector.fromArray(SPECIES, m, at + 3 * step);
    FloatVector m4 = FloatVector.fromArray(SPECIES, m, at + 4 * step);
    FloatVector.fromArray(SPECIES, m, at).add(m1.add(m2)).add(m3.add(m4)).intoArray(m, at);
    m3.sub(m4).fma(FloatVector.broadcast(SPECIES, 2f), m1.sub(m2)).add(FloatVector.fromArray(SPECIES, m, at + 5 * step))
        .intoArray(m, at + step);
  }

  /** {@code m A + start} of F(2x2, 5x5): one pixel or two. */
  private static void twoPixels(float[] m, int at, int step, float[] start, int start0, float[] y, int y0, int pixelStride, int count) {
    FloatVector m1 = FloatVector.fromArray(SPECIES, m, at + step);
    FloatVector m2 = FloatVector.fromArray(SPECIES, m, at + 2 * step);
    FloatVector m3 = FloatVector.fromArray(SPECIES, m, at + 3 * step);
    FloatVector m4 = FloatVector.fromArray(SPECIES, m, at + 4 * step);
    FloatVector from = FloatVector.fromArray(SPECIES, start, start0);
    FloatVector.fromArray(SPECIES, m, at).add(m1.add(m2).add(from)).add(m3.add(m4)).intoArray(y, y0);
    if (count > 1) {
      m3.sub(m4).fma(FloatVector.broadcast(SPECIES, 2f), m1.sub(m2).add(from)).add(FloatVector.fromArray(SPECIES, m, at + 5 * step))
          .intoArray(y, y0 + pixelStride);
    }
  }

  /** {@code A^T m} of F(4x4, 3x3), in place. */
  private static void outputs(float[] m, int at, int step) {
    FloatVector m1 = FloatVector.fromArray(SPECIES, m, at + step);
    FloatVector m2 = FloatVector.fromArray(SPECIES, m, at + 2 * step);
    FloatVector m3 = FloatVector.fromArray(SPECIES, m, at + 3 * step);
    FloatVector m4 = FloatVector.fromArray(SPECIES, m, at + 4 * step);
    FloatVector p = m1.add(m2);
    FloatVector q = m1.sub(m2);
    FloatVector r = m3.add(m4);
    FloatVector s = m3.sub(m4);
    FloatVector.fromArray(SPECIES, m, at).add(p).add(r).intoArray(m, at);
    s.fma(FloatVector.broadcast(SPECIES, 2f), q).intoArray(m, at + step);
    r.fma(FloatVector.broadcast(SPECIES, 4f), p).intoArray(m, at + 2 * step);
    s.fma(FloatVector.broadcast(SPECIES, 8f), q).add(FloatVector.fromArray(SPECIES, m, at + 5 * step)).intoArray(m, at + 3 * step);
  }

  /** {@code m A + start} of F(4x4, 3x3): up to four neighbouring pixels. */
  private static void pixels(float[] m, int at, int step, float[] start, int start0, float[] y, int y0, int pixelStride, int count) {
    FloatVector m1 = FloatVector.fromArray(SPECIES, m, at + step);
    FloatVector m2 = FloatVector.fromArray(SPECIES, m, at + 2 * step);
    FloatVector m3 = FloatVector.fromArray(SPECIES, m, at + 3 * step);
    FloatVector m4 = FloatVector.fromArray(SPECIES, m, at + 4 * step);
    FloatVector from = FloatVector.fromArray(SPECIES, start, start0);
    FloatVector p = m1.add(m2).add(from);
    FloatVector q = m1.sub(m2).add(from);
    FloatVector r = m3.add(m4);
    FloatVector s = m3.sub(m4);
    FloatVector.fromArray(SPECIES, m, at).add(p).add(r).intoArray(y, y0);
    if (count > 1) {
      s.fma(FloatVector.broadcast(SPECIES, 2f), q).intoArray(y, y0 + pixelStride);
    }
    if (count > 2) {
      r.fma(FloatVector.broadcast(SPECIES, 4f), p).intoArray(y, y0 + 2 * pixelStride);
    }
    if (count > 3) {
      s.fma(FloatVector.broadcast(SPECIES, 8f), q).add(FloatVector.fromArray(SPECIES, m, at + 5 * step))
          .intoArray(y, y0 + 3 * pixelStride);
    }
  }

  static void filters(int outputs, float[] w, int w0, int wStride, float[] u, int u0, int uStride, int n) {
    for (int f = 0; f < n; f += LANES) {
      if (outputs == 4) {
        for (int j = 0; j < 3; j++) {
          threeTaps(w, w0 + j * wStride + f, 3 * wStride, u, u0 + j * uStride + f, 6 * uStride);
        }
        for (int i = 0; i < 6; i++) {
          threeTaps(u, u0 + 6 * i * uStride + f, uStride, u, u0 + 6 * i * uStride + f, uStride);
        }
      } else {
        for (int j = 0; j < 5; j++) {
          fiveTaps(w, w0 + j * wStride + f, 5 * wStride, u, u0 + j * uStride + f, 6 * uStride);
        }
        for (int i = 0; i < 6; i++) {
          fiveTaps(u, u0 + 6 * i * uStride + f, uStride, u, u0 + 6 * i * uStride + f, uStride);
        }
      }
    }
  }

  /** {@code G g} of F(2x2, 5x5). */
  private static void fiveTaps(float[] from, int at, int step, float[] to, int to0, int toStep) {
    FloatVector g0 = FloatVector.fromArray(SPECIES, from, at);
    FloatVector g1 = FloatVector.fromArray(SPECIES, from, at + step);
    FloatVector g2 = FloatVector.fromArray(SPECIES, from, at + 2 * step);
    FloatVector g3 = FloatVector.fromArray(SPECIES, from, at + 3 * step);
    FloatVector g4 = FloatVector.fromArray(SPECIES, from, at + 4 * step);
    FloatVector four = FloatVector.broadcast(SPECIES, 4f);
    FloatVector even = g0.add(g2).add(g4).mul(-1f / 6);
    FloatVector odd = g1.add(g3).mul(-1f / 6);
    FloatVector outer = g4.fma(four, g2).fma(four, g0).mul(1f / 24);
    FloatVector inner = g3.fma(four, g1).mul(1f / 12);
    g0.mul(0.25f).intoArray(to, to0);
    even.add(odd).intoArray(to, to0 + toStep);
    even.sub(odd).intoArray(to, to0 + 2 * toStep);
    outer.add(inner).intoArray(to, to0 + 3 * toStep);
    outer.sub(inner).intoArray(to, to0 + 4 * toStep);
    g4.intoArray(to, to0 + 5 * toStep);
  }

  /** {@code G g} of F(4x4, 3x3). */
  private static void threeTaps(float[] from, int at, int step, float[] to, int to0, int toStep) {
    FloatVector g0 = FloatVector.fromArray(SPECIES, from, at);
    FloatVector g1 = FloatVector.fromArray(SPECIES, from, at + step);
    FloatVector g2 = FloatVector.fromArray(SPECIES, from, at + 2 * step);
    FloatVector ends = g0.add(g2).mul(-1f / 6);
    FloatVector middle = g1.mul(-1f / 6);
    FloatVector outer = g2.fma(FloatVector.broadcast(SPECIES, 4f), g0).mul(1f / 24);
    FloatVector inner = g1.mul(1f / 12);
    g0.mul(0.25f).intoArray(to, to0);
    ends.add(middle).intoArray(to, to0 + toStep);
    ends.sub(middle).intoArray(to, to0 + 2 * toStep);
    outer.add(inner).intoArray(to, to0 + 3 * toStep);
    outer.sub(inner).intoArray(to, to0 + 4 * toStep);
    g2.intoArray(to, to0 + 5 * toStep);
  }
}
