package dev.fovea.runtime.kernel;

import static dev.fovea.runtime.kernel.VectorWidth.LANES;
import static dev.fovea.runtime.kernel.VectorWidth.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * What works channel by channel over a run of pixels.
 *
 * <p>Only one kind of vector may ever be loaded here. Widening the sums to vectors of doubles would need floats of half the size, and
 * a second subclass of {@code FloatVector} makes calls on it ambiguous to HotSpot 17: the convolutions become forty times slower.
 */
final class VectorChannels {
  /** Where vectors of sums are put to be read float by float; a new array for each run would be garbage. */
  private static final ThreadLocal<float[]> SUMS = ThreadLocal.withInitial(() -> new float[4 * LANES]);

  private VectorChannels() {}

  static void multiply(float[] x, int x0, int xStep, float[] g, int g0, int gStep, float[] y, int y0, int yStep, int count,
      int channels) {
    for (int p = 0; p < count; p++) {
      for (int c = 0; c < channels; c += LANES) {
        FloatVector factor = FloatVector.fromArray(SPECIES, g, g0 + p * gStep + c);
        FloatVector.fromArray(SPECIES, x, x0 + p * xStep + c).mul(factor).intoArray(y, y0 + p * yStep + c);
      }
    }
  }

  static void addProduct(float[] x, int x0, int xStep, float[] g, int g0, int gStep, float[] y, int y0, int yStep, int count,
      int channels) {
    for (int p = 0; p < count; p++) {
      int to = y0 + p * yStep;
      for (int c = 0; c < channels; c += LANES) {
        FloatVector factor = FloatVector.fromArray(SPECIES, g, g0 + p * gStep + c);
        FloatVector sum = FloatVector.fromArray(SPECIES, y, to + c);
        FloatVector.fromArray(SPECIES, x, x0 + p * xStep + c).fma(factor, sum).intoArray(y, to + c);
      }
    }
  }

  static void scaleShift(float[] x, int x0, int xStep, float[] scale, float[] shift, float[] y, int y0, int yStep, int count,
      int channels) {
    for (int p = 0; p < count; p++) {
      int from = x0 + p * xStep;
      int to = y0 + p * yStep;
      for (int c = 0; c < channels; c += LANES) {
        FloatVector factor = FloatVector.fromArray(SPECIES, scale, c);
        FloatVector.fromArray(SPECIES, x, from + c).fma(factor, FloatVector.fromArray(SPECIES, shift, c)).intoArray(y, to + c);
      }
    }
  }

  static void addScaled(float[] x, int x0, int xStep, float[] scale, float[] y, int y0, int yStep, int count, int channels) {
    for (int p = 0; p < count; p++) {
      int from = x0 + p * xStep;
      int to = y0 + p * yStep;
      for (int c = 0; c < channels; c += LANES) {
        FloatVector factor = FloatVector.fromArray(SPECIES, scale, c);
        FloatVector.fromArray(SPECIES, x, from + c).fma(factor, FloatVector.fromArray(SPECIES, y, to + c)).intoArray(y, to + c);
      }
    }
  }

  static void batchNormGradient(float[] dy, int dy0, int dyStep, float[] a, float[] x, int x0, int xStep, float[] b, float[] d,
      float[] dx, int dx0, int dxStep, int count, int channels) {
    for (int p = 0; p < count; p++) {
      int g = dy0 + p * dyStep;
      int from = x0 + p * xStep;
      int to = dx0 + p * dxStep;
      for (int c = 0; c < channels; c += LANES) {
        FloatVector sum = FloatVector.fromArray(SPECIES, d, c);
        sum = FloatVector.fromArray(SPECIES, b, c).fma(FloatVector.fromArray(SPECIES, x, from + c), sum);
        sum = FloatVector.fromArray(SPECIES, a, c).fma(FloatVector.fromArray(SPECIES, dy, g + c), sum);
        FloatVector.fromArray(SPECIES, dx, to + c).add(sum).intoArray(dx, to + c);
      }
    }
  }

  static void sums(float[] x, int x0, int step, int count, int channels, double[] sums, int first) {
    float[] lanes = SUMS.get();
    for (int c = 0; c < channels; c += 2 * LANES) {
      int second = Math.min(LANES, channels - LANES - c);
      sum(x, x0 + c, step, count, second, lanes);
      add(lanes, 0, second, sums, first + c);
    }
  }

  private static void sum(float[] x, int x0, int step, int count, int second, float[] lanes) {
    FloatVector sum0 = FloatVector.zero(SPECIES);
    FloatVector sum1 = FloatVector.zero(SPECIES);
    for (int p = 0, i = x0; p < count; p++, i += step) {
      sum0 = sum0.add(FloatVector.fromArray(SPECIES, x, i));
      sum1 = sum1.add(FloatVector.fromArray(SPECIES, x, i + second));
    }
    sum0.intoArray(lanes, 0);
    sum1.intoArray(lanes, LANES);
  }

  static void squaredDeviations(float[] x, int x0, int step, float[] mean, int count, int channels, double[] sums, int first) {
    float[] lanes = SUMS.get();
    for (int c = 0; c < channels; c += 2 * LANES) {
      int second = Math.min(LANES, channels - LANES - c);
      squaredDeviation(x, x0 + c, step, mean, first + c, count, second, lanes);
      add(lanes, 0, second, sums, first + c);
    }
  }

  private static void squaredDeviation(float[] x, int x0, int step, float[] mean, int mean0, int count, int second, float[] lanes) {
    FloatVector center0 = FloatVector.fromArray(SPECIES, mean, mean0);
    FloatVector center1 = FloatVector.fromArray(SPECIES, mean, mean0 + second);
    FloatVector sum0 = FloatVector.zero(SPECIES);
    FloatVector sum1 = FloatVector.zero(SPECIES);
    for (int p = 0, i = x0; p < count; p++, i += step) {
      FloatVector deviation0 = FloatVector.fromArray(SPECIES, x, i).sub(center0);
      FloatVector deviation1 = FloatVector.fromArray(SPECIES, x, i + second).sub(center1);
      sum0 = deviation0.fma(deviation0, sum0);
      sum1 = deviation1.fma(deviation1, sum1);
    }
    sum0.intoArray(lanes, 0);
    sum1.intoArray(lanes, LANES);
  }

  static void gradientSums(float[] x, int x0, int xStep, float[] mean, float[] dy, int dy0, int dyStep, int count, int channels,
      double[] sums, double[] products, int first) {
    float[] lanes = SUMS.get();
    for (int c = 0; c < channels; c += 2 * LANES) {
      int second = Math.min(LANES, channels - LANES - c);
      gradientSum(x, x0 + c, xStep, mean, first + c, dy, dy0 + c, dyStep, count, second, lanes);
      add(lanes, 0, second, sums, first + c);
      add(lanes, 2 * LANES, second, products, first + c);
    }
  }

  private static void gradientSum(float[] x, int x0, int xStep, float[] mean, int mean0, float[] dy, int dy0, int dyStep, int count,
      int second, float[] lanes) {
    FloatVector center0 = FloatVector.fromArray(SPECIES, mean, mean0);
    FloatVector center1 = FloatVector.fromArray(SPECIES, mean, mean0 + second);
    FloatVector sum0 = FloatVector.zero(SPECIES);
    FloatVector sum1 = FloatVector.zero(SPECIES);
    FloatVector product0 = FloatVector.zero(SPECIES);
    FloatVector product1 = FloatVector.zero(SPECIES);
    for (int p = 0, i = x0, g = dy0; p < count; p++, i += xStep, g += dyStep) {
      FloatVector arrives0 = FloatVector.fromArray(SPECIES, dy, g);
      FloatVector arrives1 = FloatVector.fromArray(SPECIES, dy, g + second);
      sum0 = sum0.add(arrives0);
      sum1 = sum1.add(arrives1);
      product0 = FloatVector.fromArray(SPECIES, x, i).sub(center0).fma(arrives0, product0);
      product1 = FloatVector.fromArray(SPECIES, x, i + second).sub(center1).fma(arrives1, product1);
    }
    sum0.intoArray(lanes, 0);
    sum1.intoArray(lanes, LANES);
    product0.intoArray(lanes, 2 * LANES);
    product1.intoArray(lanes, 3 * LANES);
  }

  /** Adds two vectors of sums; where there is no second one, it is the first again, which counts once. */
  private static void add(float[] lanes, int from, int second, double[] sums, int first) {
    for (int i = 0; i < LANES + second; i++) {
      sums[first + i] += lanes[from + i];
    }
  }

  static void add(float[] x, int x0, int xStep, float[] y, int y0, int yStep, int count, int channels) {
    int whole = channels / LANES * LANES;
    for (int p = 0; p < count; p++) {
      int from = x0 + p * xStep;
      int to = y0 + p * yStep;
      VectorElementwise.add(x, from, y, to, whole);
      for (int c = whole; c < channels; c++) {
        y[to + c] += x[from + c];
      }
    }
  }
}
