package dev.fovea.runtime.kernel;

import static dev.fovea.runtime.kernel.VectorWidth.LANES;
import static dev.fovea.runtime.kernel.VectorWidth.SPECIES;

import jdk.incubator.vector.FloatVector;

/** Register tiles one vector of filters wide: 16 filters on 16 lanes. See {@link VectorTiles}. */
final class VectorTilesBy1 {
  private VectorTilesBy1() {}

  /** See {@link Kernels#correlate}; the sums start from {@code start[start0 + p * startStep]}. */
  static void run(float[] x, int x0, int xStep, int[] taps, int from, int to, float[] w, int w0, int width, float[] start,
      int start0, int startStep, float[] y, int y0, int yStep, int count) {
    if (count == 1) {
      onePixel(x, x0, taps, from, to, w, w0, width, start, start0, y, y0);
      return;
    }
    int sixes = VectorTiles.sixes(count);
    for (int p = 0; p < count; p += p < sixes ? 6 : 4) {
      if (p < sixes) {
        sixPixels(x, x0 + p * xStep, xStep, taps, from, to, w, w0, width, start, start0 + p * startStep, startStep, y,
            y0 + p * yStep, yStep, count - 1 - p);
      } else {
        fourPixels(x, x0 + p * xStep, xStep, taps, from, to, w, w0, width, start, start0 + p * startStep, startStep, y,
            y0 + p * yStep, yStep, count - 1 - p);
      }
    }
  }

  private static void sixPixels(float[] x, int x0, int xStep, int[] taps, int from, int to, float[] w, int w0, int width,
      float[] start, int start0, int startStep, float[] y, int y0, int yStep, int last) {
    int p1 = Math.min(1, last);
    int p2 = Math.min(2, last);
    int p3 = Math.min(3, last);
    int p4 = Math.min(4, last);
    int p5 = Math.min(5, last);
    int x1 = x0 + p1 * xStep;
    int x2 = x0 + p2 * xStep;
    int x3 = x0 + p3 * xStep;
    int x4 = x0 + p4 * xStep;
    int x5 = x0 + p5 * xStep;
    FloatVector a0 = FloatVector.fromArray(SPECIES, start, start0);
    FloatVector b0 = FloatVector.fromArray(SPECIES, start, start0 + p1 * startStep);
    FloatVector c0 = FloatVector.fromArray(SPECIES, start, start0 + p2 * startStep);
    FloatVector d0 = FloatVector.fromArray(SPECIES, start, start0 + p3 * startStep);
    FloatVector e0 = FloatVector.fromArray(SPECIES, start, start0 + p4 * startStep);
    FloatVector f0 = FloatVector.fromArray(SPECIES, start, start0 + p5 * startStep);
    for (int k = from, i = w0 + from * width; k < to; k++, i += width) {
      int tap = taps[k];
      FloatVector v0 = FloatVector.fromArray(SPECIES, w, i);
      a0 = FloatVector.broadcast(SPECIES, x[x0 + tap]).fma(v0, a0);
      b0 = FloatVector.broadcast(SPECIES, x[x1 + tap]).fma(v0, b0);
      c0 = FloatVector.broadcast(SPECIES, x[x2 + tap]).fma(v0, c0);
      d0 = FloatVector.broadcast(SPECIES, x[x3 + tap]).fma(v0, d0);
      e0 = FloatVector.broadcast(SPECIES, x[x4 + tap]).fma(v0, e0);
      f0 = FloatVector.broadcast(SPECIES, x[x5 + tap]).fma(v0, f0);
    }
    a0.intoArray(y, y0);
    b0.intoArray(y, y0 + p1 * yStep);
    c0.intoArray(y, y0 + p2 * yStep);
    d0.intoArray(y, y0 + p3 * yStep);
    e0.intoArray(y, y0 + p4 * yStep);
    f0.intoArray(y, y0 + p5 * yStep);
  }

  private static void fourPixels(float[] x, int x0, int xStep, int[] taps, int from, int to, float[] w, int w0, int width,
      float[] start, int start0, int startStep, float[] y, int y0, int yStep, int last) {
    int p1 = Math.min(1, last);
    int p2 = Math.min(2, last);
    int p3 = Math.min(3, last);
    int x1 = x0 + p1 * xStep;
    int x2 = x0 + p2 * xStep;
    int x3 = x0 + p3 * xStep;
    FloatVector a0 = FloatVector.fromArray(SPECIES, start, start0);
    FloatVector b0 = FloatVector.fromArray(SPECIES, start, start0 + p1 * startStep);
    FloatVector c0 = FloatVector.fromArray(SPECIES, start, start0 + p2 * startStep);
    FloatVector d0 = FloatVector.fromArray(SPECIES, start, start0 + p3 * startStep);
    for (int k = from, i = w0 + from * width; k < to; k++, i += width) {
      int tap = taps[k];
      FloatVector v0 = FloatVector.fromArray(SPECIES, w, i);
      a0 = FloatVector.broadcast(SPECIES, x[x0 + tap]).fma(v0, a0);
      b0 = FloatVector.broadcast(SPECIES, x[x1 + tap]).fma(v0, b0);
      c0 = FloatVector.broadcast(SPECIES, x[x2 + tap]).fma(v0, c0);
      d0 = FloatVector.broadcast(SPECIES, x[x3 + tap]).fma(v0, d0);
    }
    a0.intoArray(y, y0);
    b0.intoArray(y, y0 + p1 * yStep);
    c0.intoArray(y, y0 + p2 * yStep);
    d0.intoArray(y, y0 + p3 * yStep);
  }

  private static void onePixel(float[] x, int x0, int[] taps, int from, int to, float[] w, int w0, int width, float[] start,
      int start0, float[] y, int y0) {
    FloatVector a0 = FloatVector.fromArray(SPECIES, start, start0);
    for (int k = from, i = w0 + from * width; k < to; k++, i += width) {
      FloatVector v0 = FloatVector.fromArray(SPECIES, w, i);
      a0 = FloatVector.broadcast(SPECIES, x[x0 + taps[k]]).fma(v0, a0);
    }
    a0.intoArray(y, y0);
  }
}
