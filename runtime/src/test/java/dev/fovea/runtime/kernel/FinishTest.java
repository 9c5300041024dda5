package dev.fovea.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What follows a convolution, in one pass, against its formula. */
class FinishTest {
  static Stream<Kernels> twins() {
    return Twins.all();
  }

  @ParameterizedTest
  @MethodSource("twins")
  void everyCombinationFollowsTheFormulaAndTouchesNothingElse(Kernels kernels) {
    Random random = new Random(1);
    float infinity = Float.POSITIVE_INFINITY;
    for (boolean scaled : new boolean[] {false, true}) {
      for (boolean added : new boolean[] {false, true}) {
        for (float[] bounds : new float[][] {{-infinity, infinity}, {0, infinity}, {0, 0.5f}}) {
          for (int count = 1; count <= 4; count++) {
            finish(kernels, random, scaled, added, bounds[0], bounds[1], count);
          }
        }
      }
    }
  }

  private static void finish(Kernels kernels, Random random, boolean scaled, boolean added, float low, float high, int count) {
    int channels = 48;
    int first = 16;
    int yStep = 80;
    int rStep = 64;
    float[] scale = Twins.random(random, first + channels);
    float[] shift = Twins.random(random, first + channels);
    float[] r = Twins.random(random, 5 + count * rStep);
    float[] y = Twins.pixels(random, 3 + count * yStep, 3, yStep, count, channels);
    float[] before = y.clone();
    kernels.finish(scaled ? scale : null, scaled ? shift : null, first, added ? r : null, 5, rStep, low, high, y, 3, yStep, count, channels);
    for (int p = 0; p < count; p++) {
      for (int c = 0; c < channels; c++) {
        double value = before[3 + p * yStep + c];
        value = scaled ? value * scale[first + c] + shift[first + c] : value;
        value += added ? r[5 + p * rStep + c] : 0;
        Twins.assertClose(Math.min(Math.max(value, low), high), y[3 + p * yStep + c], 1, "pixel " + p + ", channel " + c);
      }
    }
    Twins.assertUntouched(before, y, 3, yStep, count, channels);
  }

  @ParameterizedTest
  @MethodSource("twins")
  void aNotANumberStaysOne(Kernels kernels) {
    float[] y = new float[16];
    y[3] = Float.NaN;
    y[5] = Float.intBitsToFloat(0xffc00000);
    kernels.finish(null, null, 0, null, 0, 0, 0, 6, y, 0, 16, 1, 16);
    assertTrue(Float.isNaN(y[3]) && Float.isNaN(y[5]) && y[4] == 0);
  }
}
