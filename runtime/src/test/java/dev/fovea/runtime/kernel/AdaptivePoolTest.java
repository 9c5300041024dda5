package dev.fovea.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Adaptive average pools against fractions of pixels counted in whole numbers. */
class AdaptivePoolTest {
  private static final int X0 = 13;
  private static final int Y0 = 9;
  private static final int CHANNELS = 48;
  private static final int PIXEL = 64;
  private static final int Y_STEP = 64;

  static Stream<Kernels> twins() {
    return Twins.all();
  }

  private interface Try {
    void of(Random random, AdaptivePool pool);
  }

  private static void tries(Try action) {
    Random random = new Random(1);
    int[][] sizes = {{7, 9, 3, 4}, {5, 6, 3, 3}, {1, 1, 3, 2}, {4, 3, 5, 7}, {8, 8, 8, 5}, {13, 2, 6, 1}, {2, 13, 5, 13}};
    for (int[] size : sizes) {
      action.of(random, new AdaptivePool(size[0], size[1], CHANNELS, (size[1] + 3) * PIXEL, PIXEL, size[2], size[3]));
    }
  }

  /** Whether a pixel and a unit share a part of the axis, which is cut into {@code inputs * outputs} pieces. */
  private static boolean shares(int pixel, int inputs, int unit, int outputs) {
    for (int piece = pixel * outputs; piece < (pixel + 1) * outputs; piece++) {
      if (piece / inputs == unit) {
        return true;
      }
    }
    return false;
  }

  private interface Pixel {
    void at(int index);
  }

  private static int window(AdaptivePool pool, int row, int column, Pixel action) {
    int count = 0;
    for (int y = 0; y < pool.height(); y++) {
      for (int x = 0; x < pool.width(); x++) {
        if (shares(y, pool.height(), row, pool.outputHeight()) && shares(x, pool.width(), column, pool.outputWidth())) {
          action.at(y * pool.rowStride() + x * pool.pixelStride());
          count++;
        }
      }
    }
    return count;
  }

  private static float[] image(Random random, AdaptivePool pool) {
    float[] x = Twins.poisoned(X0 + pool.height() * pool.rowStride());
    for (int y = 0; y < pool.height(); y++) {
      for (int column = 0; column < pool.width(); column++) {
        System.arraycopy(Twins.random(random, CHANNELS), 0, x, X0 + y * pool.rowStride() + column * PIXEL, CHANNELS);
      }
    }
    return x;
  }

  @ParameterizedTest
  @MethodSource("twins")
  void eachUnitIsTheMeanOfThePixelsThatItsShareTouches(Kernels kernels) {
    tries((random, pool) -> {
      float[] x = image(random, pool);
      for (int row = 0; row < pool.outputHeight(); row++) {
        float[] y = Twins.poisoned(Y0 + pool.outputWidth() * Y_STEP + 3);
        float[] before = y.clone();
        kernels.adaptivePool(pool, x, X0, row, y, Y0, Y_STEP);
        for (int column = 0; column < pool.outputWidth(); column++) {
          for (int c = 0; c < CHANNELS; c++) {
            double[] sum = {0};
            int channel = c;
            int count = window(pool, row, column, index -> sum[0] += x[X0 + index + channel]);
            Twins.assertClose(sum[0] / count, y[Y0 + column * Y_STEP + c], 2, pool + " row " + row + " column " + column);
          }
        }
        Twins.assertUntouched(before, y, Y0, Y_STEP, pool.outputWidth(), CHANNELS);
      }
    });
  }

  @ParameterizedTest
  @MethodSource("twins")
  void theGradientGivesEachPixelOfAWindowItsShare(Kernels kernels) {
    tries((random, pool) -> {
      float[] dx = image(random, pool);
      float[] expected = dx.clone();
      for (int row = 0; row < pool.outputHeight(); row++) {
        float[] dy = Twins.pixels(random, Y0 + pool.outputWidth() * Y_STEP, Y0, Y_STEP, pool.outputWidth(), CHANNELS);
        int cut = random.nextInt(pool.outputWidth() + 1);
        kernels.adaptivePoolGradient(pool, dy, Y0, Y_STEP, row, 0, cut, dx, X0);
        kernels.adaptivePoolGradient(pool, dy, Y0, Y_STEP, row, cut, pool.outputWidth(), dx, X0);
        for (int column = 0; column < pool.outputWidth(); column++) {
          int count = window(pool, row, column, index -> {});
          for (int c = 0; c < CHANNELS; c++) {
            float share = dy[Y0 + column * Y_STEP + c] / count;
            int channel = c;
            window(pool, row, column, index -> expected[X0 + index + channel] += share);
          }
        }
      }
      for (int i = 0; i < dx.length; i++) {
        assertEquals(Twins.isPoison(expected[i]), Twins.isPoison(dx[i]), "written outside the image, at " + i);
        assertEquals(Twins.isPoison(expected[i]) ? 0 : expected[i], Twins.isPoison(dx[i]) ? 0 : dx[i], 1e-5, pool + " at " + i);
      }
    });
  }
}
