package dev.fovea.runtime.kernel;

import static dev.fovea.runtime.kernel.VectorWidth.LANES;
import static dev.fovea.runtime.kernel.VectorWidth.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Softmax over the channels of a pixel. Lanes past the last channel are computed but not counted. */
final class VectorSoftmax {
  /** Where a vector is put to be summed up float by float; a new array for each run would be garbage. */
  private static final ThreadLocal<float[]> TERMS = ThreadLocal.withInitial(() -> new float[LANES]);

  private VectorSoftmax() {}

  static void softmax(float[] x, int x0, int xStep, float[] y, int y0, int yStep, int count, int channels) {
    float[] terms = TERMS.get();
    for (int p = 0; p < count; p++) {
      int to = y0 + p * yStep;
      float largest = largest(x, x0 + p * xStep, channels);
      VectorExponential.exp(x, x0 + p * xStep, 1f, -largest, y, to, channels);
      divide(y, to, sum(y, to, channels, terms), channels);
      for (int c = channels; c % 16 != 0; c++) {
        y[to + c] = 0;
      }
    }
  }

  private static float largest(float[] x, int x0, int channels) {
    FloatVector largest = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
    int whole = channels / LANES * LANES;
    for (int c = 0; c < whole; c += LANES) {
      largest = largest.max(FloatVector.fromArray(SPECIES, x, x0 + c));
    }
    float result = largest.reduceLanes(VectorOperators.MAX);
    for (int c = whole; c < channels; c++) {
      result = Math.max(result, x[x0 + c]);
    }
    return result;
  }

  private static float sum(float[] y, int y0, int channels, float[] terms) {
    FloatVector sum = FloatVector.zero(SPECIES);
    int whole = channels / LANES * LANES;
    for (int c = 0; c < whole; c += LANES) {
      sum = sum.add(FloatVector.fromArray(SPECIES, y, y0 + c));
    }
    float result = total(sum, terms);
    for (int c = whole; c < channels; c++) {
      result += y[y0 + c];
    }
    return result;
  }

  /** The sum of all lanes, from first to last: {@code reduceLanes(ADD)} has no fixed order, and gives other bits once it is compiled. */
  private static float total(FloatVector sum, float[] terms) {
    sum.intoArray(terms, 0);
    float total = 0;
    for (int i = 0; i < LANES; i++) {
      total += terms[i];
    }
    return total;
  }

  private static void divide(float[] y, int y0, float sum, int channels) {
    for (int c = 0; c < channels; c += LANES) {
      FloatVector.fromArray(SPECIES, y, y0 + c).div(sum).intoArray(y, y0 + c);
    }
  }

  static void gradient(float[] y, int y0, int yStep, float[] dy, int dy0, int dyStep, float[] dx, int dx0, int dxStep, int count,
      int channels) {
    float[] terms = TERMS.get();
    for (int p = 0; p < count; p++) {
      float dot = dot(y, y0 + p * yStep, dy, dy0 + p * dyStep, channels, terms);
      spread(y, y0 + p * yStep, dy, dy0 + p * dyStep, dot, dx, dx0 + p * dxStep, channels);
    }
  }

  private static float dot(float[] y, int y0, float[] dy, int dy0, int channels, float[] terms) {
    FloatVector sum = FloatVector.zero(SPECIES);
    int whole = channels / LANES * LANES;
    for (int c = 0; c < whole; c += LANES) {
      sum = FloatVector.fromArray(SPECIES, y, y0 + c).fma(FloatVector.fromArray(SPECIES, dy, dy0 + c), sum);
    }
    float result = total(sum, terms);
    for (int c = whole; c < channels; c++) {
      result += y[y0 + c] * dy[dy0 + c];
    }
    return result;
  }

  private static void spread(float[] y, int y0, float[] dy, int dy0, float dot, float[] dx, int dx0, int channels) {
    int whole = channels / LANES * LANES;
    for (int c = 0; c < whole; c += LANES) {
      FloatVector g = FloatVector.fromArray(SPECIES, dy, dy0 + c).sub(dot);
      FloatVector.fromArray(SPECIES, y, y0 + c).fma(g, FloatVector.fromArray(SPECIES, dx, dx0 + c)).intoArray(dx, dx0 + c);
    }
    for (int c = whole; c < channels; c++) {
      dx[dx0 + c] += y[y0 + c] * (dy[dy0 + c] - dot);
    }
  }
}
