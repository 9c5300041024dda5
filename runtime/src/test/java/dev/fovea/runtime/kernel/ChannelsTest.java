package dev.fovea.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What works per channel or over the channels of a pixel, against the definitions in double precision. */
class ChannelsTest {
  private static final int[] CHANNELS = {16, 32, 48, 112};
  private static final int[] EXACT = {1, 3, 10, 16, 17, 31, 40, 100};
  private static final int X0 = 5;
  private static final int Y0 = 2;
  private static final int DX0 = 8;
  private static final int FIRST = 4;

  static Stream<Kernels> twins() {
    return Twins.all();
  }

  /** Runs of 1 to 13 pixels with gaps of poison between them. */
  private interface Run {
    void of(Random random, int channels, int count, int xStep, int yStep, float[] x, float[] y);
  }

  private static void runs(int[] sizes, Run run) {
    Random random = new Random(1);
    for (int channels : sizes) {
      for (int count = 1; count <= 13; count += 3) {
        int xStep = channels + 19;
        int yStep = channels + 16;
        float[] x = Twins.pixels(random, X0 + count * xStep, X0, xStep, count, channels);
        float[] y = Twins.pixels(random, Y0 + count * yStep, Y0, yStep, count, channels);
        run.of(random, channels, count, xStep, yStep, x, y);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("twins")
  void scalingIsAffineInEachChannel(Kernels kernels) {
    runs(CHANNELS, (random, channels, count, xStep, yStep, x, y) -> {
      float[] scale = Twins.random(random, channels);
      float[] shift = Twins.random(random, channels);
      float[] before = y.clone();
      float[] sum = y.clone();
      kernels.scaleShift(x, X0, xStep, scale, shift, y, Y0, yStep, count, channels);
      kernels.addScaled(x, X0, xStep, scale, sum, Y0, yStep, count, channels);
      for (int p = 0; p < count; p++) {
        for (int c = 0; c < channels; c++) {
          double scaled = (double) x[X0 + p * xStep + c] * scale[c];
          Twins.assertClose(scaled + shift[c], y[Y0 + p * yStep + c], 1, "channel " + c);
          Twins.assertClose(scaled + before[Y0 + p * yStep + c], sum[Y0 + p * yStep + c], 1, "channel " + c);
        }
      }
      Twins.assertUntouched(before, y, Y0, yStep, count, channels);
      Twins.assertUntouched(before, sum, Y0, yStep, count, channels);
    });
  }

  @ParameterizedTest
  @MethodSource("twins")
  void productsTakePixelsOrAGateAndSumsOfProductsCollectInAGate(Kernels kernels) {
    runs(CHANNELS, (random, channels, count, xStep, yStep, x, y) -> {
      int gStep = channels + 32;
      float[] g = Twins.pixels(random, DX0 + count * gStep, DX0, gStep, count, channels);
      for (int step : new int[] {gStep, 0}) {
        float[] product = y.clone();
        float[] added = y.clone();
        kernels.multiply(x, X0, xStep, g, DX0, step, product, Y0, yStep, count, channels);
        kernels.addProduct(x, X0, xStep, g, DX0, step, added, Y0, yStep, count, channels);
        for (int p = 0; p < count; p++) {
          for (int c = 0; c < channels; c++) {
            double expected = (double) x[X0 + p * xStep + c] * g[DX0 + p * step + c];
            Twins.assertClose(expected, product[Y0 + p * yStep + c], 1, "product of channel " + c);
            Twins.assertClose(expected + y[Y0 + p * yStep + c], added[Y0 + p * yStep + c], 1, "sum of channel " + c);
          }
        }
        Twins.assertUntouched(y, product, Y0, yStep, count, channels);
        Twins.assertUntouched(y, added, Y0, yStep, count, channels);
      }
      float[] gate = y.clone();
      kernels.addProduct(x, X0, xStep, g, DX0, gStep, gate, Y0, 0, count, channels);
      for (int c = 0; c < channels; c++) {
        double sum = y[Y0 + c];
        for (int p = 0; p < count; p++) {
          sum += (double) x[X0 + p * xStep + c] * g[DX0 + p * gStep + c];
        }
        Twins.assertClose(sum, gate[Y0 + c], count, "gate of channel " + c);
      }
      Twins.assertUntouched(y, gate, Y0, yStep, 1, channels);
    });
  }

  @ParameterizedTest
  @MethodSource("twins")
  void sumsOfARunAreAddedToTheDoublesOfTheirChannels(Kernels kernels) {
    runs(CHANNELS, (random, channels, count, xStep, yStep, x, y) -> {
      float[] mean = Twins.random(random, FIRST + channels);
      double[] sums = new double[FIRST + channels + 3];
      java.util.Arrays.fill(sums, 1e9);
      double[] squares = sums.clone();
      double[] arriving = sums.clone();
      double[] products = sums.clone();
      kernels.sums(x, X0, xStep, count, channels, sums, FIRST);
      kernels.squaredDeviations(x, X0, xStep, mean, count, channels, squares, FIRST);
      kernels.gradientSums(x, X0, xStep, mean, y, Y0, yStep, count, channels, arriving, products, FIRST);
      for (int i = 0; i < sums.length; i++) {
        int c = i - FIRST;
        double sum = 0;
        double square = 0;
        double arrives = 0;
        double product = 0;
        for (int p = 0; p < count && c >= 0 && c < channels; p++) {
          double deviation = (double) x[X0 + p * xStep + c] - mean[FIRST + c];
          sum += x[X0 + p * xStep + c];
          square += deviation * deviation;
          arrives += y[Y0 + p * yStep + c];
          product += deviation * y[Y0 + p * yStep + c];
        }
        assertEquals(sum, sums[i] - 1e9, 1e-5, "sum " + i);
        assertEquals(square, squares[i] - 1e9, 1e-4, "sum of squares " + i);
        assertEquals(arrives, arriving[i] - 1e9, 1e-5, "sum of what arrives " + i);
        assertEquals(product, products[i] - 1e9, 1e-4, "sum of products " + i);
      }
    });
  }

  @ParameterizedTest
  @MethodSource("twins")
  void batchNormGradientIsLinearInGradientAndInput(Kernels kernels) {
    runs(CHANNELS, (random, channels, count, xStep, yStep, x, dy) -> {
      float[] a = Twins.random(random, channels);
      float[] b = Twins.random(random, channels);
      float[] d = Twins.random(random, channels);
      int dxStep = channels + 3;
      float[] dx = Twins.pixels(random, DX0 + count * dxStep, DX0, dxStep, count, channels);
      float[] before = dx.clone();
      kernels.batchNormGradient(dy, Y0, yStep, a, x, X0, xStep, b, d, dx, DX0, dxStep, count, channels);
      for (int p = 0; p < count; p++) {
        for (int c = 0; c < channels; c++) {
          double expected = before[DX0 + p * dxStep + c] + (double) a[c] * dy[Y0 + p * yStep + c]
              + (double) b[c] * x[X0 + p * xStep + c] + d[c];
          Twins.assertClose(expected, dx[DX0 + p * dxStep + c], 3, "channel " + c);
        }
      }
      Twins.assertUntouched(before, dx, DX0, dxStep, count, channels);
    });
  }

  @ParameterizedTest
  @MethodSource("twins")
  void channelsAreCopiedAndAddedExactly(Kernels kernels) {
    runs(EXACT, (random, channels, count, xStep, yStep, x, y) -> {
      float[] before = y.clone();
      float[] sum = y.clone();
      kernels.copyChannels(x, X0, xStep, y, Y0, yStep, count, channels);
      kernels.addChannels(x, X0, xStep, sum, Y0, yStep, count, channels);
      for (int p = 0; p < count; p++) {
        for (int c = 0; c < channels; c++) {
          assertEquals(x[X0 + p * xStep + c], y[Y0 + p * yStep + c]);
          assertEquals(x[X0 + p * xStep + c] + before[Y0 + p * yStep + c], sum[Y0 + p * yStep + c]);
        }
      }
      Twins.assertUntouched(before, y, Y0, yStep, count, channels);
      Twins.assertUntouched(before, sum, Y0, yStep, count, channels);
    });
  }

  /** Logits of any size, some far apart; x's padding holds numbers larger than all of them. */
  private static float[] logits(Random random, int channels, int count, int step) {
    float[] x = Twins.poisoned(X0 + count * step);
    for (int p = 0; p < count; p++) {
      float offset = (random.nextInt(5) - 2) * 1000f;
      for (int c = 0; c < step; c++) {
        x[X0 + p * step + c] = c < channels ? (float) (offset + 10 * random.nextGaussian()) : 3e38f;
      }
    }
    return x;
  }

  @ParameterizedTest
  @MethodSource("twins")
  void softmaxIsADistributionOverTheExactChannelsAndZeroInThePadding(Kernels kernels) {
    Random random = new Random(2);
    for (int channels : EXACT) {
      for (int count = 1; count <= 5; count++) {
        int padded = (channels + 15) / 16 * 16;
        int yStep = padded + 16;
        float[] x = logits(random, channels, count, padded);
        float[] y = Twins.poisoned(Y0 + count * yStep);
        float[] before = y.clone();
        kernels.softmax(x, X0, padded, y, Y0, yStep, count, channels);
        for (int p = 0; p < count; p++) {
          double[] expected = softmax(x, X0 + p * padded, channels);
          for (int c = 0; c < padded; c++) {
            double value = c < channels ? expected[c] : 0;
            assertEquals(value, y[Y0 + p * yStep + c], 3e-6 * value + 1e-40, "channel " + c + " of " + channels);
          }
        }
        Twins.assertUntouched(before, y, Y0, yStep, count, padded);
      }
    }
  }

  private static double[] softmax(float[] x, int x0, int channels) {
    double largest = x[x0];
    for (int c = 1; c < channels; c++) {
      largest = Math.max(largest, x[x0 + c]);
    }
    double[] result = new double[channels];
    double sum = 0;
    for (int c = 0; c < channels; c++) {
      result[c] = Math.exp(x[x0 + c] - largest);
      sum += result[c];
    }
    for (int c = 0; c < channels; c++) {
      result[c] /= sum;
    }
    return result;
  }

  @ParameterizedTest
  @MethodSource("twins")
  void softmaxOfANaNIsNaN(Kernels kernels) {
    for (int channels : EXACT) {
      float[] x = new float[112];
      x[channels - 1] = Float.NaN;
      float[] y = new float[112];
      kernels.softmax(x, 0, 112, y, 0, 112, 1, channels);
      for (int c = 0; c < channels; c++) {
        assertTrue(Float.isNaN(y[c]));
      }
    }
  }

  /** The gradient of {@code L = sum over c of g[c] * softmax(x)[c]} by central differences. */
  @ParameterizedTest
  @MethodSource("twins")
  void softmaxGradientIsTheSlopeOfSoftmax(Kernels kernels) {
    runs(EXACT, (random, channels, count, xStep, yStep, dy, y) -> {
      int padded = (channels + 15) / 16 * 16;
      float[] x = Twins.random(random, padded);
      double[] output = softmax(x, 0, channels);
      for (int p = 0; p < count; p++) {
        for (int c = 0; c < channels; c++) {
          y[Y0 + p * yStep + c] = (float) output[c];
        }
      }
      float[] dx = Twins.pixels(random, DX0 + count * padded, DX0, padded, count, channels);
      float[] before = dx.clone();
      kernels.softmaxGradient(y, Y0, yStep, dy, X0, xStep, dx, DX0, padded, count, channels);
      for (int p = 0; p < count; p++) {
        for (int c = 0; c < channels; c += 1 + channels / 8) {
          double slope = (loss(x, c, 1e-3f, dy, X0 + p * xStep, channels) - loss(x, c, -1e-3f, dy, X0 + p * xStep, channels));
          double h = (double) (x[c] + 1e-3f) - (x[c] - 1e-3f);
          assertEquals(before[DX0 + p * padded + c] + slope / h, dx[DX0 + p * padded + c], 2e-6, "channel " + c);
        }
      }
      Twins.assertUntouched(before, dx, DX0, padded, count, channels);
    });
  }

  private static double loss(float[] x, int channel, float change, float[] g, int g0, int channels) {
    float[] changed = x.clone();
    changed[channel] += change;
    double[] y = softmax(changed, 0, channels);
    double loss = 0;
    for (int c = 0; c < channels; c++) {
      loss += y[c] * g[g0 + c];
    }
    return loss;
  }
}
