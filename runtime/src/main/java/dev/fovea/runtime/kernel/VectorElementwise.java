package dev.fovea.runtime.kernel;

import static dev.fovea.runtime.kernel.VectorWidth.LANES;
import static dev.fovea.runtime.kernel.VectorWidth.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Elementwise kernels; see {@link Kernels}. No vector is passed to or returned from a method: it might become an object. */
final class VectorElementwise {
  private VectorElementwise() {}

  static void relu(float[] x, int x0, float[] y, int y0, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, x0 + i);
      // A comparison lets a NaN through; a maximum of the bits as integers would hide those with a sign, which x86 makes.
      v.blend(0f, v.compare(VectorOperators.LE, 0f)).intoArray(y, y0 + i);
    }
  }

  static void reluGradient(float[] y, int y0, float[] dy, int dy0, float[] dx, int dx0, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector passed = FloatVector.zero(SPECIES).blend(FloatVector.fromArray(SPECIES, dy, dy0 + i),
          FloatVector.fromArray(SPECIES, y, y0 + i).compare(VectorOperators.GT, 0f));
      FloatVector.fromArray(SPECIES, dx, dx0 + i).add(passed).intoArray(dx, dx0 + i);
    }
  }

  static void relu6(float[] x, int x0, float[] y, int y0, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, x0 + i);
      v.blend(0f, v.compare(VectorOperators.LE, 0f)).blend(6f, v.compare(VectorOperators.GE, 6f)).intoArray(y, y0 + i);
    }
  }

  static void relu6Gradient(float[] y, int y0, float[] dy, int dy0, float[] dx, int dx0, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, y, y0 + i);
      FloatVector passed = FloatVector.zero(SPECIES).blend(FloatVector.fromArray(SPECIES, dy, dy0 + i),
          v.compare(VectorOperators.GT, 0f).and(v.compare(VectorOperators.LT, 6f)));
      FloatVector.fromArray(SPECIES, dx, dx0 + i).add(passed).intoArray(dx, dx0 + i);
    }
  }

  static void leakyRelu(float slope, float[] x, int x0, float[] y, int y0, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, x0 + i);
      v.mul(slope).blend(v, v.compare(VectorOperators.GT, 0f)).intoArray(y, y0 + i);
    }
  }

  static void leakyReluGradient(float slope, float[] x, int x0, float[] dy, int dy0, float[] dx, int dx0, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector g = FloatVector.fromArray(SPECIES, dy, dy0 + i);
      FloatVector passed = g.mul(slope).blend(g, FloatVector.fromArray(SPECIES, x, x0 + i).compare(VectorOperators.GT, 0f));
      FloatVector.fromArray(SPECIES, dx, dx0 + i).add(passed).intoArray(dx, dx0 + i);
    }
  }

  static void sigmoidGradient(float[] y, int y0, float[] dy, int dy0, float[] dx, int dx0, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, y, y0 + i);
      FloatVector slope = v.mul(FloatVector.broadcast(SPECIES, 1f).sub(v));
      FloatVector.fromArray(SPECIES, dy, dy0 + i).fma(slope, FloatVector.fromArray(SPECIES, dx, dx0 + i)).intoArray(dx, dx0 + i);
    }
  }

  static void tanhGradient(float[] y, int y0, float[] dy, int dy0, float[] dx, int dx0, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, y, y0 + i);
      FloatVector slope = FloatVector.broadcast(SPECIES, 1f).sub(v.mul(v));
      FloatVector.fromArray(SPECIES, dy, dy0 + i).fma(slope, FloatVector.fromArray(SPECIES, dx, dx0 + i)).intoArray(dx, dx0 + i);
    }
  }

  static void add(float[] x, int x0, float[] y, int y0, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector.fromArray(SPECIES, y, y0 + i).add(FloatVector.fromArray(SPECIES, x, x0 + i)).intoArray(y, y0 + i);
    }
  }

  static void addPositive(float[] x, int x0, float[] y, int y0, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, x0 + i);
      FloatVector positive = v.blend(0f, v.compare(VectorOperators.LE, 0f));
      FloatVector.fromArray(SPECIES, y, y0 + i).add(positive).intoArray(y, y0 + i);
    }
  }
}
