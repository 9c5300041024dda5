package dev.fovea.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pools against brute force over a padded image. */
class PoolTest {
  private static final int X0 = 13;
  private static final int Y0 = 9;
  private static final int SWITCHES0 = 4;
  private static final int HEIGHT = 7;
  private static final int WIDTH = 9;
  private static final int CHANNELS = 48;
  private static final int PIXEL = 64;
  private static final int ROW = 12 * PIXEL;
  private static final int Y_STEP = 64;

  static Stream<Kernels> twins() {
    return Twins.all();
  }

  /** Kernel, stride, dilation, top and left padding, bottom and right padding; some windows overhang, as in ceil mode. */
  private static List<Pool> pools() {
    int[][] cases = {{2, 2, 2, 2, 1, 1, 0, 0}, {2, 2, 2, 2, 1, 1, 1, 1}, {2, 2, 1, 1, 1, 1, 0, 0}, {2, 2, 3, 1, 1, 1, 1, 0},
        {3, 3, 2, 2, 1, 1, 1, 1}, {3, 3, 2, 2, 1, 1, 0, 0}, {3, 2, 1, 2, 1, 1, 1, 1}, {2, 2, 2, 2, 2, 3, 1, 1},
        {3, 3, 1, 2, 2, 2, 1, 1}, {1, 1, 2, 2, 1, 1, 0, 0}, {7, 9, 1, 1, 1, 1, 0, 0}, {2, 5, 1, 3, 1, 1, 1, 2}};
    List<Pool> pools = new ArrayList<>();
    for (int[] c : cases) {
      for (int overhang = 0; overhang <= 1; overhang++) {
        for (boolean countPadding : new boolean[] {false, true}) {
          int reach = WIDTH + 2 * c[7] - c[5] * (c[1] - 1) - 1;
          int columns = (reach + overhang * (c[3] - 1)) / c[3] + 1;
          boolean inside = (columns - 1) * c[3] < WIDTH + c[7];
          pools.add(new Pool(HEIGHT, WIDTH, CHANNELS, ROW, PIXEL, inside ? columns : columns - 1, c[0], c[1], c[2], c[3], c[4],
              c[5], c[6], c[7], c[6], c[7], countPadding));
        }
      }
    }
    return pools;
  }

  private static int rows(Pool pool) {
    return (HEIGHT + pool.top() + pool.bottom() - pool.dilationHeight() * (pool.kernelHeight() - 1) - 1) / pool.strideHeight() + 1;
  }

  private interface Tap {
    void at(int position, int index);
  }

  /** The real pixels of a window in row-major order. */
  private static void window(Pool pool, int row, int column, Tap tap) {
    for (int i = 0; i < pool.kernelHeight(); i++) {
      for (int j = 0; j < pool.kernelWidth(); j++) {
        int y = row * pool.strideHeight() - pool.top() + i * pool.dilationHeight();
        int x = column * pool.strideWidth() - pool.left() + j * pool.dilationWidth();
        if (y >= 0 && y < HEIGHT && x >= 0 && x < WIDTH) {
          tap.at(i * pool.kernelWidth() + j, y * ROW + x * PIXEL);
        }
      }
    }
  }

  /** An image with ties, NaN and whole windows of negative infinity; its border and the gaps are poison. */
  private static float[] image(Random random, boolean special) {
    float[] x = Twins.poisoned(X0 + HEIGHT * ROW);
    for (int y = 0; y < HEIGHT; y++) {
      for (int column = 0; column < WIDTH; column++) {
        for (int c = 0; c < CHANNELS; c++) {
          float value = random.nextInt(5) - 2;
          if (special && c % 4 == 1) {
            value = Float.NEGATIVE_INFINITY;
          } else if (special && c % 4 == 2 && random.nextInt(4) == 0) {
            value = Float.NaN;
          }
          x[X0 + y * ROW + column * PIXEL + c] = value;
        }
      }
    }
    return x;
  }

  @ParameterizedTest
  @MethodSource("twins")
  void maxPoolTakesTheFirstLargestRealPixelOfEachWindow(Kernels kernels) {
    Random random = new Random(1);
    for (Pool pool : pools()) {
      float[] x = image(random, true);
      for (int row = 0; row < rows(pool); row++) {
        float[] y = Twins.poisoned(Y0 + pool.outputWidth() * Y_STEP + 3);
        float[] untouched = y.clone();
        float[] without = y.clone();
        float[] switches = y.clone();
        kernels.maxPool(pool, x, X0, row, y, Y0, Y_STEP, switches, SWITCHES0);
        kernels.maxPool(pool, x, X0, row, without, Y0, Y_STEP, null, 0);
        assertArrayEquals(y, without, "with and without switches");
        for (int column = 0; column < pool.outputWidth(); column++) {
          for (int c = 0; c < CHANNELS; c++) {
            float[] best = {Float.NEGATIVE_INFINITY};
            int[] where = {-1};
            int channel = c;
            window(pool, row, column, (position, index) -> {
              float v = x[X0 + index + channel];
              if (where[0] < 0 || v > best[0] || Float.isNaN(v) && !Float.isNaN(best[0])) {
                best[0] = v;
                where[0] = position;
              }
            });
            String place = pool + " row " + row + " column " + column + " channel " + c;
            assertEquals(best[0], y[Y0 + column * Y_STEP + c], place);
            assertEquals(where[0], switches[SWITCHES0 + column * Y_STEP + c], place);
          }
        }
        Twins.assertUntouched(untouched, y, Y0, Y_STEP, pool.outputWidth(), CHANNELS);
        Twins.assertUntouched(untouched, without, Y0, Y_STEP, pool.outputWidth(), CHANNELS);
        Twins.assertUntouched(untouched, switches, SWITCHES0, Y_STEP, pool.outputWidth(), CHANNELS);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("twins")
  void unpoolingAddsOrOverwritesAtTheSwitchesInRowMajorOrder(Kernels kernels) {
    Random random = new Random(2);
    for (Pool pool : pools()) {
      float[] x = image(random, false);
      float[] dx = image(random, false);
      float[] added = dx.clone();
      float[] last = dx.clone();
      float[] overwritten = dx.clone();
      for (int row = 0; row < rows(pool); row++) {
        float[] y = Twins.poisoned(Y0 + pool.outputWidth() * Y_STEP);
        float[] switches = y.clone();
        kernels.maxPool(pool, x, X0, row, y, Y0, Y_STEP, switches, SWITCHES0);
        float[] dy = Twins.pixels(random, y.length, Y0, Y_STEP, pool.outputWidth(), CHANNELS);
        // A row may be done in parts.
        int cut = random.nextInt(pool.outputWidth() + 1);
        kernels.maxPoolGradient(pool, dy, Y0, Y_STEP, switches, SWITCHES0, row, 0, cut, added, X0);
        kernels.maxPoolGradient(pool, dy, Y0, Y_STEP, switches, SWITCHES0, row, cut, pool.outputWidth(), added, X0);
        kernels.maxPoolOverwrite(pool, dy, Y0, Y_STEP, switches, SWITCHES0, row, 0, cut, overwritten, X0);
        kernels.maxPoolOverwrite(pool, dy, Y0, Y_STEP, switches, SWITCHES0, row, cut, pool.outputWidth(), overwritten, X0);
        for (int column = 0; column < pool.outputWidth(); column++) {
          for (int c = 0; c < CHANNELS; c++) {
            int from = column * Y_STEP + c;
            int channel = c;
            window(pool, row, column, (position, index) -> {
              if (position == switches[SWITCHES0 + from]) {
                dx[X0 + index + channel] += dy[Y0 + from];
                last[X0 + index + channel] = dy[Y0 + from];
              }
            });
          }
        }
      }
      assertArrayEquals(bits(last), bits(overwritten), "overwriting, " + pool);
      assertSame(dx, added, "adding, " + pool);
    }
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToRawIntBits(values[i]);
    }
    return bits;
  }

  private static void assertSame(float[] expected, float[] actual, String message) {
    for (int i = 0; i < expected.length; i++) {
      assertEquals(Twins.isPoison(expected[i]), Twins.isPoison(actual[i]), message);
      if (!Twins.isPoison(expected[i])) {
        assertEquals(expected[i], actual[i], 1e-5f, message + " at " + i);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("twins")
  void averagePoolDividesByTheWindowWithOrWithoutPadding(Kernels kernels) {
    Random random = new Random(3);
    for (Pool pool : pools()) {
      if (pool.dilationHeight() > 1 || pool.dilationWidth() > 1) {
        continue;
      }
      float[] x = image(random, false);
      for (int row = 0; row < rows(pool); row++) {
        float[] y = Twins.poisoned(Y0 + pool.outputWidth() * Y_STEP + 3);
        float[] before = y.clone();
        kernels.averagePool(pool, x, X0, row, y, Y0, Y_STEP);
        for (int column = 0; column < pool.outputWidth(); column++) {
          for (int c = 0; c < CHANNELS; c++) {
            double[] sum = {0, 0};
            int channel = c;
            window(pool, row, column, (position, index) -> {
              sum[0] += x[X0 + index + channel];
              sum[1]++;
            });
            double divisor = pool.countPadding() ? padded(pool, row, column) : sum[1];
            Twins.assertClose(sum[0] / divisor, y[Y0 + column * Y_STEP + c], 2, pool + " row " + row + " column " + column);
          }
        }
        Twins.assertUntouched(before, y, Y0, Y_STEP, pool.outputWidth(), CHANNELS);
      }
    }
  }

  /** Positions of the window that lie on the image or its padding, counted one by one. */
  private static int padded(Pool pool, int row, int column) {
    int n = 0;
    for (int i = 0; i < pool.kernelHeight(); i++) {
      for (int j = 0; j < pool.kernelWidth(); j++) {
        boolean above = row * pool.strideHeight() - pool.top() + i < HEIGHT + pool.bottom();
        boolean before = column * pool.strideWidth() - pool.left() + j < WIDTH + pool.right();
        n += above && before ? 1 : 0;
      }
    }
    return n;
  }

  /** {@code <average(x), g> = <x, gradient(g)>}. */
  @ParameterizedTest
  @MethodSource("twins")
  void averagePoolGradientIsTheAdjointOfTheAveragePool(Kernels kernels) {
    Random random = new Random(4);
    for (Pool pool : pools()) {
      if (pool.dilationHeight() > 1 || pool.dilationWidth() > 1) {
        continue;
      }
      float[] x = image(random, false);
      float[] dx = x.clone();
      double left = 0;
      for (int row = 0; row < rows(pool); row++) {
        float[] y = Twins.poisoned(Y0 + pool.outputWidth() * Y_STEP);
        float[] dy = Twins.pixels(random, y.length, Y0, Y_STEP, pool.outputWidth(), CHANNELS);
        kernels.averagePool(pool, x, X0, row, y, Y0, Y_STEP);
        int cut = random.nextInt(pool.outputWidth() + 1);
        kernels.averagePoolGradient(pool, dy, Y0, Y_STEP, row, 0, cut, dx, X0);
        kernels.averagePoolGradient(pool, dy, Y0, Y_STEP, row, cut, pool.outputWidth(), dx, X0);
        for (int i = Y0; i < y.length; i++) {
          left += Twins.isPoison(y[i]) ? 0 : (double) y[i] * dy[i];
        }
      }
      double right = 0;
      for (int i = 0; i < x.length; i++) {
        assertEquals(Twins.isPoison(x[i]), Twins.isPoison(dx[i]), "written outside the image, at " + i);
        right += Twins.isPoison(x[i]) ? 0 : (double) x[i] * ((double) dx[i] - x[i]);
      }
      assertEquals(left, right, 1e-2, pool.toString());
    }
  }
}
