package dev.fovea.runtime.kernel;

import static dev.fovea.runtime.kernel.VectorWidth.LANES;
import static dev.fovea.runtime.kernel.VectorWidth.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Depthwise convolutions: vectors of channels times vectors of channels. Kernels of 3x3 slide over a row: of the columns of a pixel those
 * that the pixel before it has read stay in registers, as sums that have begun. Others take four pixels and two vectors at a time, where
 * missing pixels and channels are the last ones again, as in {@link VectorTiles}.
 */
final class VectorDepthwise {
  /** Numbers that are 4 KiB apart push each other out of the first cache: of pixels that far apart no row stays there to slide over. */
  private static final int PAGE = 1024;

  private VectorDepthwise() {}

  static void correlate(float[] x, int x0, int xStep, int[] taps, float[] w, int[] weights, float[] start, float[] y, int y0,
      int yStep, int count, int channels) {
    if (taps.length != 9 || start == null || xStep % PAGE == 0) {
      alone(x, x0, xStep, taps, w, weights, start, y, y0, yStep, count, channels);
    } else if (follows(taps, 0, 3, xStep) && follows(taps, 3, 6, xStep)) {
      for (int c = 0; c < channels; c += LANES) {
        sliding(x, x0 + c, xStep, taps, w, c, weights, start, y, y0 + c, yStep, count);
      }
    } else if (follows(taps, 0, 3, -xStep) && follows(taps, 3, 6, -xStep)) {
      int last = count - 1;
      for (int c = 0; c < channels; c += LANES) {
        sliding(x, x0 + last * xStep + c, -xStep, taps, w, c, weights, start, y, y0 + last * yStep + c, -yStep, count);
      }
    } else if (follows(taps, 0, 6, xStep)) {
      for (int c = 0; c < channels; c += LANES) {
        slidingByTwo(x, x0 + c, xStep, taps, w, c, weights, start, y, y0 + c, yStep, count);
      }
    } else {
      alone(x, x0, xStep, taps, w, weights, start, y, y0, yStep, count, channels);
    }
  }

  /** Whether one column of three taps is another that many floats on. */
  private static boolean follows(int[] taps, int column, int other, int floats) {
    return taps[other] - taps[column] == floats && taps[other + 1] - taps[column + 1] == floats
        && taps[other + 2] - taps[column + 2] == floats;
  }

  /** Stride 1: three sums at a time are on the way, each a column further than the next. */
  private static void sliding(float[] x, int x0, int xStep, int[] taps, float[] w, int weight, int[] weights, float[] start,
      float[] y, int y0, int yStep, int count) {
    FloatVector w0 = FloatVector.fromArray(SPECIES, w, weight + weights[0]);
    FloatVector w1 = FloatVector.fromArray(SPECIES, w, weight + weights[1]);
    FloatVector w2 = FloatVector.fromArray(SPECIES, w, weight + weights[2]);
    FloatVector w3 = FloatVector.fromArray(SPECIES, w, weight + weights[3]);
    FloatVector w4 = FloatVector.fromArray(SPECIES, w, weight + weights[4]);
    FloatVector w5 = FloatVector.fromArray(SPECIES, w, weight + weights[5]);
    FloatVector w6 = FloatVector.fromArray(SPECIES, w, weight + weights[6]);
    FloatVector w7 = FloatVector.fromArray(SPECIES, w, weight + weights[7]);
    FloatVector w8 = FloatVector.fromArray(SPECIES, w, weight + weights[8]);
    FloatVector s = FloatVector.fromArray(SPECIES, start, weight);
    int top = x0 + taps[0];
    int middle = x0 + taps[1];
    int bottom = x0 + taps[2];
    FloatVector t = FloatVector.fromArray(SPECIES, x, top);
    FloatVector m = FloatVector.fromArray(SPECIES, x, middle);
    FloatVector b = FloatVector.fromArray(SPECIES, x, bottom);
    FloatVector two = b.fma(w2, m.fma(w1, t.fma(w0, s)));
    t = FloatVector.fromArray(SPECIES, x, top + xStep);
    m = FloatVector.fromArray(SPECIES, x, middle + xStep);
    b = FloatVector.fromArray(SPECIES, x, bottom + xStep);
    two = b.fma(w5, m.fma(w4, t.fma(w3, two)));
    FloatVector one = b.fma(w2, m.fma(w1, t.fma(w0, s)));
    int column = 2 * xStep;
    int to = y0;
    for (int p = 0; p < count; p++) {
      t = FloatVector.fromArray(SPECIES, x, top + column);
      m = FloatVector.fromArray(SPECIES, x, middle + column);
      b = FloatVector.fromArray(SPECIES, x, bottom + column);
      b.fma(w8, m.fma(w7, t.fma(w6, two))).intoArray(y, to);
      two = b.fma(w5, m.fma(w4, t.fma(w3, one)));
      one = b.fma(w2, m.fma(w1, t.fma(w0, s)));
      column += xStep;
      to += yStep;
    }
  }

  /** Stride 2: the last column of a pixel is the first of the next one. */
  private static void slidingByTwo(float[] x, int x0, int xStep, int[] taps, float[] w, int weight, int[] weights, float[] start,
      float[] y, int y0, int yStep, int count) {
    FloatVector w0 = FloatVector.fromArray(SPECIES, w, weight + weights[0]);
    FloatVector w1 = FloatVector.fromArray(SPECIES, w, weight + weights[1]);
    FloatVector w2 = FloatVector.fromArray(SPECIES, w, weight + weights[2]);
    FloatVector w3 = FloatVector.fromArray(SPECIES, w, weight + weights[3]);
    FloatVector w4 = FloatVector.fromArray(SPECIES, w, weight + weights[4]);
    FloatVector w5 = FloatVector.fromArray(SPECIES, w, weight + weights[5]);
    FloatVector w6 = FloatVector.fromArray(SPECIES, w, weight + weights[6]);
    FloatVector w7 = FloatVector.fromArray(SPECIES, w, weight + weights[7]);
    FloatVector w8 = FloatVector.fromArray(SPECIES, w, weight + weights[8]);
    FloatVector s = FloatVector.fromArray(SPECIES, start, weight);
    int top = x0 + taps[0];
    int middle = x0 + taps[1];
    int bottom = x0 + taps[2];
    int half = taps[3] - taps[0];
    FloatVector t = FloatVector.fromArray(SPECIES, x, top);
    FloatVector m = FloatVector.fromArray(SPECIES, x, middle);
    FloatVector b = FloatVector.fromArray(SPECIES, x, bottom);
    FloatVector one = b.fma(w2, m.fma(w1, t.fma(w0, s)));
    int column = 0;
    int to = y0;
    for (int p = 0; p < count; p++) {
      t = FloatVector.fromArray(SPECIES, x, top + column + half);
      m = FloatVector.fromArray(SPECIES, x, middle + column + half);
      b = FloatVector.fromArray(SPECIES, x, bottom + column + half);
      column += xStep;
      FloatVector two = b.fma(w5, m.fma(w4, t.fma(w3, one)));
      t = FloatVector.fromArray(SPECIES, x, top + column);
      m = FloatVector.fromArray(SPECIES, x, middle + column);
      b = FloatVector.fromArray(SPECIES, x, bottom + column);
      b.fma(w8, m.fma(w7, t.fma(w6, two))).intoArray(y, to);
      one = b.fma(w2, m.fma(w1, t.fma(w0, s)));
      to += yStep;
    }
  }

  private static void alone(float[] x, int x0, int xStep, int[] taps, float[] w, int[] weights, float[] start, float[] y, int y0,
      int yStep, int count, int channels) {
    for (int p = 0; p < count; p += 4) {
      for (int c = 0; c < channels; c += 2 * LANES) {
        int to = y0 + p * yStep + c;
        int second = Math.min(LANES, channels - LANES - c);
        fourPixels(x, x0 + p * xStep + c, xStep, taps, w, c, weights, start == null ? y : start, start == null ? to : c,
            start == null ? yStep : 0, y, to, yStep, count - 1 - p, second);
      }
    }
  }

  private static void fourPixels(float[] x, int x0, int xStep, int[] taps, float[] w, int w0, int[] weights, float[] start,
      int start0, int startStep, float[] y, int y0, int yStep, int last, int second) {
    int p1 = Math.min(1, last);
    int p2 = Math.min(2, last);
    int p3 = Math.min(3, last);
    int x1 = x0 + p1 * xStep;
    int x2 = x0 + p2 * xStep;
    int x3 = x0 + p3 * xStep;
    FloatVector a0 = FloatVector.fromArray(SPECIES, start, start0);
    FloatVector a1 = FloatVector.fromArray(SPECIES, start, start0 + second);
    FloatVector b0 = FloatVector.fromArray(SPECIES, start, start0 + p1 * startStep);
    FloatVector b1 = FloatVector.fromArray(SPECIES, start, start0 + p1 * startStep + second);
    FloatVector c0 = FloatVector.fromArray(SPECIES, start, start0 + p2 * startStep);
    FloatVector c1 = FloatVector.fromArray(SPECIES, start, start0 + p2 * startStep + second);
    FloatVector d0 = FloatVector.fromArray(SPECIES, start, start0 + p3 * startStep);
    FloatVector d1 = FloatVector.fromArray(SPECIES, start, start0 + p3 * startStep + second);
    for (int k = 0; k < taps.length; k++) {
      int tap = taps[k];
      int i = w0 + weights[k];
      FloatVector v0 = FloatVector.fromArray(SPECIES, w, i);
      FloatVector v1 = FloatVector.fromArray(SPECIES, w, i + second);
      a0 = FloatVector.fromArray(SPECIES, x, x0 + tap).fma(v0, a0);
      a1 = FloatVector.fromArray(SPECIES, x, x0 + tap + second).fma(v1, a1);
      b0 = FloatVector.fromArray(SPECIES, x, x1 + tap).fma(v0, b0);
      b1 = FloatVector.fromArray(SPECIES, x, x1 + tap + second).fma(v1, b1);
      c0 = FloatVector.fromArray(SPECIES, x, x2 + tap).fma(v0, c0);
      c1 = FloatVector.fromArray(SPECIES, x, x2 + tap + second).fma(v1, c1);
      d0 = FloatVector.fromArray(SPECIES, x, x3 + tap).fma(v0, d0);
      d1 = FloatVector.fromArray(SPECIES, x, x3 + tap + second).fma(v1, d1);
    }
    a0.intoArray(y, y0);
    a1.intoArray(y, y0 + second);
    b0.intoArray(y, y0 + p1 * yStep);
    b1.intoArray(y, y0 + p1 * yStep + second);
    c0.intoArray(y, y0 + p2 * yStep);
    c1.intoArray(y, y0 + p2 * yStep + second);
    d0.intoArray(y, y0 + p3 * yStep);
    d1.intoArray(y, y0 + p3 * yStep + second);
  }
}
