package dev.fovea.runtime.kernel;

import static dev.fovea.runtime.kernel.VectorWeights.PITCH;
import static dev.fovea.runtime.kernel.VectorWidth.LANES;
import static dev.fovea.runtime.kernel.VectorWidth.SPECIES;

import jdk.incubator.vector.FloatVector;

/** Register tiles of gradients by weights, two vectors of filters wide. See {@link VectorWeights}. */
final class VectorWeightsBy2 {
  private VectorWeightsBy2() {}

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
    FloatVector a1 = FloatVector.fromArray(SPECIES, dw, dw0 + k0 * width + LANES);
    FloatVector b0 = FloatVector.fromArray(SPECIES, dw, dw0 + k1 * width);
    FloatVector b1 = FloatVector.fromArray(SPECIES, dw, dw0 + k1 * width + LANES);
    FloatVector c0 = FloatVector.fromArray(SPECIES, dw, dw0 + k2 * width);
    FloatVector c1 = FloatVector.fromArray(SPECIES, dw, dw0 + k2 * width + LANES);
    FloatVector d0 = FloatVector.fromArray(SPECIES, dw, dw0 + k3 * width);
    FloatVector d1 = FloatVector.fromArray(SPECIES, dw, dw0 + k3 * width + LANES);
    FloatVector e0 = FloatVector.fromArray(SPECIES, dw, dw0 + k4 * width);
    FloatVector e1 = FloatVector.fromArray(SPECIES, dw, dw0 + k4 * width + LANES);
    FloatVector f0 = FloatVector.fromArray(SPECIES, dw, dw0 + k5 * width);
    FloatVector f1 = FloatVector.fromArray(SPECIES, dw, dw0 + k5 * width + LANES);
    for (int p = 0, i = dy0; p < count; p++, i += PITCH) {
      int at = pixels[p];
      FloatVector v0 = FloatVector.fromArray(SPECIES, dy, i);
      FloatVector v1 = FloatVector.fromArray(SPECIES, dy, i + LANES);
      FloatVector a = FloatVector.broadcast(SPECIES, x[t0 + at]);
      a0 = a.fma(v0, a0);
      a1 = a.fma(v1, a1);
      FloatVector b = FloatVector.broadcast(SPECIES, x[t1 + at]);
      b0 = b.fma(v0, b0);
      b1 = b.fma(v1, b1);
      FloatVector c = FloatVector.broadcast(SPECIES, x[t2 + at]);
      c0 = c.fma(v0, c0);
      c1 = c.fma(v1, c1);
      FloatVector d = FloatVector.broadcast(SPECIES, x[t3 + at]);
      d0 = d.fma(v0, d0);
      d1 = d.fma(v1, d1);
      FloatVector e = FloatVector.broadcast(SPECIES, x[t4 + at]);
      e0 = e.fma(v0, e0);
      e1 = e.fma(v1, e1);
      FloatVector f = FloatVector.broadcast(SPECIES, x[t5 + at]);
      f0 = f.fma(v0, f0);
      f1 = f.fma(v1, f1);
    }
    a0.intoArray(dw, dw0 + k0 * width);
    a1.intoArray(dw, dw0 + k0 * width + LANES);
    b0.intoArray(dw, dw0 + k1 * width);
    b1.intoArray(dw, dw0 + k1 * width + LANES);
    c0.intoArray(dw, dw0 + k2 * width);
    c1.intoArray(dw, dw0 + k2 * width + LANES);
    d0.intoArray(dw, dw0 + k3 * width);
    d1.intoArray(dw, dw0 + k3 * width + LANES);
    e0.intoArray(dw, dw0 + k4 * width);
    e1.intoArray(dw, dw0 + k4 * width + LANES);
    f0.intoArray(dw, dw0 + k5 * width);
    f1.intoArray(dw, dw0 + k5 * width + LANES);
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
    FloatVector a1 = FloatVector.fromArray(SPECIES, dw, dw0 + k0 * width + LANES);
    FloatVector b0 = FloatVector.fromArray(SPECIES, dw, dw0 + k1 * width);
    FloatVector b1 = FloatVector.fromArray(SPECIES, dw, dw0 + k1 * width + LANES);
    FloatVector c0 = FloatVector.fromArray(SPECIES, dw, dw0 + k2 * width);
    FloatVector c1 = FloatVector.fromArray(SPECIES, dw, dw0 + k2 * width + LANES);
    FloatVector d0 = FloatVector.fromArray(SPECIES, dw, dw0 + k3 * width);
    FloatVector d1 = FloatVector.fromArray(SPECIES, dw, dw0 + k3 * width + LANES);
    for (int p = 0, i = dy0; p < count; p++, i += PITCH) {
      int at = pixels[p];
      FloatVector v0 = FloatVector.fromArray(SPECIES, dy, i);
      FloatVector v1 = FloatVector.fromArray(SPECIES, dy, i + LANES);
      FloatVector a = FloatVector.broadcast(SPECIES, x[t0 + at]);
      a0 = a.fma(v0, a0);
      a1 = a.fma(v1, a1);
      FloatVector b = FloatVector.broadcast(SPECIES, x[t1 + at]);
      b0 = b.fma(v0, b0);
      b1 = b.fma(v1, b1);
      FloatVector c = FloatVector.broadcast(SPECIES, x[t2 + at]);
      c0 = c.fma(v0, c0);
      c1 = c.fma(v1, c1);
      FloatVector d = FloatVector.broadcast(SPECIES, x[t3 + at]);
      d0 = d.fma(v0, d0);
      d1 = d.fma(v1, d1);
    }
    a0.intoArray(dw, dw0 + k0 * width);
    a1.intoArray(dw, dw0 + k0 * width + LANES);
    b0.intoArray(dw, dw0 + k1 * width);
    b1.intoArray(dw, dw0 + k1 * width + LANES);
    c0.intoArray(dw, dw0 + k2 * width);
    c1.intoArray(dw, dw0 + k2 * width + LANES);
    d0.intoArray(dw, dw0 + k3 * width);
    d1.intoArray(dw, dw0 + k3 * width + LANES);
  }
}
