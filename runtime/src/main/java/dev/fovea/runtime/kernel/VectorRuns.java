package dev.fovea.runtime.kernel;

import static dev.fovea.runtime.kernel.VectorWidth.LANES;
import static dev.fovea.runtime.kernel.VectorWidth.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Register tiles for AVX2's sixteen registers, over steps whose inputs lie side by side; see {@link VectorTiles}.
 *
 * <p>Two vectors of filters for five pixels or four, two steps at a time: with a table of taps each load is checked against the end of
 * its array, and those checks, not the multiply-adds, are what a core with sixteen registers is busy with (0.6 of its limit). Where the
 * index is the loop's own counter HotSpot checks once, before the loop, and one address serves two steps: 0.9 of the limit out of the
 * first-level cache, 0.7 to 0.85 over whole layers, on JDK 17 as on 25. Six pixels would spill.
 */
final class VectorRuns {
  /** All ones. Not final, so that HotSpot cannot know it: see {@link #fivePixels}. */
  private static int allBits = -1;

  /** Two vectors of filters, a slice: a constant, since a step's place among the weights is a multiple of it. */
  private static final int WIDTH = 16;

  /** How many steps of a run are taken at a time: with sixteen filters 16 KiB of weights, which stay in the first-level cache. */
  private static final int PART = 256;

  private VectorRuns() {}

  /**
   * Whether runs are long enough to load and store the sums for each, and there is more than a single pixel, which has tiles of its own.
   * Steps go in pairs, and the one left over of an odd run costs as much as many.
   */
  static boolean suits(int run, int pixels, int slice) {
    return LANES == 8 && slice == WIDTH && run >= (run % 2 == 0 ? 32 : 64) && pixels >= 2;
  }

  /**
   * As {@link Kernels#correlateRows}, for a slice of a block and steps in runs: within one, inputs are neighbours.
   *
   * @param start is y where the sums go on from what it holds
   */
  static void correlate(float[] x, int x0, int xStep, int xRow, int[] taps, int from, int to, int run, float[] w, int w0,
      float[] start, int start0, float[] y, int y0, int yStep, int yRow, int count, int rows) {
    if (from == to) {
      pixels(x, x0, xStep, xRow, 0, w, w0, start, start0, y, y0, yStep, yRow, count, rows);
    }
    for (int k = from, end; k < to; k = end) {
      end = Math.min(Math.min(to, k + PART), (k / run + 1) * run);
      int even = (end - k) / 2 * 2;
      float[] sums = k == from ? start : y;
      int sums0 = k == from ? start0 : y0;
      pixels(x, x0 + taps[k], xStep, xRow, even, w, w0 + k * WIDTH, sums, sums0, y, y0, yStep, yRow, count, rows);
      if (even < end - k) {
        // An odd step out would need the sums in a second loop, for which HotSpot would spill them in the first.
        for (int row = 0; row < rows; row++) {
          int to0 = y0 + row * yRow;
          VectorTilesBy2.run(x, x0 + row * xRow, xStep, taps, end - 1, end, w, w0, WIDTH, y, to0, yStep, y, to0, yStep, count);
        }
      }
    }
  }

  /** Tiles take their pixels one after the other, from the end of a row on to the start of the next. */
  private static void pixels(float[] x, int x0, int xStep, int xRow, int steps, float[] w, int w0, float[] start, int start0,
      float[] y, int y0, int yStep, int yRow, int count, int rows) {
    int all = count * rows;
    int fives = fives(all);
    int xGap = xRow - count * xStep;
    int yGap = yRow - count * yStep;
    int goesOn = start == y ? 1 : 0;
    int column = 0;
    int xa = x0;
    int ya = y0;
    for (int p = 0; p < fives; p += 5) {
      int xb = xa + xStep;
      int yb = ya + yStep;
      if (++column == count) {
        column = 0;
        xb += xGap;
        yb += yGap;
      }
      int xc = xb + xStep;
      int yc = yb + yStep;
      if (++column == count) {
        column = 0;
        xc += xGap;
        yc += yGap;
      }
      int xd = xc + xStep;
      int yd = yc + yStep;
      if (++column == count) {
        column = 0;
        xd += xGap;
        yd += yGap;
      }
      int xe = xd + xStep;
      int ye = yd + yStep;
      if (++column == count) {
        column = 0;
        xe += xGap;
        ye += yGap;
      }
      fivePixels(x, xa, xb, xc, xd, xe, steps, w, w0, start, start0 + goesOn * (ya - y0), goesOn, y, ya, yb, yc, yd, ye);
      xa = xe + xStep;
      ya = ye + yStep;
      if (++column == count) {
        column = 0;
        xa += xGap;
        ya += yGap;
      }
    }
    for (int p = fives; p < all; p += 4) {
      int xb = xa;
      int yb = ya;
      if (p + 1 < all) {
        xb += xStep;
        yb += yStep;
        if (++column == count) {
          column = 0;
          xb += xGap;
          yb += yGap;
        }
      }
      int xc = xb;
      int yc = yb;
      if (p + 2 < all) {
        xc += xStep;
        yc += yStep;
        if (++column == count) {
          column = 0;
          xc += xGap;
          yc += yGap;
        }
      }
      int xd = xc;
      int yd = yc;
      if (p + 3 < all) {
        xd += xStep;
        yd += yStep;
        if (++column == count) {
          column = 0;
          xd += xGap;
          yd += yGap;
        }
      }
      fourPixels(x, xa, xb, xc, xd, steps, w, w0, start, start0 + goesOn * (ya - y0), goesOn, y, ya, yb, yc, yd);
      xa = xd + xStep;
      ya = yd + yStep;
      if (++column == count) {
        column = 0;
        xa += xGap;
        ya += yGap;
      }
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
  private static void fivePixels(float[] x, int xa, int xb, int xc, int xd, int xe, int steps, float[] w, int w0,
      float[] start, int start0, int goesOn, float[] y, int ya, int yb, int yc, int yd, int ye) {
    int all = allBits;
    int sb = start0 + goesOn * (yb - ya);
    int sc = start0 + goesOn * (yc - ya);
    int sd = start0 + goesOn * (yd - ya);
    int se = start0 + goesOn * (ye - ya);
    FloatVector a0 = FloatVector.fromArray(SPECIES, start, start0);
    FloatVector a1 = FloatVector.fromArray(SPECIES, start, start0 + LANES);
    FloatVector b0 = FloatVector.fromArray(SPECIES, start, sb);
    FloatVector b1 = FloatVector.fromArray(SPECIES, start, sb + LANES);
    FloatVector c0 = FloatVector.fromArray(SPECIES, start, sc);
    FloatVector c1 = FloatVector.fromArray(SPECIES, start, sc + LANES);
    FloatVector d0 = FloatVector.fromArray(SPECIES, start, sd);
    FloatVector d1 = FloatVector.fromArray(SPECIES, start, sd + LANES);
    FloatVector e0 = FloatVector.fromArray(SPECIES, start, se);
    FloatVector e1 = FloatVector.fromArray(SPECIES, start, se + LANES);
    for (int k = 0; k < steps; k += 2) {
      int held = k & all;
      FloatVector v0 = FloatVector.fromArray(SPECIES, w, w0 + k * WIDTH);
      FloatVector v1 = FloatVector.fromArray(SPECIES, w, w0 + k * WIDTH + LANES);
      FloatVector u0 = FloatVector.fromArray(SPECIES, w, w0 + k * WIDTH + WIDTH);
      FloatVector u1 = FloatVector.fromArray(SPECIES, w, w0 + k * WIDTH + WIDTH + LANES);
      FloatVector a = FloatVector.broadcast(SPECIES, x[xa + k]);
      a0 = a.fma(v0, a0);
      a1 = a.fma(v1, a1);
      FloatVector aa = FloatVector.broadcast(SPECIES, x[xa + k + 1]);
      a0 = aa.fma(u0, a0);
      a1 = aa.fma(u1, a1);
      FloatVector b = FloatVector.broadcast(SPECIES, x[xb + k]);
      b0 = b.fma(v0, b0);
      b1 = b.fma(v1, b1);
      FloatVector bb = FloatVector.broadcast(SPECIES, x[xb + k + 1]);
      b0 = bb.fma(u0, b0);
      b1 = bb.fma(u1, b1);
      FloatVector c = FloatVector.broadcast(SPECIES, x[xc + held]);
      c0 = c.fma(v0, c0);
      c1 = c.fma(v1, c1);
      FloatVector cc = FloatVector.broadcast(SPECIES, x[xc + k + 1]);
      c0 = cc.fma(u0, c0);
      c1 = cc.fma(u1, c1);
      FloatVector d = FloatVector.broadcast(SPECIES, x[xd + k]);
      d0 = d.fma(v0, d0);
      d1 = d.fma(v1, d1);
      FloatVector dd = FloatVector.broadcast(SPECIES, x[xd + k + 1]);
      d0 = dd.fma(u0, d0);
      d1 = dd.fma(u1, d1);
      FloatVector e = FloatVector.broadcast(SPECIES, x[xe + k]);
      e0 = e.fma(v0, e0);
      e1 = e.fma(v1, e1);
      FloatVector ee = FloatVector.broadcast(SPECIES, x[xe + k + 1]);
      e0 = ee.fma(u0, e0);
      e1 = ee.fma(u1, e1);
    }
    a0.intoArray(y, ya);
    a1.intoArray(y, ya + LANES);
    b0.intoArray(y, yb);
    b1.intoArray(y, yb + LANES);
    c0.intoArray(y, yc);
    c1.intoArray(y, yc + LANES);
    d0.intoArray(y, yd);
    d1.intoArray(y, yd + LANES);
    e0.intoArray(y, ye);
    e1.intoArray(y, ye + LANES);
  }

  /** As {@link #fivePixels}; with all pixels loaded first, its sums were spilled too and it took four times as long. */
  private static void fourPixels(float[] x, int xa, int xb, int xc, int xd, int steps, float[] w, int w0,
      float[] start, int start0, int goesOn, float[] y, int ya, int yb, int yc, int yd) {
    int all = allBits;
    int sb = start0 + goesOn * (yb - ya);
    int sc = start0 + goesOn * (yc - ya);
    int sd = start0 + goesOn * (yd - ya);
    FloatVector a0 = FloatVector.fromArray(SPECIES, start, start0);
    FloatVector a1 = FloatVector.fromArray(SPECIES, start, start0 + LANES);
    FloatVector b0 = FloatVector.fromArray(SPECIES, start, sb);
    FloatVector b1 = FloatVector.fromArray(SPECIES, start, sb + LANES);
    FloatVector c0 = FloatVector.fromArray(SPECIES, start, sc);
    FloatVector c1 = FloatVector.fromArray(SPECIES, start, sc + LANES);
    FloatVector d0 = FloatVector.fromArray(SPECIES, start, sd);
    FloatVector d1 = FloatVector.fromArray(SPECIES, start, sd + LANES);
    for (int k = 0; k < steps; k += 2) {
      int held = k & all;
      FloatVector v0 = FloatVector.fromArray(SPECIES, w, w0 + k * WIDTH);
      FloatVector v1 = FloatVector.fromArray(SPECIES, w, w0 + k * WIDTH + LANES);
      FloatVector u0 = FloatVector.fromArray(SPECIES, w, w0 + k * WIDTH + WIDTH);
      FloatVector u1 = FloatVector.fromArray(SPECIES, w, w0 + k * WIDTH + WIDTH + LANES);
      FloatVector a = FloatVector.broadcast(SPECIES, x[xa + k]);
      a0 = a.fma(v0, a0);
      a1 = a.fma(v1, a1);
      FloatVector aa = FloatVector.broadcast(SPECIES, x[xa + k + 1]);
      a0 = aa.fma(u0, a0);
      a1 = aa.fma(u1, a1);
      FloatVector b = FloatVector.broadcast(SPECIES, x[xb + k]);
      b0 = b.fma(v0, b0);
      b1 = b.fma(v1, b1);
      FloatVector bb = FloatVector.broadcast(SPECIES, x[xb + k + 1]);
      b0 = bb.fma(u0, b0);
      b1 = bb.fma(u1, b1);
      FloatVector c = FloatVector.broadcast(SPECIES, x[xc + held]);
      c0 = c.fma(v0, c0);
      c1 = c.fma(v1, c1);
      FloatVector cc = FloatVector.broadcast(SPECIES, x[xc + k + 1]);
      c0 = cc.fma(u0, c0);
      c1 = cc.fma(u1, c1);
      FloatVector d = FloatVector.broadcast(SPECIES, x[xd + k]);
      d0 = d.fma(v0, d0);
      d1 = d.fma(v1, d1);
      FloatVector dd = FloatVector.broadcast(SPECIES, x[xd + k + 1]);
      d0 = dd.fma(u0, d0);
      d1 = dd.fma(u1, d1);
    }
    a0.intoArray(y, ya);
    a1.intoArray(y, ya + LANES);
    b0.intoArray(y, yb);
    b1.intoArray(y, yb + LANES);
    c0.intoArray(y, yc);
    c1.intoArray(y, yc + LANES);
    d0.intoArray(y, yd);
    d1.intoArray(y, yd + LANES);
  }
}
