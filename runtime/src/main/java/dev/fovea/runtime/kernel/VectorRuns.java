package dev.fovea.runtime.kernel;

import static dev.fovea.runtime.kernel.VectorWidth.LANES;
import static dev.fovea.runtime.kernel.VectorWidth.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Register tiles for AVX2's sixteen registers, over steps whose inputs lie side by side; see {@link VectorTiles}.
 *
 * <p>Two vectors of filters for five pixels or four, two steps at a time: with a table of taps each load is checked against the end of
 * its array, and those checks, not the multiply-adds, are what a core with sixteen registers is busy with (0.6 of its limit). Where the
 * index is the loop's own counter HotSpot checks once, before the loop, and one address serves two steps: 0.9 of the limit, on JDK 17
 * as on 25. Six pixels would spill.
 */
final class VectorRuns {
  /** All ones. Not final, so that HotSpot cannot know it: see {@link #fivePixels}. */
  private static int allBits = -1;

  /** The width of the blocks it serves: a constant, since a step's place among the weights is a multiple of it. */
  private static final int WIDTH = 64;

  private VectorRuns() {}

  /** Whether it serves a block so wide, with runs long enough to load and store the sums for each. */
  static boolean suits(int width, int run) {
    return LANES == 8 && width == WIDTH && run >= 16;
  }

  /** As {@link VectorTilesBy2#run}, for steps in runs: within one, inputs are neighbours. */
  static void run(float[] x, int x0, int xStep, int[] taps, int from, int to, int run, float[] w, int w0, float[] start, int start0,
      int startStep, float[] y, int y0, int yStep, int count) {
    int fives = fives(count);
    if (from == to) {
      pixels(x, x0, xStep, 0, w, w0, start, start0, startStep, y, y0, yStep, fives, count);
    }
    // Run by run, so that its weights stay in the first-level cache while all pixels pass by.
    for (int k = from, end; k < to; k = end) {
      end = Math.min(to, (k / run + 1) * run);
      if (k == from) {
        pixels(x, x0 + taps[k], xStep, end - k, w, w0 + k * WIDTH, start, start0, startStep, y, y0, yStep, fives, count);
      } else {
        pixels(x, x0 + taps[k], xStep, end - k, w, w0 + k * WIDTH, y, y0, yStep, y, y0, yStep, fives, count);
      }
    }
  }

  private static void pixels(float[] x, int x0, int xStep, int steps, float[] w, int w0, float[] start, int start0, int startStep,
      float[] y, int y0, int yStep, int fives, int count) {
    for (int p = 0; p < fives; p += 5) {
      fivePixels(x, x0 + p * xStep, xStep, steps, w, w0, start, start0 + p * startStep, startStep, y, y0 + p * yStep, yStep);
    }
    for (int p = fives; p < count; p += 4) {
      fourPixels(x, x0 + p * xStep, xStep, steps, w, w0, start, start0 + p * startStep, startStep, y, y0 + p * yStep, yStep,
          count - 1 - p);
    }
  }

  /** How many of n pixels tiles of five take, so that tiles of four can take the rest; all are left to those where that cannot be. */
  static int fives(int n) {
    int fours = (5 - n % 5) % 5;
    return Math.max(0, n - 4 * fours);
  }

  /**
   * The third pixel is found by way of {@link #allBits}: the one check against the array's end that this leaves keeps HotSpot 17 from
   * loading all pixels first, and spilling sums for them.
   */
  private static void fivePixels(float[] x, int x0, int xStep, int steps, float[] w, int w0, float[] start, int start0,
      int startStep, float[] y, int y0, int yStep) {
    int x1 = x0 + xStep;
    int x2 = x0 + 2 * xStep;
    int x3 = x0 + 3 * xStep;
    int x4 = x0 + 4 * xStep;
    int all = allBits;
    FloatVector a0 = FloatVector.fromArray(SPECIES, start, start0);
    FloatVector a1 = FloatVector.fromArray(SPECIES, start, start0 + LANES);
    FloatVector b0 = FloatVector.fromArray(SPECIES, start, start0 + startStep);
    FloatVector b1 = FloatVector.fromArray(SPECIES, start, start0 + startStep + LANES);
    FloatVector c0 = FloatVector.fromArray(SPECIES, start, start0 + 2 * startStep);
    FloatVector c1 = FloatVector.fromArray(SPECIES, start, start0 + 2 * startStep + LANES);
    FloatVector d0 = FloatVector.fromArray(SPECIES, start, start0 + 3 * startStep);
    FloatVector d1 = FloatVector.fromArray(SPECIES, start, start0 + 3 * startStep + LANES);
    FloatVector e0 = FloatVector.fromArray(SPECIES, start, start0 + 4 * startStep);
    FloatVector e1 = FloatVector.fromArray(SPECIES, start, start0 + 4 * startStep + LANES);
    int even = steps - 1;
    int k = 0;
    for (; k < even; k += 2) {
      int held = k & all;
      FloatVector v0 = FloatVector.fromArray(SPECIES, w, w0 + k * WIDTH);
      FloatVector v1 = FloatVector.fromArray(SPECIES, w, w0 + k * WIDTH + LANES);
      FloatVector u0 = FloatVector.fromArray(SPECIES, w, w0 + k * WIDTH + WIDTH);
      FloatVector u1 = FloatVector.fromArray(SPECIES, w, w0 + k * WIDTH + WIDTH + LANES);
      FloatVector a = FloatVector.broadcast(SPECIES, x[x0 + k]);
      a0 = a.fma(v0, a0);
      a1 = a.fma(v1, a1);
      FloatVector aa = FloatVector.broadcast(SPECIES, x[x0 + k + 1]);
      a0 = aa.fma(u0, a0);
      a1 = aa.fma(u1, a1);
      FloatVector b = FloatVector.broadcast(SPECIES, x[x1 + k]);
      b0 = b.fma(v0, b0);
      b1 = b.fma(v1, b1);
      FloatVector bb = FloatVector.broadcast(SPECIES, x[x1 + k + 1]);
      b0 = bb.fma(u0, b0);
      b1 = bb.fma(u1, b1);
      FloatVector c = FloatVector.broadcast(SPECIES, x[x2 + held]);
      c0 = c.fma(v0, c0);
      c1 = c.fma(v1, c1);
      FloatVector cc = FloatVector.broadcast(SPECIES, x[x2 + k + 1]);
      c0 = cc.fma(u0, c0);
      c1 = cc.fma(u1, c1);
      FloatVector d = FloatVector.broadcast(SPECIES, x[x3 + k]);
      d0 = d.fma(v0, d0);
      d1 = d.fma(v1, d1);
      FloatVector dd = FloatVector.broadcast(SPECIES, x[x3 + k + 1]);
      d0 = dd.fma(u0, d0);
      d1 = dd.fma(u1, d1);
      FloatVector e = FloatVector.broadcast(SPECIES, x[x4 + k]);
      e0 = e.fma(v0, e0);
      e1 = e.fma(v1, e1);
      FloatVector ee = FloatVector.broadcast(SPECIES, x[x4 + k + 1]);
      e0 = ee.fma(u0, e0);
      e1 = ee.fma(u1, e1);
    }
    if (k < steps) {
      FloatVector v0 = FloatVector.fromArray(SPECIES, w, w0 + k * WIDTH);
      FloatVector v1 = FloatVector.fromArray(SPECIES, w, w0 + k * WIDTH + LANES);
      FloatVector a = FloatVector.broadcast(SPECIES, x[x0 + k]);
      a0 = a.fma(v0, a0);
      a1 = a.fma(v1, a1);
      FloatVector b = FloatVector.broadcast(SPECIES, x[x1 + k]);
      b0 = b.fma(v0, b0);
      b1 = b.fma(v1, b1);
      FloatVector c = FloatVector.broadcast(SPECIES, x[x2 + k]);
      c0 = c.fma(v0, c0);
      c1 = c.fma(v1, c1);
      FloatVector d = FloatVector.broadcast(SPECIES, x[x3 + k]);
      d0 = d.fma(v0, d0);
      d1 = d.fma(v1, d1);
      FloatVector e = FloatVector.broadcast(SPECIES, x[x4 + k]);
      e0 = e.fma(v0, e0);
      e1 = e.fma(v1, e1);
    }
    a0.intoArray(y, y0);
    a1.intoArray(y, y0 + LANES);
    b0.intoArray(y, y0 + yStep);
    b1.intoArray(y, y0 + yStep + LANES);
    c0.intoArray(y, y0 + 2 * yStep);
    c1.intoArray(y, y0 + 2 * yStep + LANES);
    d0.intoArray(y, y0 + 3 * yStep);
    d1.intoArray(y, y0 + 3 * yStep + LANES);
    e0.intoArray(y, y0 + 4 * yStep);
    e1.intoArray(y, y0 + 4 * yStep + LANES);
  }

  private static void fourPixels(float[] x, int x0, int xStep, int steps, float[] w, int w0, float[] start, int start0,
      int startStep, float[] y, int y0, int yStep, int last) {
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
    int even = steps - 1;
    int k = 0;
    for (; k < even; k += 2) {
      FloatVector v0 = FloatVector.fromArray(SPECIES, w, w0 + k * WIDTH);
      FloatVector v1 = FloatVector.fromArray(SPECIES, w, w0 + k * WIDTH + LANES);
      FloatVector u0 = FloatVector.fromArray(SPECIES, w, w0 + k * WIDTH + WIDTH);
      FloatVector u1 = FloatVector.fromArray(SPECIES, w, w0 + k * WIDTH + WIDTH + LANES);
      FloatVector a = FloatVector.broadcast(SPECIES, x[x0 + k]);
      a0 = a.fma(v0, a0);
      a1 = a.fma(v1, a1);
      FloatVector aa = FloatVector.broadcast(SPECIES, x[x0 + k + 1]);
      a0 = aa.fma(u0, a0);
      a1 = aa.fma(u1, a1);
      FloatVector b = FloatVector.broadcast(SPECIES, x[x1 + k]);
      b0 = b.fma(v0, b0);
      b1 = b.fma(v1, b1);
      FloatVector bb = FloatVector.broadcast(SPECIES, x[x1 + k + 1]);
      b0 = bb.fma(u0, b0);
      b1 = bb.fma(u1, b1);
      FloatVector c = FloatVector.broadcast(SPECIES, x[x2 + k]);
      c0 = c.fma(v0, c0);
      c1 = c.fma(v1, c1);
      FloatVector cc = FloatVector.broadcast(SPECIES, x[x2 + k + 1]);
      c0 = cc.fma(u0, c0);
      c1 = cc.fma(u1, c1);
      FloatVector d = FloatVector.broadcast(SPECIES, x[x3 + k]);
      d0 = d.fma(v0, d0);
      d1 = d.fma(v1, d1);
      FloatVector dd = FloatVector.broadcast(SPECIES, x[x3 + k + 1]);
      d0 = dd.fma(u0, d0);
      d1 = dd.fma(u1, d1);
    }
    if (k < steps) {
      FloatVector v0 = FloatVector.fromArray(SPECIES, w, w0 + k * WIDTH);
      FloatVector v1 = FloatVector.fromArray(SPECIES, w, w0 + k * WIDTH + LANES);
      FloatVector a = FloatVector.broadcast(SPECIES, x[x0 + k]);
      a0 = a.fma(v0, a0);
      a1 = a.fma(v1, a1);
      FloatVector b = FloatVector.broadcast(SPECIES, x[x1 + k]);
      b0 = b.fma(v0, b0);
      b1 = b.fma(v1, b1);
      FloatVector c = FloatVector.broadcast(SPECIES, x[x2 + k]);
      c0 = c.fma(v0, c0);
      c1 = c.fma(v1, c1);
      FloatVector d = FloatVector.broadcast(SPECIES, x[x3 + k]);
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
}
