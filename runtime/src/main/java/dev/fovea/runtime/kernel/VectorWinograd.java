package dev.fovea.runtime.kernel;

import static dev.fovea.runtime.kernel.VectorWidth.LANES;
import static dev.fovea.runtime.kernel.VectorWidth.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * The transforms of Winograd's F(4x4, 3x3) and F(2x2, 5x5), at the points 0, 1, -1, 2, -2 and infinity, so that they share that of the
 * inputs; and of F(2x2, 3x3), at 0, 1, -1 and infinity. See {@link Kernels#winogradInput}. One axis after the other: six vectors fit
 * AVX2's registers, thirty-six would not. Between them a tile lies in a small array of its own, at constant distances, so that HotSpot
 * checks six of its places as one: a tile takes some hundred loads and stores, and a check for each would double its time.
 */
final class VectorWinograd {
  private static final int ROW = 6 * LANES;

  private static final ThreadLocal<float[]> TILE = ThreadLocal.withInitial(() -> new float[6 * ROW]);

  private VectorWinograd() {}

  static void input(int outputs, int kernel, float[] x, int x0, int rowStride, int pixelStride, float[] v, int v0, int positionStride,
      int tileStride, int tiles, int channels) {
    float[] tile = TILE.get();
    for (int t = 0; t < tiles; t++) {
      for (int c = 0; c < channels; c += LANES) {
        int from = x0 + outputs * t * pixelStride + c;
        int to = v0 + t * tileStride + c;
        if (outputs + kernel == 7) {
          for (int j = 0; j < 6; j++) {
            inputs(x, from + j * pixelStride, rowStride, tile, j * LANES, ROW);
          }
          for (int i = 0; i < 6; i++) {
            inputs(tile, i * ROW, LANES, v, to + 6 * i * positionStride, positionStride);
          }
        } else {
          for (int j = 0; j < 4; j++) {
            fourInputs(x, from + j * pixelStride, rowStride, tile, j * LANES, ROW);
          }
          for (int i = 0; i < 4; i++) {
            fourInputs(tile, i * ROW, LANES, v, to + 4 * i * positionStride, positionStride);
          }
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

  /** {@code B^T d} of F(2x2, 3x3). */
  private static void fourInputs(float[] from, int at, int step, float[] to, int to0, int toStep) {
    FloatVector d0 = FloatVector.fromArray(SPECIES, from, at);
    FloatVector d1 = FloatVector.fromArray(SPECIES, from, at + step);
    FloatVector d2 = FloatVector.fromArray(SPECIES, from, at + 2 * step);
    FloatVector d3 = FloatVector.fromArray(SPECIES, from, at + 3 * step);
    d0.sub(d2).intoArray(to, to0);
    d1.add(d2).intoArray(to, to0 + toStep);
    d2.sub(d1).intoArray(to, to0 + 2 * toStep);
    d1.sub(d3).intoArray(to, to0 + 3 * toStep);
  }

  static void output(int outputs, int kernel, float[] m, int m0, int positionStride, int tileStride, float[] start, int start0,
      float[] y, int y0, int rowStride, int pixelStride, int rows, int columns, int filters) {
    float[] tile = TILE.get();
    for (int t = 0; outputs * t < columns; t++) {
      for (int f = 0; f < filters; f += LANES) {
        int from = m0 + t * tileStride + f;
        int to = y0 + outputs * t * pixelStride + f;
        float[] sums = start == null ? y : start;
        int step = start == null ? pixelStride : 0;
        if (outputs == 4) {
          for (int j = 0; j < 6; j++) {
            fourOutputs(m, from + j * positionStride, 6 * positionStride, tile, j * LANES);
          }
          for (int i = 0; i < rows; i++) {
            int at = to + i * rowStride;
            fourPixels(tile, i * ROW, sums, start == null ? at : start0 + f, step, y, at, pixelStride, columns - 4 * t);
          }
        } else if (kernel == 5) {
          for (int j = 0; j < 6; j++) {
            twoOutputs(m, from + j * positionStride, 6 * positionStride, tile, j * LANES);
          }
          for (int i = 0; i < rows; i++) {
            int at = to + i * rowStride;
            twoPixels(tile, i * ROW, sums, start == null ? at : start0 + f, step, y, at, pixelStride, columns - 2 * t);
          }
        } else {
          for (int j = 0; j < 4; j++) {
            twoOutputsOfFour(m, from + j * positionStride, 4 * positionStride, tile, j * LANES);
          }
          for (int i = 0; i < rows; i++) {
            int at = to + i * rowStride;
            twoPixelsOfFour(tile, i * ROW, sums, start == null ? at : start0 + f, step, y, at, pixelStride, columns - 2 * t);
          }
        }
      }
    }
  }

  /** {@code A^T m} of F(4x4, 3x3). */
  private static void fourOutputs(float[] m, int at, int step, float[] to, int to0) {
    FloatVector m0 = FloatVector.fromArray(SPECIES, m, at);
    FloatVector m1 = FloatVector.fromArray(SPECIES, m, at + step);
    FloatVector m2 = FloatVector.fromArray(SPECIES, m, at + 2 * step);
    FloatVector m3 = FloatVector.fromArray(SPECIES, m, at + 3 * step);
    FloatVector m4 = FloatVector.fromArray(SPECIES, m, at + 4 * step);
    FloatVector m5 = FloatVector.fromArray(SPECIES, m, at + 5 * step);
    FloatVector p = m1.add(m2);
    FloatVector q = m1.sub(m2);
    FloatVector r = m3.add(m4);
    FloatVector s = m3.sub(m4);
    m0.add(p).add(r).intoArray(to, to0);
    s.fma(FloatVector.broadcast(SPECIES, 2f), q).intoArray(to, to0 + ROW);
    r.fma(FloatVector.broadcast(SPECIES, 4f), p).intoArray(to, to0 + 2 * ROW);
    s.fma(FloatVector.broadcast(SPECIES, 8f), q).add(m5).intoArray(to, to0 + 3 * ROW);
  }

  /** {@code m A + start} of F(4x4, 3x3): up to four neighbouring pixels, whose starts are a step apart. */
  private static void fourPixels(float[] m, int at, float[] start, int start0, int startStep, float[] y, int y0, int pixelStride,
      int count) {
    FloatVector m1 = FloatVector.fromArray(SPECIES, m, at + LANES);
    FloatVector m2 = FloatVector.fromArray(SPECIES, m, at + 2 * LANES);
    FloatVector m3 = FloatVector.fromArray(SPECIES, m, at + 3 * LANES);
    FloatVector m4 = FloatVector.fromArray(SPECIES, m, at + 4 * LANES);
    FloatVector p = m1.add(m2);
    FloatVector q = m1.sub(m2);
    FloatVector r = m3.add(m4);
    FloatVector s = m3.sub(m4);
    FloatVector.fromArray(SPECIES, m, at).add(p).add(r).add(FloatVector.fromArray(SPECIES, start, start0)).intoArray(y, y0);
    if (count > 1) {
      FloatVector from = FloatVector.fromArray(SPECIES, start, start0 + startStep);
      s.fma(FloatVector.broadcast(SPECIES, 2f), q).add(from).intoArray(y, y0 + pixelStride);
    }
    if (count > 2) {
      FloatVector from = FloatVector.fromArray(SPECIES, start, start0 + 2 * startStep);
      r.fma(FloatVector.broadcast(SPECIES, 4f), p).add(from).intoArray(y, y0 + 2 * pixelStride);
    }
    if (count > 3) {
      FloatVector from = FloatVector.fromArray(SPECIES, start, start0 + 3 * startStep);
      s.fma(FloatVector.broadcast(SPECIES, 8f), q).add(FloatVector.fromArray(SPECIES, m, at + 5 * LANES)).add(from)
          .intoArray(y, y0 + 3 * pixelStride);
    }
  }

  /** {@code A^T m} of F(2x2, 5x5). */
  private static void twoOutputs(float[] m, int at, int step, float[] to, int to0) {
    FloatVector m0 = FloatVector.fromArray(SPECIES, m, at);
    FloatVector m1 = FloatVector.fromArray(SPECIES, m, at + step);
    FloatVector m2 = FloatVector.fromArray(SPECIES, m, at + 2 * step);
    FloatVector m3 = FloatVector.fromArray(SPECIES, m, at + 3 * step);
    FloatVector m4 = FloatVector.fromArray(SPECIES, m, at + 4 * step);
    FloatVector m5 = FloatVector.fromArray(SPECIES, m, at + 5 * step);
    m0.add(m1.add(m2)).add(m3.add(m4)).intoArray(to, to0);
    m3.sub(m4).fma(FloatVector.broadcast(SPECIES, 2f), m1.sub(m2)).add(m5).intoArray(to, to0 + ROW);
  }

  /** {@code m A + start} of F(2x2, 5x5): one pixel or two. */
  private static void twoPixels(float[] m, int at, float[] start, int start0, int startStep, float[] y, int y0, int pixelStride,
      int count) {
    FloatVector m1 = FloatVector.fromArray(SPECIES, m, at + LANES);
    FloatVector m2 = FloatVector.fromArray(SPECIES, m, at + 2 * LANES);
    FloatVector m3 = FloatVector.fromArray(SPECIES, m, at + 3 * LANES);
    FloatVector m4 = FloatVector.fromArray(SPECIES, m, at + 4 * LANES);
    FloatVector.fromArray(SPECIES, m, at).add(m1.add(m2)).add(m3.add(m4)).add(FloatVector.fromArray(SPECIES, start, start0))
        .intoArray(y, y0);
    if (count > 1) {
      FloatVector from = FloatVector.fromArray(SPECIES, start, start0 + startStep);
      m3.sub(m4).fma(FloatVector.broadcast(SPECIES, 2f), m1.sub(m2)).add(FloatVector.fromArray(SPECIES, m, at + 5 * LANES)).add(from)
          .intoArray(y, y0 + pixelStride);
    }
  }

  /** {@code A^T m} of F(2x2, 3x3). */
  private static void twoOutputsOfFour(float[] m, int at, int step, float[] to, int to0) {
    FloatVector m0 = FloatVector.fromArray(SPECIES, m, at);
    FloatVector m1 = FloatVector.fromArray(SPECIES, m, at + step);
    FloatVector m2 = FloatVector.fromArray(SPECIES, m, at + 2 * step);
    FloatVector m3 = FloatVector.fromArray(SPECIES, m, at + 3 * step);
    m0.add(m1).add(m2).intoArray(to, to0);
    m1.sub(m2).sub(m3).intoArray(to, to0 + ROW);
  }

  /** {@code m A + start} of F(2x2, 3x3): one pixel or two. */
  private static void twoPixelsOfFour(float[] m, int at, float[] start, int start0, int startStep, float[] y, int y0, int pixelStride,
      int count) {
    FloatVector m1 = FloatVector.fromArray(SPECIES, m, at + LANES);
    FloatVector m2 = FloatVector.fromArray(SPECIES, m, at + 2 * LANES);
    FloatVector.fromArray(SPECIES, m, at).add(m1).add(m2).add(FloatVector.fromArray(SPECIES, start, start0)).intoArray(y, y0);
    if (count > 1) {
      FloatVector from = FloatVector.fromArray(SPECIES, start, start0 + startStep);
      m1.sub(m2).sub(FloatVector.fromArray(SPECIES, m, at + 3 * LANES)).add(from).intoArray(y, y0 + pixelStride);
    }
  }

  static void filters(int outputs, int kernel, float[] w, int w0, int wStride, float[] u, int u0, int uStride, int n) {
    for (int f = 0; f < n; f += LANES) {
      if (outputs == 4) {
        for (int j = 0; j < 3; j++) {
          threeTaps(w, w0 + j * wStride + f, 3 * wStride, u, u0 + j * uStride + f, 6 * uStride);
        }
        for (int i = 0; i < 6; i++) {
          threeTaps(u, u0 + 6 * i * uStride + f, uStride, u, u0 + 6 * i * uStride + f, uStride);
        }
      } else if (kernel == 5) {
        for (int j = 0; j < 5; j++) {
          fiveTaps(w, w0 + j * wStride + f, 5 * wStride, u, u0 + j * uStride + f, 6 * uStride);
        }
        for (int i = 0; i < 6; i++) {
          fiveTaps(u, u0 + 6 * i * uStride + f, uStride, u, u0 + 6 * i * uStride + f, uStride);
        }
      } else {
        for (int j = 0; j < 3; j++) {
          threeTapsToFour(w, w0 + j * wStride + f, 3 * wStride, u, u0 + j * uStride + f, 4 * uStride);
        }
        for (int i = 0; i < 4; i++) {
          threeTapsToFour(u, u0 + 4 * i * uStride + f, uStride, u, u0 + 4 * i * uStride + f, uStride);
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

  /** {@code G g} of F(2x2, 3x3). */
  private static void threeTapsToFour(float[] from, int at, int step, float[] to, int to0, int toStep) {
    FloatVector g0 = FloatVector.fromArray(SPECIES, from, at);
    FloatVector g1 = FloatVector.fromArray(SPECIES, from, at + step).mul(0.5f);
    FloatVector g2 = FloatVector.fromArray(SPECIES, from, at + 2 * step);
    FloatVector ends = g0.add(g2).mul(0.5f);
    g0.intoArray(to, to0);
    ends.add(g1).intoArray(to, to0 + toStep);
    ends.sub(g1).intoArray(to, to0 + 2 * toStep);
    g2.intoArray(to, to0 + 3 * toStep);
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
