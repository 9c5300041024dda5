package dev.fovea.runtime.kernel;

import static dev.fovea.runtime.kernel.VectorWidth.LANES;
import static dev.fovea.runtime.kernel.VectorWidth.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Gradients of depthwise convolutions by their weights: the sums of nine kernel positions, those of a 3x3 kernel, stay in registers over
 * a strip of pixels. Missing positions are the last one again, as in {@link VectorTiles}.
 */
final class VectorDepthwiseWeights {
  /** Pixels of a strip, which goes on over the ends of short rows: then loading and storing the sums costs little. */
  private static final int PIXELS = 64;

  private VectorDepthwiseWeights() {}

  /** See {@link Kernels#depthwiseWeights}. */
  static void gradient(float[] x, int x0, int xStep, int xRow, int[] taps, float[] dy, int dy0, int dyStep, int dyRow, float[] dw, int dw0,
      int[] weights, int count, int rows, int channels) {
    int height = Math.max(1, PIXELS / count);
    for (int row = 0; row < rows; row += height) {
      int strip = Math.min(height, rows - row);
      for (int k = 0; k < taps.length; k += 9) {
        for (int c = 0; c < channels; c += LANES) {
          nineSteps(x, x0 + row * xRow + c, xStep, xRow - count * xStep, taps, k, dy, dy0 + row * dyRow + c, dyStep,
              dyRow - count * dyStep, dw, dw0 + c, weights, count, strip * count);
        }
      }
    }
  }

  /** A run whose input and gradient jump on after every {@code count} pixels: one loop, since vectors must not live across two. */
  private static void nineSteps(float[] x, int x0, int xStep, int xJump, int[] taps, int from, float[] dy, int dy0, int dyStep,
      int dyJump, float[] dw, int dw0, int[] weights, int count, int pixels) {
    int last = taps.length - 1;
    int k0 = from;
    int k1 = Math.min(from + 1, last);
    int k2 = Math.min(from + 2, last);
    int k3 = Math.min(from + 3, last);
    int k4 = Math.min(from + 4, last);
    int k5 = Math.min(from + 5, last);
    int k6 = Math.min(from + 6, last);
    int k7 = Math.min(from + 7, last);
    int k8 = Math.min(from + 8, last);
    int t0 = x0 + taps[k0];
    int w0 = dw0 + weights[k0];
    int t1 = x0 + taps[k1];
    int w1 = dw0 + weights[k1];
    int t2 = x0 + taps[k2];
    int w2 = dw0 + weights[k2];
    int t3 = x0 + taps[k3];
    int w3 = dw0 + weights[k3];
    int t4 = x0 + taps[k4];
    int w4 = dw0 + weights[k4];
    int t5 = x0 + taps[k5];
    int w5 = dw0 + weights[k5];
    int t6 = x0 + taps[k6];
    int w6 = dw0 + weights[k6];
    int t7 = x0 + taps[k7];
    int w7 = dw0 + weights[k7];
    int t8 = x0 + taps[k8];
    int w8 = dw0 + weights[k8];
    FloatVector a = FloatVector.fromArray(SPECIES, dw, w0);
    FloatVector b = FloatVector.fromArray(SPECIES, dw, w1);
    FloatVector c = FloatVector.fromArray(SPECIES, dw, w2);
    FloatVector d = FloatVector.fromArray(SPECIES, dw, w3);
    FloatVector e = FloatVector.fromArray(SPECIES, dw, w4);
    FloatVector f = FloatVector.fromArray(SPECIES, dw, w5);
    FloatVector g = FloatVector.fromArray(SPECIES, dw, w6);
    FloatVector h = FloatVector.fromArray(SPECIES, dw, w7);
    FloatVector i = FloatVector.fromArray(SPECIES, dw, w8);
    int left = count;
    for (int p = 0, at = 0, arrivesAt = dy0; p < pixels; p++) {
      FloatVector arrives = FloatVector.fromArray(SPECIES, dy, arrivesAt);
      a = FloatVector.fromArray(SPECIES, x, t0 + at).fma(arrives, a);
      b = FloatVector.fromArray(SPECIES, x, t1 + at).fma(arrives, b);
      c = FloatVector.fromArray(SPECIES, x, t2 + at).fma(arrives, c);
      d = FloatVector.fromArray(SPECIES, x, t3 + at).fma(arrives, d);
      e = FloatVector.fromArray(SPECIES, x, t4 + at).fma(arrives, e);
      f = FloatVector.fromArray(SPECIES, x, t5 + at).fma(arrives, f);
      g = FloatVector.fromArray(SPECIES, x, t6 + at).fma(arrives, g);
      h = FloatVector.fromArray(SPECIES, x, t7 + at).fma(arrives, h);
      i = FloatVector.fromArray(SPECIES, x, t8 + at).fma(arrives, i);
      at += xStep;
      arrivesAt += dyStep;
      if (--left == 0) {
        left = count;
        at += xJump;
        arrivesAt += dyJump;
      }
    }
    a.intoArray(dw, w0);
    b.intoArray(dw, w1);
    c.intoArray(dw, w2);
    d.intoArray(dw, w3);
    e.intoArray(dw, w4);
    f.intoArray(dw, w5);
    g.intoArray(dw, w6);
    h.intoArray(dw, w7);
    i.intoArray(dw, w8);
  }
}
