package dev.fovea.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Convolutions whose outputs are pooled as they come, against their definition in double precision. */
class PooledCorrelationTest {
  private static final int X0 = 5;
  private static final int Y0 = 11;

  static java.util.stream.Stream<Kernels> twins() {
    return Twins.all();
  }

  private record Case(int kernelHeight, int kernelWidth, int channels, int gap, int filters, int width, int rows, boolean compact,
      float low, float high) {
    int xStep() {
      return channels + gap;
    }

    int xRow() {
      return (2 * width + kernelWidth - 1) * xStep() + 7;
    }

    int yStep() {
      return compact ? filters : 32;
    }

    int yRow() {
      return width * yStep() + 3;
    }

    /** The sum over one window. */
    double sum(float[] x, float[] w, float[] start, int row, int column, int f) {
      double sum = start[f];
      for (int i = 0; i < kernelHeight; i++) {
        for (int j = 0; j < kernelWidth; j++) {
          for (int c = 0; c < channels; c++) {
            int k = (i * kernelWidth + j) * channels + c;
            sum += (double) x[X0 + (row + i) * xRow() + (column + j) * xStep() + c] * w[k * 16 + f];
          }
        }
      }
      return sum;
    }

    double largest(float[] x, float[] w, float[] start, int row, int column, int f) {
      double largest = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < 4; i++) {
        largest = Math.max(largest, sum(x, w, start, 2 * row + i / 2, 2 * column + i % 2, f));
      }
      return Double.isNaN(largest) ? largest : Math.min(Math.max(largest, low), high);
    }
  }

  @ParameterizedTest
  @MethodSource("twins")
  void anOutputIsTheLargestOfFourSumsWithinBounds(Kernels kernels) {
    Random random = new Random(1);
    int[][] shapes = {{5, 5, 1, 0}, {3, 3, 3, 0}, {1, 9, 1, 2}, {4, 2, 2, 1}, {7, 7, 4, 0}};
    for (int[] shape : shapes) {
      for (int filters = 1; filters <= 8; filters++) {
        for (int width : new int[] {1, 8, 14, 19}) {
          for (int rows : new int[] {1, 4, 60}) {
            boolean bounded = random.nextBoolean();
            check(kernels, random, new Case(shape[0], shape[1], shape[2], shape[3], filters, width, rows, random.nextBoolean(),
                bounded ? 0 : Float.NEGATIVE_INFINITY, bounded ? 1 : Float.POSITIVE_INFINITY), false);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("twins")
  void aNumberThatIsNoneIsLargerThanAny(Kernels kernels) {
    Random random = new Random(2);
    check(kernels, random, new Case(3, 3, 1, 0, 6, 20, 10, true, 0, Float.POSITIVE_INFINITY), true);
    check(kernels, random, new Case(3, 3, 2, 0, 5, 9, 10, false, Float.NEGATIVE_INFINITY, 6), true);
  }

  private static void check(Kernels kernels, Random random, Case c, boolean special) {
    PooledWindow window = new PooledWindow(c.kernelHeight, c.kernelWidth, c.channels, c.xRow(), c.xStep(), c.filters, c.width);
    int inputRows = 2 * c.rows + c.kernelHeight - 1;
    // The image ends with the last number that is read.
    float[] x = Twins.random(random, X0 + inputRows * c.xRow() - 7 - c.gap);
    for (int i = 0; special && i < x.length; i += 37) {
      x[i] = i % 2 == 0 ? Float.NaN : Float.POSITIVE_INFINITY;
    }
    int steps = c.kernelHeight * c.kernelWidth * c.channels;
    float[] w = new float[steps * 16];
    float[] start = new float[16];
    for (int f = 0; f < c.filters; f++) {
      start[f] = random.nextFloat() - 0.5f;
      for (int k = 0; k < steps; k++) {
        w[k * 16 + f] = random.nextFloat() - 0.5f;
      }
    }
    float[] y = Twins.poisoned(Y0 + c.rows * c.yRow() + 40);
    kernels.correlatePool(window, x, X0, w, start, c.low, c.high, y, Y0, c.yStep(), c.yRow(), c.rows);
    int written = c.compact ? c.filters : 16;
    for (int i = 0; i < y.length; i++) {
      int row = Math.floorDiv(i - Y0, c.yRow());
      int column = Math.floorMod(i - Y0, c.yRow()) / c.yStep();
      int f = Math.floorMod(i - Y0, c.yRow()) % c.yStep();
      if (row < 0 || row >= c.rows || column >= c.width || f >= written) {
        assertTrue(Twins.isPoison(y[i]), c + " wrote at " + i);
      } else if (f < c.filters) {
        Twins.assertClose(c.largest(x, w, start, row, column, f), y[i], steps, c + ", row " + row + ", column " + column + ", filter " + f);
      } else {
        assertEquals(0, y[i], c + " left padding at " + i);
      }
    }
  }
}
