package dev.fovea.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Local response normalisation against its definition in double precision, and its gradient against differences of that. */
class LocalResponseNormTest {
  private static final int[] CHANNELS = {1, 2, 5, 15, 16, 17, 40, 96};
  private static final int[] SIZES = {1, 2, 3, 5, 16, 33, 1000, Integer.MAX_VALUE};
  private static final int X0 = 5;
  private static final int Y0 = 2;
  private static final int COUNT = 3;

  static Stream<Kernels> twins() {
    return Twins.all();
  }

  private record Norm(int size, float alpha, float beta, float k) {
    double[] of(double[] x) {
      double[] y = new double[x.length];
      for (int c = 0; c < x.length; c++) {
        double sum = 0;
        for (int other = 0; other < x.length; other++) {
          boolean near = other < c ? c - other <= size / 2 : other - c <= (size - 1) / 2;
          sum += near ? x[other] * x[other] : 0;
        }
        y[c] = x[c] * Math.pow(k + (double) alpha / size * sum, -beta);
      }
      return y;
    }
  }

  private interface Try {
    void of(Random random, Norm norm, int channels);
  }

  private static void tries(Try action) {
    Random random = new Random(1);
    float[][] numbers = {{1e-4f, 0.75f, 1}, {0.5f, 0.75f, 2}, {1, 0.5f, 0.001f}, {0, 2, 3}, {2, 0, 1}, {30, 1.3f, 1e-20f}};
    for (int channels : CHANNELS) {
      for (int size : SIZES) {
        float[] n = numbers[random.nextInt(numbers.length)];
        action.of(random, new Norm(size, n[0], n[1], n[2]), channels);
      }
      for (float[] n : numbers) {
        action.of(random, new Norm(5, n[0], n[1], n[2]), channels);
      }
    }
  }

  /** One pixel of a run, exact channels only. */
  private static double[] pixel(float[] x, int at, int channels) {
    double[] pixel = new double[channels];
    for (int c = 0; c < channels; c++) {
      pixel[c] = x[at + c];
    }
    return pixel;
  }

  /** Random numbers where there are channels; numbers that would spoil every sum in the padding. */
  private static float[] input(Random random, int step, int channels) {
    float[] x = Twins.poisoned(X0 + COUNT * step);
    for (int p = 0; p < COUNT; p++) {
      for (int c = 0; c < step; c++) {
        x[X0 + p * step + c] = c < channels ? (float) random.nextGaussian() * (p == 1 ? 50 : 1) : 3e38f;
      }
    }
    return x;
  }

  @ParameterizedTest
  @MethodSource("twins")
  void outputsFollowTheDefinitionAndPaddingBecomesZero(Kernels kernels) {
    tries((random, norm, channels) -> {
      int padded = (channels + 15) / 16 * 16;
      int yStep = padded + 16;
      float[] x = input(random, padded, channels);
      float[] y = Twins.poisoned(Y0 + COUNT * yStep);
      float[] before = y.clone();
      kernels.localResponseNorm(norm.size, norm.alpha, norm.beta, norm.k, x, X0, padded, y, Y0, yStep, COUNT, channels);
      for (int p = 0; p < COUNT; p++) {
        double[] expected = norm.of(pixel(x, X0 + p * padded, channels));
        for (int c = 0; c < padded; c++) {
          double value = c < channels ? expected[c] : 0;
          assertEquals(value, y[Y0 + p * yStep + c], 5e-6 * Math.abs(value), norm + ", channel " + c + " of " + channels);
        }
      }
      Twins.assertUntouched(before, y, Y0, yStep, COUNT, padded);
      kernels.localResponseNorm(norm.size, norm.alpha, norm.beta, norm.k, x, X0, padded, x, X0, padded, COUNT, channels);
      for (int p = 0; p < COUNT; p++) {
        for (int c = 0; c < padded; c++) {
          assertEquals(y[Y0 + p * yStep + c], x[X0 + p * padded + c], "in place");
        }
      }
    });
  }

  @ParameterizedTest
  @MethodSource("twins")
  void theGradientIsTheSlopeOfTheDefinition(Kernels kernels) {
    tries((random, norm, channels) -> {
      int padded = (channels + 15) / 16 * 16;
      float[] x = input(random, padded, channels);
      float[] dy = Twins.pixels(random, Y0 + COUNT * padded, Y0, padded, COUNT, channels);
      float[] dx = Twins.pixels(random, X0 + COUNT * padded, X0, padded, COUNT, channels);
      float[] before = dx.clone();
      kernels.localResponseNormGradient(norm.size, norm.alpha, norm.beta, norm.k, x, X0, padded, dy, Y0, padded, dx, X0, padded,
          COUNT, channels);
      for (int p = 0; p < COUNT; p++) {
        double[] at = pixel(x, X0 + p * padded, channels);
        for (int c = 0; c < channels; c += 1 + channels / 7) {
          double step = 1e-5 * Math.max(1e-2, Math.abs(at[c]));
          double slope = (loss(norm, at, c, step, dy, Y0 + p * padded) - loss(norm, at, c, -step, dy, Y0 + p * padded)) / (2 * step);
          double actual = (double) dx[X0 + p * padded + c] - before[X0 + p * padded + c];
          assertEquals(slope, actual, 1e-5 * scale(norm, at, dy, Y0 + p * padded), norm + ", channel " + c + " of " + channels);
        }
      }
      Twins.assertUntouched(before, dx, X0, padded, COUNT, channels);
    });
  }

  private static double loss(Norm norm, double[] x, int channel, double change, float[] dy, int dy0) {
    double[] changed = x.clone();
    changed[channel] += change;
    double[] y = norm.of(changed);
    double loss = 0;
    for (int c = 0; c < y.length; c++) {
      loss += y[c] * dy[dy0 + c];
    }
    return loss;
  }

  /** How large the terms are that the gradient is the sum of: what is left where they cancel is not more exact than they are. */
  private static double scale(Norm norm, double[] x, float[] dy, int dy0) {
    double[] y = norm.of(x);
    double largest = 1;
    for (int c = 0; c < y.length; c++) {
      largest = Math.max(largest, Math.abs(y[c] / x[c] * dy[dy0 + c]) * (1 + 2 * norm.beta));
    }
    return largest;
  }

  @ParameterizedTest
  @MethodSource("twins")
  void aNaNSpoilsTheWindowsThatHoldItAndNoOthers(Kernels kernels) {
    float[] x = new float[32];
    java.util.Arrays.fill(x, 1f);
    x[10] = Float.NaN;
    float[] y = new float[32];
    kernels.localResponseNorm(4, 1f, 0.75f, 1f, x, 0, 32, y, 0, 32, 1, 32);
    for (int c = 0; c < 32; c++) {
      assertEquals(c >= 9 && c <= 12, Float.isNaN(y[c]), "channel " + c);
    }
  }

  /** The square of 1e-30 is no float: only k is left. */
  @ParameterizedTest
  @MethodSource("twins")
  void numbersOfAnySizeStayFinite(Kernels kernels) {
    for (float magnitude : new float[] {1e-30f, 1e-6f, 1e6f, 1e18f}) {
      float[] x = new float[16];
      java.util.Arrays.fill(x, magnitude);
      float[] y = new float[16];
      kernels.localResponseNorm(5, 1e-4f, 0.75f, 1f, x, 0, 16, y, 0, 16, 1, 16);
      double expected = magnitude * Math.pow(1 + 1e-4 * (double) magnitude * magnitude, -0.75);
      assertEquals(expected, y[8], 2e-5 * expected);
      assertTrue(y[8] > 0);
    }
  }
}
