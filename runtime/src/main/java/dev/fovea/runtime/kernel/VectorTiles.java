package dev.fovea.runtime.kernel;

import static dev.fovea.runtime.kernel.VectorWidth.LANES;
import static dev.fovea.runtime.kernel.VectorWidth.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Convolutions by register tiles: the sums of a few pixels times a few vectors of filters stay in registers over all steps of the
 * kernel, so that each input value and each weight loaded is used several times.
 *
 * <p>What the tiles have in common, and why:
 *
 * <ul>
 *   <li>One loop around live vectors, never two: HotSpot 17 boxes vectors that live across a nest. The kernel's rows, columns and
 *       channels are therefore flattened into one table of taps, and the loops over tiles are here, where no vector lives.
 *   <li>6 x 4 sums, 4 weights and a broadcast fill 29 of AVX-512's 32 registers, and are enough to hide the latency of two
 *       multiply-add units; 6 x 2 fill 15 of AVX2's 16. Where steps lie side by side AVX2 has tiles of its own,
 *       {@link VectorRuns}, and where they do not, copying them there mostly pays, {@link VectorPatches}. A change here wants a look at
 *       what the tiles get for every number of pixels (the benchmark {@code Tiles}): that sums are spilled shows nowhere else.
 *   <li>Where fewer pixels are left than a tile has, the missing ones are the last one again. All sums are loaded before the first
 *       is stored, so duplicates compute and write the same numbers, and no tile needs a mask or reads past the run.
 *   <li>A sum adds its steps in order, in one chain, whatever the tile: the same bits for any cut of the work.
 * </ul>
 */
final class VectorTiles {
  private VectorTiles() {}

  static void correlate(float[] x, int x0, int xStep, int xRow, int[] taps, int from, int to, int run, float[] w, int w0, int width,
      float[] start, int start0, float[] y, int y0, int yStep, int yRow, int count, int rows) {
    if (width == 8) {
      half(x, x0, xStep, xRow, taps, from, to, run, w, w0, start, start0, y, y0, yStep, yRow, count, rows);
    } else if (rows > 1 && xRow == count * xStep && yRow == count * yStep) {
      correlate(x, x0, xStep, 0, taps, from, to, run, w, w0, width, start, start0, y, y0, yStep, 0, count * rows, 1);
    } else if (VectorRuns.suits(run, count * rows, Slices.width(width))) {
      for (int f = 0; f < width; f += 2 * LANES) {
        VectorRuns.correlate(x, x0, xStep, xRow, taps, from, to, run, w, w0 + Slices.start(f, width, taps.length),
            start == null ? y : start, start == null ? y0 + f : start0 + f, y, y0 + f, yStep, yRow, count, rows);
      }
    } else if (VectorRunsOfOne.suits(taps, from, to, run, count * rows, width)) {
      VectorRunsOfOne.correlate(x, x0 + taps[from], to - from, w, w0 + from * Slices.width(width), taps.length * Slices.width(width),
          start == null ? y : start, start == null ? y0 : start0, y, y0);
    } else if (VectorPatches.suits(run, from, to, count * rows, width)) {
      VectorPatches.correlate(x, x0, xStep, xRow, taps, from, to, run, w, w0, width, start, start0, y, y0, yStep, yRow, count, rows);
    } else {
      for (int row = 0; row < rows; row++) {
        int to0 = y0 + row * yRow;
        if (start == null) {
          blocks(x, x0 + row * xRow, xStep, taps, from, to, w, w0, width, y, to0, yStep, y, to0, yStep, count);
        } else {
          blocks(x, x0 + row * xRow, xStep, taps, from, to, w, w0, width, start, start0, 0, y, to0, yStep, count);
        }
      }
    }
  }

  /** A block of sixteen filters of which there are only the first eight: on AVX2 one vector instead of two. */
  private static void half(float[] x, int x0, int xStep, int xRow, int[] taps, int from, int to, int run, float[] w, int w0,
      float[] start, int start0, float[] y, int y0, int yStep, int yRow, int count, int rows) {
    if (LANES != 8) {
      correlate(x, x0, xStep, xRow, taps, from, to, run, w, w0, 16, start, start0, y, y0, yStep, yRow, count, rows);
      return;
    }
    for (int row = 0; row < rows; row++) {
      int to0 = y0 + row * yRow;
      VectorTilesBy1.run(x, x0 + row * xRow, xStep, taps, from, to, w, w0, 16, start, start0, 0, y, to0, yStep, count);
      for (int p = 0; p < count; p++) {
        FloatVector.zero(SPECIES).intoArray(y, to0 + p * yStep + LANES);
      }
    }
  }

  private static void blocks(float[] x, int x0, int xStep, int[] taps, int from, int to, float[] w, int w0, int width,
      float[] start, int start0, int startStep, float[] y, int y0, int yStep, int count) {
    int slice = Slices.width(width);
    // A single pixel needs few registers: there the 8 lanes of AVX2 can be four wide too, the width of two slices of sixteen filters.
    int vectors = count == 1 && LANES == 8 ? Math.min(4, width / LANES) : vectors(slice);
    for (int f = 0; f < width; f += vectors * LANES) {
      int at = w0 + Slices.start(f, width, taps.length);
      if (vectors == 4 && count == 1) {
        int half = w0 + Slices.start(f + 2 * LANES, width, taps.length);
        VectorTilesBy4.onePixel(x, x0, taps, from, to, w, at, half, slice, start, start0 + f, y, y0 + f);
      } else if (vectors == 4) {
        VectorTilesBy4.run(x, x0, xStep, taps, from, to, w, at, slice, start, start0 + f, startStep, y, y0 + f, yStep, count);
      } else if (vectors == 2) {
        VectorTilesBy2.run(x, x0, xStep, taps, from, to, w, at, slice, start, start0 + f, startStep, y, y0 + f, yStep, count);
      } else {
        VectorTilesBy1.run(x, x0, xStep, taps, from, to, w, at, slice, start, start0 + f, startStep, y, y0 + f, yStep, count);
      }
    }
  }

  /** How many vectors wide the tiles of several pixels are. */
  static int vectors(int slice) {
    return LANES == 8 ? 2 : Math.min(4, slice / LANES);
  }

  /**
   * How many of n pixels tiles of six take; tiles of four take the rest. Two tiles of four are better than one of six that is mostly
   * duplicates, so that an even n of four or more is done without any.
   */
  static int sixes(int n) {
    int even = (n + 1) / 2 * 2;
    int fours = even % 6 == 0 ? 0 : even % 6 == 4 ? 1 : 2;
    return Math.max(0, even - 4 * fours);
  }
}
