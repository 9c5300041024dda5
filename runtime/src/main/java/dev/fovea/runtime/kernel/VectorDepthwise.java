package dev.fovea.runtime.kernel;

import static dev.fovea.runtime.kernel.VectorWidth.LANES;
import static dev.fovea.runtime.kernel.VectorWidth.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Depthwise convolutions: vectors of channels times vectors of channels, four pixels and two vectors at a time. Missing pixels and
 * channels are the last ones again, as in {@link VectorTiles}.
 */
final class VectorDepthwise {
  private VectorDepthwise() {}

  static void correlate(float[] x, int x0, int xStep, int[] taps, float[] w, int[] weights, float[] start, float[] y, int y0,
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
