package dev.fovea.runtime.kernel;

import static dev.fovea.runtime.kernel.VectorWidth.LANES;
import static dev.fovea.runtime.kernel.VectorWidth.SPECIES;

import jdk.incubator.vector.FloatVector;

/** Register tiles two vectors of filters wide: 32 filters on 16 lanes, 16 on 8. See {@link VectorTiles}. */
final class VectorTilesBy2 {
  private VectorTilesBy2() {}

  /** See {@link Kernels#correlate}; the sums start from {@code start[start0 + p * startStep]}. */
  static void run(float[] x, int x0, int xStep, int[] taps, int from, int to, float[] w, int w0, int width, float[] start,
      int start0, int startStep, float[] y, int y0, int yStep, int count) {
    if (count == 1) {
      onePixel(x, x0, taps, from, to, w, w0, width, start, start0, y, y0);
      return;
    }
    // With 8 lanes and 16 registers a tile of four takes as long as one of six, on JDK 25 longer.
    int sixes = LANES == 8 ? count : VectorTiles.sixes(count);
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
    FloatVector a1 = FloatVector.fromArray(SPECIES, start, start0 + LANES);
    FloatVector b0 = FloatVector.fromArray(SPECIES, start, start0 + p1 * startStep);
    FloatVector b1 = FloatVector.fromArray(SPECIES, start, start0 + p1 * startStep + LANES);
    FloatVector c0 = FloatVector.fromArray(SPECIES, start, start0 + p2 * startStep);
    FloatVector c1 = FloatVector.fromArray(SPECIES, start, start0 + p2 * startStep + LANES);
    FloatVector d0 = FloatVector.fromArray(SPECIES, start, start0 + p3 * startStep);
    FloatVector d1 = FloatVector.fromArray(SPECIES, start, start0 + p3 * startStep + LANES);
    FloatVector e0 = FloatVector.fromArray(SPECIES, start, start0 + p4 * startStep);
    FloatVector e1 = FloatVector.fromArray(SPECIES, start, start0 + p4 * startStep + LANES);
    FloatVector f0 = FloatVector.fromArray(SPECIES, start, start0 + p5 * startStep);
    FloatVector f1 = FloatVector.fromArray(SPECIES, start, start0 + p5 * startStep + LANES);
    for (int k = from, i = w0 + from * width; k < to; k++, i += width) {
      int tap = taps[k];
      FloatVector v0 = FloatVector.fromArray(SPECIES, w, i);
      FloatVector v1 = FloatVector.fromArray(SPECIES, w, i + LANES);
      FloatVector a = FloatVector.broadcast(SPECIES, x[x0 + tap]);
      a0 = a.fma(v0, a0);
      a1 = a.fma(v1, a1);
      FloatVector b = FloatVector.broadcast(SPECIES, x[x1 + tap]);
      b0 = b.fma(v0, b0);
      b1 = b.fma(v1, b1);
      FloatVector c = FloatVector.broadcast(SPECIES, x[x2 + tap]);
      c0 = c.fma(v0, c0);
      c1 = c.fma(v1, c1);
      FloatVector d = FloatVector.broadcast(SPECIES, x[x3 + tap]);
      d0 = d.fma(v0, d0);
      d1 = d.fma(v1, d1);
      FloatVector e = FloatVector.broadcast(SPECIES, x[x4 + tap]);
      e0 = e.fma(v0, e0);
      e1 = e.fma(v1, e1);
      FloatVector f = FloatVector.broadcast(SPECIES, x[x5 + tap]);
      f0 = f.fma(v0, f0);
      f1 = f.fma(v1, f1);
    }
    a0.intoArray(y, y0);
    a1.intoArray(y, y0 + LANES);
    b0.intoArray(y, y0 + p1 * yStep);
    b1.intoArray(y, y0 + p1 * yStep + LANES);
    c0.intoArray(y, y0 + p2 * yStep);
    c1.intoArray(y, y0 + p2 * yStep + LANES);
    d0.intoArray(y, y0 + p3 * yStep);
    d1.intoArray(y, y0 + p3 * yStep + LANES);
    e0.intoArray(y, y0 + p4 * yStep);
    e1.intoArray(y, y0 + p4 * yStep + LANES);
    f0.intoArray(y, y0 + p5 * yStep);
    f1.intoArray(y, y0 + p5 * yStep + LANES);
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
    FloatVector a1 = FloatVector.fromArray(SPECIES, start, start0 + LANES);
    FloatVector b0 = FloatVector.fromArray(SPECIES, start, start0 + p1 * startStep);
    FloatVector b1 = FloatVector.fromArray(SPECIES, start, start0 + p1 * startStep + LANES);
    FloatVector c0 = FloatVector.fromArray(SPECIES, start, start0 + p2 * startStep);
    FloatVector c1 = FloatVector.fromArray(SPECIES, start, start0 + p2 * startStep + LANES);
    FloatVector d0 = FloatVector.fromArray(SPECIES, start, start0 + p3 * startStep);
    FloatVector d1 = FloatVector.fromArray(SPECIES, start, start0 + p3 * startStep + LANES);
    for (int k = from, i = w0 + from * width; k < to; k++, i += width) {
      int tap = taps[k];
      FloatVector v0 = FloatVector.fromArray(SPECIES, w, i);
      FloatVector v1 = FloatVector.fromArray(SPECIES, w, i + LANES);
      FloatVector a = FloatVector.broadcast(SPECIES, x[x0 + tap]);
      a0 = a.fma(v0, a0);
      a1 = a.fma(v1, a1);
      FloatVector b = FloatVector.broadcast(SPECIES, x[x1 + tap]);
      b0 = b.fma(v0, b0);
      b1 = b.fma(v1, b1);
      FloatVector c = FloatVector.broadcast(SPECIES, x[x2 + tap]);
      c0 = c.fma(v0, c0);
      c1 = c.fma(v1, c1);
      FloatVector d = FloatVector.broadcast(SPECIES, x[x3 + tap]);
      d0 = d.fma(v0, d0);
      d1 = d.fma(v1, d1);
    }
    a0.intoArray(y, y0);
    a1.intoArray(y, y0 + LANES);
    b0.intoArray(y, y0 + p1 * yStep);
    b1.intoArray(y, y0 + p1 * yStep + LANES);
    c0.intoArray(y, y0 + p2 * yStep);
    c1.intoArray(y, y0 + p2 * yStep + LANES);
    d0.intoArray(y, y0 + p3 * yStep);
    d1.intoArray(y, y0 + p3 * yStep + LANES);
  }

  private static void onePixel(float[] x, int x0, int[] taps, int from, int to, float[] w, int w0, int width, float[] start,
      int start0, float[] y, int y0) {
    FloatVector a0 = FloatVector.fromArray(SPECIES, start, start0);
    FloatVector a1 = FloatVector.fromArray(SPECIES, start, start0 + LANES);
    for (int k = from, i = w0 + from * width; k < to; k++, i += width) {
      FloatVector v0 = FloatVector.fromArray(SPECIES, w, i);
      FloatVector v1 = FloatVector.fromArray(SPECIES, w, i + LANES);
      FloatVector a = FloatVector.broadcast(SPECIES, x[x0 + taps[k]]);
      a0 = a.fma(v0, a0);
      a1 = a.fma(v1, a1);
    }
    a0.intoArray(y, y0);
    a1.intoArray(y, y0 + LANES);
  }
}
