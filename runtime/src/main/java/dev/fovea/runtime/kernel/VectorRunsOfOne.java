package dev.fovea.runtime.kernel;

import static dev.fovea.runtime.kernel.VectorWidth.LANES;
import static dev.fovea.runtime.kernel.VectorWidth.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * A single pixel whose steps lie side by side, as a dense layer of one image has it: its weights are read once, and reading them is what
 * takes time. For AVX2, whose registers hold the sums of 64 filters, four slices of a block: eight sums are what two multiply-add units
 * need to be busy. As in {@link VectorRuns}, where the index is the loop's own counter HotSpot checks it once, before the loop.
 */
final class VectorRunsOfOne {
  private static final int WIDTH = 16;

  private VectorRunsOfOne() {}

  /** Whether this is such a pixel. */
  static boolean suits(int[] taps, int from, int to, int run, int pixels, int width) {
    return LANES == 8 && pixels == 1 && width == 64 && Slices.width(width) == WIDTH && run == taps.length && from < to;
  }

  /** See {@link Kernels#correlate}; the sums start from {@code start[start0]} on. */
  static void correlate(float[] x, int x0, int steps, float[] w, int w0, int slice, float[] start, int start0, float[] y, int y0) {
    int w1 = w0 + slice;
    int w2 = w1 + slice;
    int w3 = w2 + slice;
    FloatVector a0 = FloatVector.fromArray(SPECIES, start, start0);
    FloatVector a1 = FloatVector.fromArray(SPECIES, start, start0 + LANES);
    FloatVector b0 = FloatVector.fromArray(SPECIES, start, start0 + 2 * LANES);
    FloatVector b1 = FloatVector.fromArray(SPECIES, start, start0 + 3 * LANES);
    FloatVector c0 = FloatVector.fromArray(SPECIES, start, start0 + 4 * LANES);
    FloatVector c1 = FloatVector.fromArray(SPECIES, start, start0 + 5 * LANES);
    FloatVector d0 = FloatVector.fromArray(SPECIES, start, start0 + 6 * LANES);
    FloatVector d1 = FloatVector.fromArray(SPECIES, start, start0 + 7 * LANES);
    for (int k = 0; k < steps; k++) {
      FloatVector v = FloatVector.broadcast(SPECIES, x[x0 + k]);
      a0 = v.fma(FloatVector.fromArray(SPECIES, w, w0 + k * WIDTH), a0);
      a1 = v.fma(FloatVector.fromArray(SPECIES, w, w0 + k * WIDTH + LANES), a1);
      b0 = v.fma(FloatVector.fromArray(SPECIES, w, w1 + k * WIDTH), b0);
      b1 = v.fma(FloatVector.fromArray(SPECIES, w, w1 + k * WIDTH + LANES), b1);
      c0 = v.fma(FloatVector.fromArray(SPECIES, w, w2 + k * WIDTH), c0);
      c1 = v.fma(FloatVector.fromArray(SPECIES, w, w2 + k * WIDTH + LANES), c1);
      d0 = v.fma(FloatVector.fromArray(SPECIES, w, w3 + k * WIDTH), d0);
      d1 = v.fma(FloatVector.fromArray(SPECIES, w, w3 + k * WIDTH + LANES), d1);
    }
    a0.intoArray(y, y0);
    a1.intoArray(y, y0 + LANES);
    b0.intoArray(y, y0 + 2 * LANES);
    b1.intoArray(y, y0 + 3 * LANES);
    c0.intoArray(y, y0 + 4 * LANES);
    c1.intoArray(y, y0 + 5 * LANES);
    d0.intoArray(y, y0 + 6 * LANES);
    d1.intoArray(y, y0 + 7 * LANES);
  }
}
