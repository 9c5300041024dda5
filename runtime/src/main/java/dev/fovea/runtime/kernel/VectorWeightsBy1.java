package dev.fovea.runtime.kernel;

import static dev.fovea.runtime.kernel.VectorWeights.PITCH;
import static dev.fovea.runtime.kernel.VectorWidth.SPECIES;

import jdk.incubator.vector.FloatVector;

/** Register tiles of gradients by weights, one vector of filters wide. See {@link VectorWeights}. */
final class VectorWeightsBy1 {
  private VectorWeightsBy1() {}

  /** See {@link VectorWeights}. */
  static void run(float[] x, int[] pixels, int[] taps, int from, int to, float[] dy, int dy0, float[] dw, int dw0, int width,
      int count) {
    int sixes = from + VectorTiles.sixes(to - from);
    for (int k = from; k < to; k += k < sixes ? 6 : 4) {
      if (k < sixes) {
        sixSteps(x, pixels, taps, k, to - 1, dy, dy0, dw, dw0, width, count);
      } else {
        fourSteps(x, pixels, taps, k, to - 1, dy, dy0, dw, dw0, width, count);
      }
    }
  }

  private static void sixSteps(float[] x, int[] pixels, int[] taps, int from, int last, float[] dy, int dy0, float[] dw, int dw0,
      int width, int count) {
    int k0 = from;
    int k1 = Math.min(from + 1, last);
    int k2 = Math.min(from + 2, last);
    int k3 = Math.min(from + 3, last);
    int k4 = Math.min(from + 4, last);
    int k5 = Math.min(from + 5, last);
    int t0 = taps[k0];
    int t1 = taps[k1];
    int t2 = taps[k2];
    int t3 = taps[k3];
    int t4 = taps[k4];
    int t5 = taps[k5];
    FloatVector a0 = FloatVector.fromArray(SPECIES, dw, dw0 + k0 * width);
    FloatVector b0 = FloatVector.fromArray(SPECIES, dw, dw0 + k1 * width);
    FloatVector c0 = FloatVector.fromArray(SPECIES, dw, dw0 + k2 * width);
    FloatVector d0 = FloatVector.fromArray(SPECIES, dw, dw0 + k3 * width);
    FloatVector e0 = FloatVector.fromArray(SPECIES, dw, dw0 + k4 * width);
    FloatVector f0 = FloatVector.fromArray(SPECIES, dw, dw0 + k5 * width);
    for (int p = 0, i = dy0; p < count; p++, i += PITCH) {
      int at = pixels[p];
      FloatVector v0 = FloatVector.fromArray(SPECIES, dy, i);
      a0 = FloatVector.broadcast(SPECIES, x[t0 + at]).fma(v0, a0);
      b0 = FloatVector.broadcast(SPECIES, x[t1 + at]).fma(v0, b0);
      c0 = FloatVector.broadcast(SPECIES, x[t2 + at]).fma(v0, c0);
      d0 = FloatVector.broadcast(SPECIES, x[t3 + at]).fma(v0, d0);
      e0 = FloatVector.broadcast(SPECIES, x[t4 + at]).fma(v0, e0);
      f0 = FloatVector.broadcast(SPECIES, x[t5 + at]).fma(v0, f0);
    }
    a0.intoArray(dw, dw0 + k0 * width);
    b0.intoArray(dw, dw0 + k1 * width);
    c0.intoArray(dw, dw0 + k2 * width);
    d0.intoArray(dw, dw0 + k3 * width);
    e0.intoArray(dw, dw0 + k4 * width);
    f0.intoArray(dw, dw0 + k5 * width);
  }

  private static void fourSteps(float[] x, int[] pixels, int[] taps, int from, int last, float[] dy, int dy0, float[] dw, int dw0,
      int width, int count) {
    int k0 = from;
    int k1 = Math.min(from + 1, last);
    int k2 = Math.min(from + 2, last);
    int k3 = Math.min(from + 3, last);
    int t0 = taps[k0];
    int t1 = taps[k1];
    int t2 = taps[k2];
    int t3 = taps[k3];
    FloatVector a0 = FloatVector.fromArray(SPECIES, dw, dw0 + k0 * width);
    FloatVector b0 = FloatVector.fromArray(SPECIES, dw, dw0 + k1 * width);
    FloatVector c0 = FloatVector.fromArray(SPECIES, dw, dw0 + k2 * width);
    FloatVector d0 = FloatVector.fromArray(SPECIES, dw, dw0 + k3 * width);
    for (int p = 0, i = dy0; p < count; p++, i += PITCH) {
      int at = pixels[p];
      FloatVector v0 = FloatVector.fromArray(SPECIES, dy, i);
      a0 = FloatVector.broadcast(SPECIES, x[t0 + at]).fma(v0, a0);
      b0 = FloatVector.broadcast(SPECIES, x[t1 + at]).fma(v0, b0);
      c0 = FloatVector.broadcast(SPECIES, x[t2 + at]).fma(v0, c0);
      d0 = FloatVector.broadcast(SPECIES, x[t3 + at]).fma(v0, d0);
    }
    a0.intoArray(dw, dw0 + k0 * width);
    b0.intoArray(dw, dw0 + k1 * width);
    c0.intoArray(dw, dw0 + k2 * width);
    d0.intoArray(dw, dw0 + k3 * width);
  }
}
