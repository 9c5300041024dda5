package dev.fovea.runtime.kernel;

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

/** Winograd's F(4x4, 3x3), F(2x2, 5x5) and F(2x2, 3x3), stage after stage, against the definition of a convolution in double precision. */
class WinogradTest {
  private static final int STRIDE = 5000;

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
          convolve(kernels, 4, 3, filters, channels, columns, 1 + columns % 4);
          convolve(kernels, 2, 5, filters, channels, columns, 1 + columns % 2);
          convolve(kernels, 2, 3, filters, channels, columns, 1 + columns % 2);
        }
      }
    }
  }

  private void convolve(Kernels kernels, int outputs, int kernel, int filters, int channels, int columns, int rows) {
    Random random = new Random(filters + channels + columns);
    Parameter weights = weights(filters, channels, kernel);
    WinogradFilters transformed = WinogradFilters.of(weights, outputs);
    transformed.refresh(kernels);
    int tiles = (columns + outputs - 1) / outputs;
    int padded = Packing.padded(channels);
    int rowStride = (outputs * tiles + kernel - 1) * padded;
    float[] x = Twins.random(random, 6 * rowStride);
    int all = Packing.padded(filters);
    float[] start = Twins.random(random, all);
    int m0 = 36 * STRIDE;
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
  void onlyTheOutputsThatThereAreAreWritten(Kernels kernels) {
    writesNoOther(kernels, 4, 3);
    writesNoOther(kernels, 2, 5);
    writesNoOther(kernels, 2, 3);
  }

  private static void writesNoOther(Kernels kernels, int outputs, int kernel) {
    float[] m = Twins.random(new Random(1), 36 * 3 * 64);
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
  void filtersAreTransformedOnceForAllAndAgainWhenTheyChange(Kernels kernels) {
    Parameter weights = weights(16, 16, 3);
    WinogradFilters filters = WinogradFilters.of(weights, 4);
    assertSame(filters, WinogradFilters.of(weights, 4));
    assertThrows(IllegalStateException.class, () -> WinogradFilters.of(weights, 2));
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
