package dev.fovea.runtime.kernel;

import static dev.fovea.runtime.kernel.VectorWidth.LANES;
import static dev.fovea.runtime.kernel.VectorWidth.SPECIES;

import jdk.incubator.vector.FloatVector;

/** Register tiles four vectors of filters wide: 64 filters on 16 lanes, 16 on 4. See {@link VectorTiles}. */
final class VectorTilesBy4 {
  private VectorTilesBy4() {}

  /** See {@link Kernels#correlate}; the sums start from {@code start[start0 + p * startStep]}. For two pixels at least. */
  static void run(float[] x, int x0, int xStep, int[] taps, int from, int to, float[] w, int w0, int width, float[] start,
      int start0, int startStep, float[] y, int y0, int yStep, int count) {
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
    FloatVector a1 = FloatVector.fromArray(SPECIES, start, start0 + LANES);
    FloatVector a2 = FloatVector.fromArray(SPECIES, start, start0 + 2 * LANES);
    FloatVector a3 = FloatVector.fromArray(SPECIES, start, start0 + 3 * LANES);
    FloatVector b0 = FloatVector.fromArray(SPECIES, start, start0 + p1 * startStep);
    FloatVector b1 = FloatVector.fromArray(SPECIES, start, start0 + p1 * startStep + LANES);
    FloatVector b2 = FloatVector.fromArray(SPECIES, start, start0 + p1 * startStep + 2 * LANES);
    FloatVector b3 = FloatVector.fromArray(SPECIES, start, start0 + p1 * startStep + 3 * LANES);
    FloatVector c0 = FloatVector.fromArray(SPECIES, start, start0 + p2 * startStep);
    FloatVector c1 = FloatVector.fromArray(SPECIES, start, start0 + p2 * startStep + LANES);
    FloatVector c2 = FloatVector.fromArray(SPECIES, start, start0 + p2 * startStep + 2 * LANES);
    FloatVector c3 = FloatVector.fromArray(SPECIES, start, start0 + p2 * startStep + 3 * LANES);
    FloatVector d0 = FloatVector.fromArray(SPECIES, start, start0 + p3 * startStep);
    FloatVector d1 = FloatVector.fromArray(SPECIES, start, start0 + p3 * startStep + LANES);
    FloatVector d2 = FloatVector.fromArray(SPECIES, start, start0 + p3 * startStep + 2 * LANES);
    FloatVector d3 = FloatVector.fromArray(SPECIES, start, start0 + p3 * startStep + 3 * LANES);
    FloatVector e0 = FloatVector.fromArray(SPECIES, start, start0 + p4 * startStep);
    FloatVector e1 = FloatVector.fromArray(SPECIES, start, start0 + p4 * startStep + LANES);
    FloatVector e2 = FloatVector.fromArray(SPECIES, start, start0 + p4 * startStep + 2 * LANES);
    FloatVector e3 = FloatVector.fromArray(SPECIES, start, start0 + p4 * startStep + 3 * LANES);
    FloatVector f0 = FloatVector.fromArray(SPECIES, start, start0 + p5 * startStep);
    FloatVector f1 = FloatVector.fromArray(SPECIES, start, start0 + p5 * startStep + LANES);
    FloatVector f2 = FloatVector.fromArray(SPECIES, start, start0 + p5 * startStep + 2 * LANES);
    FloatVector f3 = FloatVector.fromArray(SPECIES, start, start0 + p5 * startStep + 3 * LANES);
    for (int k = from, i = w0 + from * width; k < to; k++, i += width) {
      int tap = taps[k];
      FloatVector v0 = FloatVector.fromArray(SPECIES, w, i);
      FloatVector v1 = FloatVector.fromArray(SPECIES, w, i + LANES);
      FloatVector v2 = FloatVector.fromArray(SPECIES, w, i + 2 * LANES);
      FloatVector v3 = FloatVector.fromArray(SPECIES, w, i + 3 * LANES);
      FloatVector a = FloatVector.broadcast(SPECIES, x[x0 + tap]);
      a0 = a.fma(v0, a0);
      a1 = a.fma(v1, a1);
      a2 = a.fma(v2, a2);
      a3 = a.fma(v3, a3);
      FloatVector b = FloatVector.broadcast(SPECIES, x[x1 + tap]);
      b0 = b.fma(v0, b0);
      b1 = b.fma(v1, b1);
      b2 = b.fma(v2, b2);
      b3 = b.fma(v3, b3);
      FloatVector c = FloatVector.broadcast(SPECIES, x[x2 + tap]);
      c0 = c.fma(v0, c0);
      c1 = c.fma(v1, c1);
      c2 = c.fma(v2, c2);
      c3 = c.fma(v3, c3);
      FloatVector d = FloatVector.broadcast(SPECIES, x[x3 + tap]);
      d0 = d.fma(v0, d0);
      d1 = d.fma(v1, d1);
      d2 = d.fma(v2, d2);
      d3 = d.fma(v3, d3);
      FloatVector e = FloatVector.broadcast(SPECIES, x[x4 + tap]);
      e0 = e.fma(v0, e0);
      e1 = e.fma(v1, e1);
      e2 = e.fma(v2, e2);
      e3 = e.fma(v3, e3);
      FloatVector f = FloatVector.broadcast(SPECIES, x[x5 + tap]);
      f0 = f.fma(v0, f0);
      f1 = f.fma(v1, f1);
      f2 = f.fma(v2, f2);
      f3 = f.fma(v3, f3);
    }
    a0.intoArray(y, y0);
    a1.intoArray(y, y0 + LANES);
    a2.intoArray(y, y0 + 2 * LANES);
    a3.intoArray(y, y0 + 3 * LANES);
    b0.intoArray(y, y0 + p1 * yStep);
    b1.intoArray(y, y0 + p1 * yStep + LANES);
    b2.intoArray(y, y0 + p1 * yStep + 2 * LANES);
    b3.intoArray(y, y0 + p1 * yStep + 3 * LANES);
    c0.intoArray(y, y0 + p2 * yStep);
    c1.intoArray(y, y0 + p2 * yStep + LANES);
    c2.intoArray(y, y0 + p2 * yStep + 2 * LANES);
    c3.intoArray(y, y0 + p2 * yStep + 3 * LANES);
    d0.intoArray(y, y0 + p3 * yStep);
    d1.intoArray(y, y0 + p3 * yStep + LANES);
    d2.intoArray(y, y0 + p3 * yStep + 2 * LANES);
    d3.intoArray(y, y0 + p3 * yStep + 3 * LANES);
    e0.intoArray(y, y0 + p4 * yStep);
    e1.intoArray(y, y0 + p4 * yStep + LANES);
    e2.intoArray(y, y0 + p4 * yStep + 2 * LANES);
    e3.intoArray(y, y0 + p4 * yStep + 3 * LANES);
    f0.intoArray(y, y0 + p5 * yStep);
    f1.intoArray(y, y0 + p5 * yStep + LANES);
    f2.intoArray(y, y0 + p5 * yStep + 2 * LANES);
    f3.intoArray(y, y0 + p5 * yStep + 3 * LANES);
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
    FloatVector a2 = FloatVector.fromArray(SPECIES, start, start0 + 2 * LANES);
    FloatVector a3 = FloatVector.fromArray(SPECIES, start, start0 + 3 * LANES);
    FloatVector b0 = FloatVector.fromArray(SPECIES, start, start0 + p1 * startStep);
    FloatVector b1 = FloatVector.fromArray(SPECIES, start, start0 + p1 * startStep + LANES);
    FloatVector b2 = FloatVector.fromArray(SPECIES, start, start0 + p1 * startStep + 2 * LANES);
    FloatVector b3 = FloatVector.fromArray(SPECIES, start, start0 + p1 * startStep + 3 * LANES);
    FloatVector c0 = FloatVector.fromArray(SPECIES, start, start0 + p2 * startStep);
    FloatVector c1 = FloatVector.fromArray(SPECIES, start, start0 + p2 * startStep + LANES);
    FloatVector c2 = FloatVector.fromArray(SPECIES, start, start0 + p2 * startStep + 2 * LANES);
    FloatVector c3 = FloatVector.fromArray(SPECIES, start, start0 + p2 * startStep + 3 * LANES);
    FloatVector d0 = FloatVector.fromArray(SPECIES, start, start0 + p3 * startStep);
    FloatVector d1 = FloatVector.fromArray(SPECIES, start, start0 + p3 * startStep + LANES);
    FloatVector d2 = FloatVector.fromArray(SPECIES, start, start0 + p3 * startStep + 2 * LANES);
    FloatVector d3 = FloatVector.fromArray(SPECIES, start, start0 + p3 * startStep + 3 * LANES);
    for (int k = from, i = w0 + from * width; k < to; k++, i += width) {
      int tap = taps[k];
      FloatVector v0 = FloatVector.fromArray(SPECIES, w, i);
      FloatVector v1 = FloatVector.fromArray(SPECIES, w, i + LANES);
      FloatVector v2 = FloatVector.fromArray(SPECIES, w, i + 2 * LANES);
      FloatVector v3 = FloatVector.fromArray(SPECIES, w, i + 3 * LANES);
      FloatVector a = FloatVector.broadcast(SPECIES, x[x0 + tap]);
      a0 = a.fma(v0, a0);
      a1 = a.fma(v1, a1);
      a2 = a.fma(v2, a2);
      a3 = a.fma(v3, a3);
      FloatVector b = FloatVector.broadcast(SPECIES, x[x1 + tap]);
      b0 = b.fma(v0, b0);
      b1 = b.fma(v1, b1);
      b2 = b.fma(v2, b2);
      b3 = b.fma(v3, b3);
      FloatVector c = FloatVector.broadcast(SPECIES, x[x2 + tap]);
      c0 = c.fma(v0, c0);
      c1 = c.fma(v1, c1);
      c2 = c.fma(v2, c2);
      c3 = c.fma(v3, c3);
      FloatVector d = FloatVector.broadcast(SPECIES, x[x3 + tap]);
      d0 = d.fma(v0, d0);
      d1 = d.fma(v1, d1);
      d2 = d.fma(v2, d2);
      d3 = d.fma(v3, d3);
    }
    a0.intoArray(y, y0);
    a1.intoArray(y, y0 + LANES);
    a2.intoArray(y, y0 + 2 * LANES);
    a3.intoArray(y, y0 + 3 * LANES);
    b0.intoArray(y, y0 + p1 * yStep);
    b1.intoArray(y, y0 + p1 * yStep + LANES);
    b2.intoArray(y, y0 + p1 * yStep + 2 * LANES);
    b3.intoArray(y, y0 + p1 * yStep + 3 * LANES);
    c0.intoArray(y, y0 + p2 * yStep);
    c1.intoArray(y, y0 + p2 * yStep + LANES);
    c2.intoArray(y, y0 + p2 * yStep + 2 * LANES);
    c3.intoArray(y, y0 + p2 * yStep + 3 * LANES);
    d0.intoArray(y, y0 + p3 * yStep);
    d1.intoArray(y, y0 + p3 * yStep + LANES);
    d2.intoArray(y, y0 + p3 * yStep + 2 * LANES);
    d3.intoArray(y, y0 + p3 * yStep + 3 * LANES);
  }

  /**
   * A single pixel, whose filters may be those of two slices.
   *
   * @param w1 where the second half of the filters begins
   */
  static void onePixel(float[] x, int x0, int[] taps, int from, int to, float[] w, int w0, int w1, int width, float[] start, int start0,
      float[] y, int y0) {
    FloatVector a0 = FloatVector.fromArray(SPECIES, start, start0);
    FloatVector a1 = FloatVector.fromArray(SPECIES, start, start0 + LANES);
    FloatVector a2 = FloatVector.fromArray(SPECIES, start, start0 + 2 * LANES);
    FloatVector a3 = FloatVector.fromArray(SPECIES, start, start0 + 3 * LANES);
    for (int k = from, i = w0 + from * width, j = w1 + from * width; k < to; k++, i += width, j += width) {
      FloatVector v0 = FloatVector.fromArray(SPECIES, w, i);
      FloatVector v1 = FloatVector.fromArray(SPECIES, w, i + LANES);
      FloatVector v2 = FloatVector.fromArray(SPECIES, w, j);
      FloatVector v3 = FloatVector.fromArray(SPECIES, w, j + LANES);
      FloatVector a = FloatVector.broadcast(SPECIES, x[x0 + taps[k]]);
      a0 = a.fma(v0, a0);
      a1 = a.fma(v1, a1);
      a2 = a.fma(v2, a2);
      a3 = a.fma(v3, a3);
    }
    a0.intoArray(y, y0);
    a1.intoArray(y, y0 + LANES);
    a2.intoArray(y, y0 + 2 * LANES);
    a3.intoArray(y, y0 + 3 * LANES);
  }
}
