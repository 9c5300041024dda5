package dev.fovea.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.runtime.Initialization;
import dev.fovea.runtime.Packing;
import dev.fovea.runtime.Parameter;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Winograd's algorithm for all tiles, stage after stage, against the definition of a convolution in double precision. */
class WinogradTest {
  private static final int STRIDE = 5000;

  /** Sides of a tile of outputs, and kernels. */
  private static final int[][] TILES = {{4, 3}, {2, 3}, {4, 5}};

  static Stream<Kernels> twins() {
    return Twins.all();
  }

  private static Parameter weights(int filters, int channels, int kernel) {
    Parameter weights = new Parameter("w", Parameter.Role.WEIGHT, Packing.convolution(filters, channels, kernel, kernel, 1),
        Initialization.normal(1));
    weights.initialize(7);
    return weights;
  }

  @ParameterizedTest
  @MethodSource("twins")
  void aRowOfTilesIsTheConvolutionOfItsPixels(Kernels kernels) {
    for (int filters : new int[] {16, 20, 48, 64, 112, 144}) {
      for (int channels : new int[] {16, 19, 48}) {
        for (int columns = 1; columns <= 9; columns += columns == 1 ? 2 : 1) {
          for (int[] tile : TILES) {
            convolve(kernels, tile[0], tile[1], filters, channels, columns, 1 + columns % tile[0]);
          }
        }
      }
    }
  }

  private void convolve(Kernels kernels, int outputs, int kernel, int filters, int channels, int columns, int rows) {
    Random random = new Random(filters + channels + columns);
    Parameter weights = weights(filters, channels, kernel);
    WinogradFilters transformed = WinogradFilters.of(weights, 1, 1, outputs);
    transformed.refresh(kernels);
    int tiles = (columns + outputs - 1) / outputs;
    int padded = Packing.padded(channels);
    int side = outputs + kernel - 1;
    int rowStride = (outputs * tiles + kernel - 1) * padded;
    float[] x = Twins.random(random, side * rowStride);
    int all = Packing.padded(filters);
    float[] start = Twins.random(random, all);
    int m0 = side * side * STRIDE;
    float[] scratch = Twins.poisoned(2 * m0);
    float[] y = Twins.poisoned(rows * columns * all);
    kernels.winogradInput(outputs, kernel, x, 0, rowStride, padded, scratch, 0, STRIDE, padded, tiles, padded);
    for (int first = 0, width; first < all; first += width) {
      width = Math.min(64, Integer.highestOneBit(all - first));
      transformed.multiply(kernels, first, width, scratch, 0, STRIDE, padded, m0, STRIDE, tiles);
      kernels.winogradOutput(outputs, kernel, scratch, m0, STRIDE, 64, start, first, y, first, columns * all, all, rows, columns, width);
    }
    float[] w = weights.toArray();
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        for (int f = 0; f < filters; f++) {
          double sum = start[f];
          double magnitude = 1;
          for (int c = 0; c < channels; c++) {
            for (int k = 0; k < kernel * kernel; k++) {
              double product = (double) x[(row + k / kernel) * rowStride + (column + k % kernel) * padded + c]
                  * w[(f * channels + c) * kernel * kernel + k];
              sum += product;
              magnitude += Math.abs(product);
            }
          }
          assertEquals(sum, y[(row * columns + column) * all + f], 1e-5 * magnitude, "row " + row + ", column " + column + ", filter " + f
              + " of " + filters + ", " + channels + " channels");
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("twins")
  void aStrideOfTwoIsNoneOverPixelsTakenTogether(Kernels kernels) {
    for (int kernel = 5; kernel <= 6; kernel++) {
      for (int filters : new int[] {16, 48, 80}) {
        for (int tiles = 1; tiles <= 4; tiles += 3) {
          strided(kernels, kernel, filters, 32, tiles);
        }
      }
    }
  }

  private static void strided(Kernels kernels, int kernel, int filters, int channels, int tiles) {
    Random random = new Random(filters + tiles);
    Parameter weights = weights(filters, channels, kernel);
    WinogradFilters transformed = WinogradFilters.of(weights, 1, 2, 4);
    transformed.refresh(kernels);
    int columns = 4 * tiles;
    int rowStride = 2 * (columns + 2) * channels;
    float[] x = Twins.random(random, 12 * rowStride);
    int m0 = 36 * STRIDE;
    float[] scratch = Twins.poisoned(2 * m0);
    float[] y = Twins.poisoned(4 * columns * filters);
    for (int pixel = 0; pixel < 4; pixel++) {
      kernels.winogradInput(4, 3, x, pixel / 2 * rowStride + pixel % 2 * channels, 2 * rowStride, 2 * channels, scratch, pixel * channels,
          STRIDE, 4 * channels, tiles, channels);
    }
    for (int first = 0, width; first < filters; first += width) {
      width = Math.min(64, Integer.highestOneBit(filters - first));
      transformed.multiply(kernels, first, width, scratch, 0, STRIDE, 4 * channels, m0, STRIDE, tiles);
      kernels.winogradOutput(4, 3, scratch, m0, STRIDE, 64, new float[filters], first, y, first, columns * filters, filters, 4, columns,
          width);
    }
    float[] w = weights.toArray();
    for (int i = 0; i < y.length; i++) {
      int row = i / filters / columns;
      int column = i / filters % columns;
      int f = i % filters;
      double sum = 0;
      double magnitude = 0;
      for (int k = 0; k < kernel * kernel; k++) {
        for (int c = 0; c < channels; c++) {
          double product = (double) x[(2 * row + k / kernel) * rowStride + (2 * column + k % kernel) * channels + c]
              * w[(f * channels + c) * kernel * kernel + k];
          sum += product;
          magnitude += Math.abs(product);
        }
      }
      assertEquals(sum, y[i], 1e-5 * magnitude, "row " + row + ", column " + column + ", filter " + f + " of " + filters);
    }
  }

  @ParameterizedTest
  @MethodSource("twins")
  void onlyTheOutputsThatThereAreAreWritten(Kernels kernels) {
    for (int[] tile : TILES) {
      writesNoOther(kernels, tile[0], tile[1]);
    }
  }

  private static void writesNoOther(Kernels kernels, int outputs, int kernel) {
    float[] m = Twins.random(new Random(1), 64 * 3 * 64);
    for (int rows = 1; rows <= outputs; rows++) {
      for (int columns = 1; columns <= 3 * outputs; columns++) {
        float[] y = Twins.poisoned(4 * 12 * 16);
        kernels.winogradOutput(outputs, kernel, m.clone(), 0, 3 * 64, 64, new float[16], 0, y, 0, 12 * 16, 16, rows, columns, 16);
        for (int i = 0; i < y.length; i++) {
          boolean written = i / (12 * 16) < rows && i / 16 % 12 < columns;
          assertEquals(written, !Twins.isPoison(y[i]), rows + " rows and " + columns + " columns of " + outputs + ", at " + i);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("twins")
  void withoutAStartOutputsAreAddedToWhatIsThere(Kernels kernels) {
    for (int[] tile : TILES) {
      addsToWhatIsThere(kernels, tile[0], tile[1]);
    }
  }

  private static void addsToWhatIsThere(Kernels kernels, int outputs, int kernel) {
    Random random = new Random(2);
    float[] m = Twins.random(random, 64 * 3 * 64);
    float[] before = Twins.random(random, 4 * 12 * 32);
    for (int rows = 1; rows <= outputs; rows++) {
      for (int columns = 1; columns <= 3 * outputs; columns++) {
        float[] alone = new float[before.length];
        float[] added = before.clone();
        kernels.winogradOutput(outputs, kernel, m.clone(), 0, 3 * 64, 64, new float[32], 0, alone, 0, 12 * 32, 32, rows, columns, 32);
        kernels.winogradOutput(outputs, kernel, m.clone(), 0, 3 * 64, 64, null, 0, added, 0, 12 * 32, 32, rows, columns, 32);
        for (int i = 0; i < added.length; i++) {
          assertEquals(before[i] + alone[i], added[i], 2e-6 * (1 + Math.abs(alone[i])), rows + " rows, " + columns + " columns, at " + i);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("twins")
  void rotatedFiltersAreThoseOfTheSameFiltersTurnedByHalfACircle(Kernels kernels) {
    for (int filters : new int[] {16, 48, 80}) {
      for (int[] tile : TILES) {
        turn(kernels, filters, tile[1], tile[0]);
      }
    }
  }

  private static void turn(Kernels kernels, int filters, int kernel, int outputs) {
    Parameter weights = weights(filters, 5, kernel);
    Parameter turned = weights(filters, 5, kernel);
    float[] numbers = weights.toArray();
    float[] reversed = new float[numbers.length];
    int size = kernel * kernel;
    for (int i = 0; i < numbers.length; i++) {
      reversed[i / size * size + size - 1 - i % size] = numbers[i];
    }
    turned.set(reversed);
    float[] expected = new float[WinogradProducts.floats(filters, 5, kernel, 1, outputs)];
    float[] actual = new float[expected.length];
    new WinogradProducts(turned.packed(), 1, filters, 5, kernel, 1, outputs, false, expected).transform(kernels, 0, 5);
    WinogradProducts rotated = new WinogradProducts(weights.packed(), 1, filters, 5, kernel, 1, outputs, true, actual);
    rotated.transform(kernels, 2, 5);
    rotated.transform(kernels, 0, 2);
    assertArrayEquals(expected, actual);
  }

  @ParameterizedTest
  @MethodSource("twins")
  void inputsAndWhatArrivesMakeTheGradientOfTheFilters(Kernels kernels) {
    makeTheGradient(kernels, 3);
    makeTheGradient(kernels, 5);
  }

  private static void makeTheGradient(Kernels kernels, int kernel) {
    int side = kernel + 3;
    int size = kernel * kernel;
    int channels = 19;
    int padded = Packing.padded(channels);
    int[] taps = Taps.window(1, 1, channels, 0, 0);
    for (int width : new int[] {16, 32, 64}) {
      for (int tiles = 1; tiles <= 5; tiles++) {
        Random random = new Random(width + tiles);
        int rowStride = (4 * tiles + kernel - 1) * padded;
        float[] x = Twins.random(random, side * rowStride);
        float[] dy = Twins.random(random, 4 * 4 * tiles * width);
        float[] v = Twins.poisoned(side * side * STRIDE);
        float[] d = Twins.poisoned(side * side * STRIDE);
        float[] s = new float[side * side * STRIDE];
        kernels.winogradInput(4, kernel, x, 0, rowStride, padded, v, 0, STRIDE, padded, tiles, padded);
        kernels.winogradOutputGradient(kernel, dy, 0, 4 * tiles * width, width, d, 0, STRIDE, 64, tiles, width);
        for (int k = 0; k < side * side; k++) {
          kernels.correlateWeights(v, k * STRIDE, padded, 0, taps, 0, channels, d, k * STRIDE, 64, 0, s, k * STRIDE, width, tiles, 1);
        }
        float[] dw = Twins.poisoned(size * channels * width);
        WinogradProducts.gradient(kernels, kernel, s, 0, STRIDE, channels, dw, channels, 0, width, 0, 7);
        int seventh = 7 * Slices.width(width);
        WinogradProducts.gradient(kernels, kernel, s, seventh, STRIDE, channels, dw, channels, 0, width, 7, channels - 7);
        for (int i = 0; i < size * channels * width; i++) {
          int k = i / width / channels;
          int c = i / width % channels;
          int f = i % width;
          float actual = dw[Slices.start(f, width, size * channels) + (k * channels + c) * Slices.width(width)];
          double sum = 0;
          double magnitude = 1;
          for (int pixel = 0; pixel < 16 * tiles; pixel++) {
            int row = pixel / (4 * tiles);
            int column = pixel % (4 * tiles);
            double product = (double) x[(row + k / kernel) * rowStride + (column + k % kernel) * padded + c] * dy[pixel * width + f];
            sum += product;
            magnitude += Math.abs(product);
          }
          assertEquals(sum, actual, 1e-5 * magnitude, "position " + k + ", channel " + c + ", filter " + f + " of " + width);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("twins")
  void filtersAreTransformedOnceForAllAndAgainWhenTheyChange(Kernels kernels) {
    Parameter weights = weights(16, 16, 3);
    WinogradFilters filters = WinogradFilters.of(weights, 1, 1, 4);
    assertSame(filters, WinogradFilters.of(weights, 1, 1, 4));
    assertThrows(IllegalStateException.class, () -> WinogradFilters.of(weights, 1, 1, 2));
    filters.refresh(kernels);
    float before = product(kernels, filters);
    Arrays.fill(weights.packed(), 0);
    filters.refresh(kernels);
    assertEquals(before, product(kernels, filters), "nobody told of the change");
    weights.touch();
    filters.refresh(kernels);
    assertTrue(before != 0);
    assertEquals(0, product(kernels, filters));
  }

  private static float product(Kernels kernels, WinogradFilters filters) {
    float[] scratch = new float[2 * 36 * 64];
    Arrays.fill(scratch, 0, 36 * 64, 1);
    filters.multiply(kernels, 0, 16, scratch, 0, 64, 16, 36 * 64, 64, 1);
    return scratch[36 * 64];
  }
}
