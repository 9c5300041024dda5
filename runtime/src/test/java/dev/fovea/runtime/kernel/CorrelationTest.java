package dev.fovea.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Convolution kernels against their definition in double precision. */
class CorrelationTest {
  private static final int X0 = 5;
  private static final int W0 = 3;
  private static final int START0 = 7;
  private static final int Y0 = 11;

  static java.util.stream.Stream<Kernels> twins() {
    return Twins.all();
  }

  /** Where the steps of a kernel of rows x columns x channels find their input; rows are rowStride apart. */
  private static int[] taps(int rows, int columns, int channels, int rowStride, int pixelStride) {
    int[] taps = new int[rows * columns * channels];
    for (int k = 0; k < taps.length; k++) {
      int position = k / channels;
      taps[k] = position / columns * rowStride + position % columns * pixelStride + k % channels;
    }
    return taps;
  }

  @ParameterizedTest
  @MethodSource("twins")
  void correlationOfARunIsTheSumOverTheStepsForEveryCountAndWidth(Kernels kernels) {
    Random random = new Random(1);
    for (int width : new int[] {16, 32, 64}) {
      for (int count = 0; count <= 20; count++) {
        for (int[] range : new int[][] {{0, 25}, {7, 25}, {3, 4}, {5, 5}}) {
          for (boolean accumulate : new boolean[] {false, true}) {
            correlate(kernels, random, taps(5, 5, 1, 40, 2), 1, width, count, range[0], range[1], accumulate);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("twins")
  void stepsMayComeInRunsOfNeighbours(Kernels kernels) {
    Random random = new Random(8);
    for (int width : new int[] {16, 32, 64}) {
      for (int count = 1; count <= 14; count++) {
        for (int run : new int[] {16, 35, 40, 81, 300}) {
          int[] taps = taps(3, 1, run, run + 5, 0);
          for (int[] range : new int[][] {{0, 3 * run}, {run, 2 * run}, {5, 2 * run + 1}, {run - 1, run}, {4, 4}}) {
            correlate(kernels, random, taps, run, width, count, range[0], range[1], count % 2 == 0);
          }
          for (int from : new int[] {0, 5}) {
            correlate(kernels, random, taps(1, 1, run, 0, 0), run, width, count, from, run, from == 5);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("twins")
  void halfABlockIsItsFirstEightFilters(Kernels kernels) {
    Random random = new Random(10);
    int[] taps = taps(3, 3, 5, 60, 5);
    for (int count = 1; count <= 13; count++) {
      for (int rows = 1; rows <= 3; rows++) {
        float[] x = Twins.random(random, 400);
        float[] w = Twins.random(random, taps.length * 16);
        float[] start = Twins.random(random, 16);
        float[] whole = new float[rows * 14 * 16];
        float[] half = Twins.poisoned(whole.length);
        kernels.correlateRows(x, 0, 5, 60, taps, 0, taps.length, 15, w, 0, 16, start, 0, whole, 0, 16, 14 * 16, count, rows);
        kernels.correlateRows(x, 0, 5, 60, taps, 0, taps.length, 15, w, 0, 8, start, 0, half, 0, 16, 14 * 16, count, rows);
        for (int i = 0; i < half.length; i++) {
          if (i / 16 % 14 >= count) {
            assertTrue(Twins.isPoison(half[i]), "written beyond the run, at " + i);
          } else if (i % 16 < 8) {
            assertEquals(whole[i], half[i], count + " pixels, " + rows + " rows, at " + i);
          } else {
            assertTrue(half[i] == 0 || half[i] == whole[i], "padding holds what was there before, at " + i);
          }
        }
      }
    }
  }

  /** Rows with gaps between them, and rows that follow one another as one long run does. */
  @ParameterizedTest
  @MethodSource("twins")
  void severalRowsAreEachARun(Kernels kernels) {
    Random random = new Random(9);
    int channels = 48;
    int[] taps = taps(2, 2, channels, 12 * channels, channels);
    for (int width : new int[] {16, 32, 64}) {
      for (int gap : new int[] {0, 3}) {
        for (int count = 1; count <= 7; count += 2) {
          for (int rows = 1; rows <= 5; rows++) {
            int xRow = (count + gap) * channels;
            int yRow = (count + gap) * width;
            float[] x = Twins.random(random, taps[taps.length - 1] + rows * xRow + count * channels);
            float[] w = Twins.random(random, taps.length * width);
            float[] start = Twins.random(random, width);
            float[] y = Twins.poisoned(rows * yRow);
            float[] expected = y.clone();
            for (int row = 0; row < rows; row++) {
              for (int part = 0; part < 2; part++) {
                int from = part * 70;
                kernels.correlate(x, row * xRow, channels, taps, from, part == 0 ? 70 : taps.length, channels, w, 0, width,
                    part == 0 ? start : null, 0, expected, row * yRow, width, count);
              }
            }
            kernels.correlateRows(x, 0, channels, xRow, taps, 0, 70, channels, w, 0, width, start, 0, y, 0, width, yRow, count, rows);
            kernels.correlateRows(x, 0, channels, xRow, taps, 70, taps.length, channels, w, 0, width, null, 0, y, 0, width, yRow, count,
                rows);
            for (int i = 0; i < y.length; i++) {
              assertEquals(expected[i], y[i], count + " pixels, " + rows + " rows, width " + width + ", at " + i);
            }
          }
        }
      }
    }
  }

  /** As in first layers: rows of few channels. However pixels are taken together, each sum has the bits that it has alone. */
  @ParameterizedTest
  @MethodSource("twins")
  void manyStepsInShortRunsAddUpInOrder(Kernels kernels) {
    Random random = new Random(11);
    for (int[] shape : new int[][] {{3, 25}, {8, 8}, {11, 9}, {15, 5}, {21, 7}, {33, 11}}) {
      int run = shape[0];
      int[] taps = taps(shape[1], 1, run, 150 * 3, 0);
      for (int width : new int[] {16, 64}) {
        for (int[] pixels : new int[][] {{8, 1}, {9, 1}, {5, 3}, {31, 2}, {130, 1}, {7, 20}}) {
          for (int[] range : new int[][] {{0, taps.length}, {run, taps.length}, {0, taps.length - 1}}) {
            // Windows above each other lie a row of the kernel apart, or two, or have no row in common.
            for (int xRow = 150 * 3; xRow <= 300 * 3; xRow += pixels[1] > 1 ? 75 * 3 : 150 * 3) {
              rowsOfPixels(kernels, random, taps, run, width, pixels[0], pixels[1], xRow, range[0], range[1]);
            }
          }
        }
      }
    }
  }

  private void rowsOfPixels(Kernels kernels, Random random, int[] taps, int run, int width, int count, int rows, int xRow,
      int from, int to) {
    int xStep = 3;
    int yStep = width + 16;
    int yRow = (count + 2) * yStep;
    float[] x = Twins.random(random, (rows - 1) * xRow + (count - 1) * xStep + taps[to - 1] + 1);
    float[] w = Twins.random(random, W0 + taps.length * width);
    float[] start = Twins.random(random, width);
    for (boolean accumulate : new boolean[] {false, true}) {
      float[] y = accumulate ? Twins.random(random, rows * yRow) : Twins.poisoned(rows * yRow);
      float[] alone = y.clone();
      kernels.correlateRows(x, 0, xStep, xRow, taps, from, to, run, w, W0, width, accumulate ? null : start, 0, y, 0, yStep, yRow, count,
          rows);
      for (int p = 0; p < count * rows; p++) {
        kernels.correlate(x, p / count * xRow + p % count * xStep, xStep, taps, from, to, run, w, W0, width, accumulate ? null : start, 0,
            alone, p / count * yRow + p % count * yStep, yStep, 1);
      }
      for (int i = 0; i < y.length; i++) {
        assertEquals(alone[i], y[i], count + " pixels, " + rows + " rows, runs of " + run + ", width " + width + ", at " + i);
      }
    }
  }

  private void correlate(Kernels kernels, Random random, int[] taps, int run, int width, int count, int from, int to,
      boolean accumulate) {
    int xStep = 2;
    int yStep = width + 16;
    float[] x = Twins.random(random, X0 + taps[taps.length - 1] + count * xStep);
    float[] w = weights(random, taps.length, from, to, width, 9);
    float[] start = Twins.poisoned(START0 + width + 1);
    System.arraycopy(Twins.random(random, width), 0, start, START0, width);
    int size = Y0 + count * yStep + 5;
    float[] y = accumulate ? Twins.pixels(random, size, Y0, yStep, count, width) : Twins.poisoned(size);
    float[] before = y.clone();
    kernels.correlate(x, X0, xStep, taps, from, to, run, w, W0, width, accumulate ? null : start, START0, y, Y0, yStep, count);
    for (int p = 0; p < count; p++) {
      for (int f = 0; f < width; f++) {
        double sum = accumulate ? before[Y0 + p * yStep + f] : start[START0 + f];
        for (int k = from; k < to; k++) {
          sum += (double) x[X0 + p * xStep + taps[k]] * w[weight(k, f, width, taps.length)];
        }
        Twins.assertClose(sum, y[Y0 + p * yStep + f], to - from, "pixel " + p + " of " + count + ", filter " + f + " of " + width);
      }
    }
    Twins.assertUntouched(before, y, Y0, yStep, count, width);
  }

  /** Where the weight of step k of filter f lies: slice after slice, of whatever width this run packs filters by. */
  private static int weight(int k, int f, int width, int steps) {
    int slice = Slices.width(width);
    return W0 + f / slice * steps * slice + k * slice + f % slice;
  }

  /** Poison, with random numbers where the steps of a range have their weights. */
  private static float[] weights(Random random, int steps, int from, int to, int width, int after) {
    float[] w = Twins.poisoned(W0 + steps * width + after);
    for (int k = from; k < to; k++) {
      for (int f = 0; f < width; f++) {
        w[weight(k, f, width, steps)] = Twins.random(random, 1)[0];
      }
    }
    return w;
  }

  @ParameterizedTest
  @MethodSource("twins")
  void aPixelsSumHasTheSameBitsWhateverTheRunItIsComputedIn(Kernels kernels) {
    Random random = new Random(2);
    int[] taps = taps(3, 3, 16, 26 * 16, 16);
    for (int width : new int[] {16, 32, 64}) {
      float[] x = Twins.random(random, 3 * 26 * 16);
      float[] w = Twins.random(random, taps.length * width);
      float[] start = Twins.random(random, width);
      float[] whole = new float[20 * width];
      kernels.correlate(x, 0, 16, taps, 0, taps.length, 16, w, 0, width, start, 0, whole, 0, width, 20);
      for (int cut = 1; cut < 20; cut++) {
        float[] parts = new float[20 * width];
        kernels.correlate(x, 0, 16, taps, 0, 50, 16, w, 0, width, start, 0, parts, 0, width, cut);
        kernels.correlate(x, cut * 16, 16, taps, 0, 50, 16, w, 0, width, start, 0, parts, cut * width, width, 20 - cut);
        kernels.correlate(x, 0, 16, taps, 50, taps.length, 16, w, 0, width, null, 0, parts, 0, width, 20);
        assertArrayEquals(whole, parts, "cut after pixel " + cut);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("twins")
  void gradientByTheWeightsIsTheSumOverThePixels(Kernels kernels) {
    Random random = new Random(3);
    int[] taps = taps(5, 5, 1, 60, 3);
    for (int width : new int[] {16, 32, 64}) {
      for (int count = 1; count <= 14; count += 1 + count / 4) {
        for (int[] range : new int[][] {{0, 25}, {2, 3}, {2, 4}, {4, 7}, {1, 6}, {0, 8}, {9, 9}}) {
          weights(kernels, random, taps, width, count, 1 + count % 3, range[0], range[1]);
        }
      }
      weights(kernels, random, taps, width, 300, 1, 0, 8);
      weights(kernels, random, taps, width, 31, 9, 0, 8);
      weights(kernels, random, taps, width, 32, 4, 0, 8);
      // Steps side by side, many and few, and rows of them.
      for (int[] shape : new int[][] {{1, 100}, {1, 61}, {2, 75}, {5, 9}, {3, 16}, {2, 29}}) {
        int[] runs = taps(shape[0], shape[1], 1, 60 + shape[1], 1);
        for (int[] range : new int[][] {{0, runs.length}, {3, runs.length - 1}}) {
          weights(kernels, random, runs, width, 9, 2, range[0], range[1]);
          weights(kernels, random, runs, width, 131, 1, range[0], range[1]);
        }
      }
    }
  }

  private void weights(Kernels kernels, Random random, int[] taps, int width, int count, int rows, int from, int to) {
    int xStep = 3;
    int xRow = count * xStep + 6;
    int dyStep = width + 16;
    int dyRow = count * dyStep + 32;
    float[] x = Twins.random(random, X0 + taps[taps.length - 1] + rows * xRow);
    float[] dy = Twins.random(random, Y0 + rows * dyRow);
    float[] dw = weights(random, taps.length, from, to, width, width);
    float[] before = dw.clone();
    kernels.correlateWeights(x, X0, xStep, xRow, taps, from, to, dy, Y0, dyStep, dyRow, dw, W0, width, count, rows);
    for (int k = from; k < to; k++) {
      for (int f = 0; f < width; f++) {
        double sum = before[weight(k, f, width, taps.length)];
        for (int p = 0; p < count * rows; p++) {
          sum += (double) x[X0 + p / count * xRow + p % count * xStep + taps[k]] * dy[Y0 + p / count * dyRow + p % count * dyStep + f];
        }
        int at = weight(k, f, width, taps.length);
        Twins.assertClose(sum, dw[at], count * rows, "step " + k + " of [" + from + ", " + to + "), filter " + f);
        dw[at] = before[at];
      }
    }
    Twins.assertUntouched(before, dw, 0, 1, 0, 0);
  }

  /** A convolution is linear in its weights, so {@code <correlate(x, w), g> = <w, gradient by w of g>}. */
  @ParameterizedTest
  @MethodSource("twins")
  void gradientByTheWeightsIsTheAdjointOfCorrelation(Kernels kernels) {
    Random random = new Random(4);
    int[] taps = taps(3, 3, 6, 13 * 16, 16);
    int count = 11;
    float[] x = Twins.random(random, 3 * 13 * 16);
    float[] w = Twins.random(random, taps.length * 64);
    float[] g = Twins.random(random, count * 64);
    float[] y = new float[count * 64];
    float[] dw = new float[w.length];
    kernels.correlate(x, 0, 16, taps, 0, taps.length, 6, w, 0, 64, new float[64], 0, y, 0, 64, count);
    kernels.correlateWeights(x, 0, 16, 0, taps, 0, taps.length, g, 0, 64, 0, dw, 0, 64, count, 1);
    assertEquals(dot(y, g), dot(w, dw), 1e-3);
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  @ParameterizedTest
  @MethodSource("twins")
  void depthwiseConvolutionIsAConvolutionOfEachChannelAlone(Kernels kernels) {
    Random random = new Random(5);
    for (int channels : new int[] {16, 32, 48, 80}) {
      for (int count = 1; count <= 9; count++) {
        for (boolean accumulate : new boolean[] {false, true}) {
          int row = 25 * channels;
          depthwise(kernels, random, channels, count, accumulate, 2, taps(3, 3, 1, row, channels));
          for (int stride = 1; stride <= 3; stride++) {
            depthwise(kernels, random, channels, count, accumulate, stride, taps(3, 3, 1, channels, row));
          }
          int[] backwards = taps(3, 3, 1, -channels, row);
          java.util.Arrays.setAll(backwards, k -> backwards[k] + 2 * channels);
          depthwise(kernels, random, channels, count, accumulate, 1, backwards);
          depthwise(kernels, random, channels, count, accumulate, 2, taps(3, 3, 1, 2 * channels, row));
        }
      }
    }
  }

  private void depthwise(Kernels kernels, Random random, int channels, int count, boolean accumulate, int stride, int[] taps) {
    int xStep = stride * channels;
    int yStep = channels + 16;
    int[] weights = new int[9];
    for (int k = 0; k < 9; k++) {
      weights[k] = W0 + (8 - k) * channels;
    }
    float[] x = Twins.random(random, X0 + (2 * 25 + 5 + 3 * count) * channels);
    float[] w = Twins.random(random, W0 + 9 * channels);
    float[] start = Twins.random(random, channels);
    int size = Y0 + count * yStep;
    float[] y = accumulate ? Twins.pixels(random, size, Y0, yStep, count, channels) : Twins.poisoned(size);
    float[] before = y.clone();
    kernels.depthwise(x, X0, xStep, taps, w, weights, accumulate ? null : start, y, Y0, yStep, count, channels);
    for (int p = 0; p < count; p++) {
      for (int c = 0; c < channels; c++) {
        double sum = accumulate ? before[Y0 + p * yStep + c] : start[c];
        for (int k = 0; k < 9; k++) {
          sum += (double) x[X0 + p * xStep + taps[k] + c] * w[weights[k] + c];
        }
        Twins.assertClose(sum, y[Y0 + p * yStep + c], 9, "pixel " + p + " of " + count + ", channel " + c + " of " + channels);
      }
    }
    Twins.assertUntouched(before, y, Y0, yStep, count, channels);
  }

  @ParameterizedTest
  @MethodSource("twins")
  void gradientByDepthwiseWeightsIsTheSumOverThePixels(Kernels kernels) {
    Random random = new Random(6);
    for (int channels : new int[] {16, 32, 48, 80}) {
      for (int side = 1; side <= 3; side++) {
        for (int count = 1; count <= 7; count += 2) {
          depthwiseWeights(kernels, random, channels, side, count, 1 + count % 4);
        }
        depthwiseWeights(kernels, random, channels, side, 70, 3);
        depthwiseWeights(kernels, random, channels, side, 9, 20);
      }
    }
  }

  private void depthwiseWeights(Kernels kernels, Random random, int channels, int side, int count, int rows) {
    int first = 3;
    int[] taps = taps(side, side, 1, 25 * channels, channels);
    int[] weights = new int[taps.length];
    for (int k = 0; k < weights.length; k++) {
      weights[k] = W0 - first + k * (channels + 16);
    }
    int xRow = (count + 1) * channels;
    int dyStep = channels + 32;
    int dyRow = count * dyStep + 16;
    float[] x = Twins.random(random, X0 + 3 * 25 * channels + rows * xRow);
    float[] dy = Twins.random(random, Y0 + rows * dyRow);
    float[] dw = Twins.pixels(random, W0 + 10 * (channels + 16), W0, channels + 16, taps.length, channels);
    float[] before = dw.clone();
    kernels.depthwiseWeights(x, X0, channels, xRow, taps, dy, Y0, dyStep, dyRow, dw, first, weights, count, rows, channels);
    for (int k = 0; k < taps.length; k++) {
      for (int c = 0; c < channels; c++) {
        double sum = before[first + weights[k] + c];
        for (int p = 0; p < count * rows; p++) {
          sum += (double) x[X0 + p / count * xRow + p % count * channels + taps[k] + c]
              * dy[Y0 + p / count * dyRow + p % count * dyStep + c];
        }
        Twins.assertClose(sum, dw[first + weights[k] + c], count * rows, "position " + k + ", channel " + c + " of " + channels);
      }
    }
    Twins.assertUntouched(before, dw, W0, channels + 16, taps.length, channels);
  }
}
