package dev.fovea.runtime.kernel;

import static dev.fovea.runtime.kernel.VectorWidth.LANES;

/**
 * Winograd's transforms: see {@link Kernels#winogradInput}. One axis after the other: eight vectors fit AVX2's registers, sixty-four would
 * not. An axis is a loop over numbers that lie side by side, whose counter is the index everywhere: HotSpot checks it before the loop, not
 * at each of some hundred loads and stores of a tile, which took up to twice as long. Between the axes tiles of a row lie in an array of
 * their own, so that what neighbours share is transformed once.
 */
final class VectorWinograd {
  /** Numbers of some tiles between the axes: 64 KiB, or those of one tile. */
  private static final int ENOUGH = 1 << 14;

  private static final ThreadLocal<float[]> BETWEEN = ThreadLocal.withInitial(() -> new float[ENOUGH]);

  private VectorWinograd() {}

  private static float[] between(int floats) {
    float[] between = BETWEEN.get();
    if (between.length < floats) {
      between = new float[floats];
      BETWEEN.set(between);
    }
    return between;
  }

  static void input(int outputs, int kernel, float[] x, int x0, int rowStride, int pixelStride, float[] v, int v0, int positionStride,
      int tileStride, int tiles, int channels) {
    int side = outputs + kernel - 1;
    int overlap = kernel - 1;
    int most = Math.max(1, (ENOUGH / (side * channels) - overlap) / outputs);
    float[] between = between(side * (outputs * Math.min(most, tiles) + overlap) * channels);
    for (int first = 0; first < tiles; first += most) {
      int some = Math.min(most, tiles - first);
      int row = (outputs * some + overlap) * channels;
      int from = x0 + outputs * first * pixelStride;
      if (pixelStride == channels) {
        inputs(side, x, from, rowStride, between, 0, row, row);
      } else {
        for (int c = 0; c < row; c += channels, from += pixelStride) {
          inputs(side, x, from, rowStride, between, c, row, channels);
        }
      }
      for (int i = 0; i < side; i++) {
        int to = v0 + side * i * positionStride + first * tileStride;
        for (int t = 0; t < some; t++) {
          inputs(side, between, i * row + outputs * t * channels, channels, v, to + t * tileStride, positionStride, channels);
        }
      }
    }
  }

  private static void inputs(int side, float[] from, int at, int step, float[] to, int to0, int toStep, int n) {
    if (side == 8) {
      VectorWinogradEight.inputs(from, at, step, to, to0, toStep, n);
    } else if (side == 6) {
      VectorWinogradSix.inputs(from, at, step, to, to0, toStep, n);
    } else {
      VectorWinogradFour.inputs(from, at, step, to, to0, toStep, n);
    }
  }

  static void output(int outputs, int kernel, float[] m, int m0, int positionStride, int tileStride, float[] start, int start0,
      float[] y, int y0, int rowStride, int pixelStride, int rows, int columns, int filters) {
    int side = outputs + kernel - 1;
    int tiles = (columns + outputs - 1) / outputs;
    int most = Math.max(1, ENOUGH / (outputs * side * filters));
    float[] between = between(outputs * side * Math.min(most, tiles) * filters);
    float[] sums = start == null ? y : start;
    int step = start == null ? pixelStride : 0;
    for (int first = 0; first < tiles; first += most) {
      int some = Math.min(most, tiles - first);
      int row = some * filters;
      for (int j = 0; j < side; j++) {
        int from = m0 + j * positionStride + first * tileStride;
        if (tileStride == filters) {
          outputs(side, m, from, side * positionStride, between, j * row, side * row, row);
        } else {
          for (int t = 0; t < some; t++) {
            outputs(side, m, from + t * tileStride, side * positionStride, between, j * row + t * filters, side * row, filters);
          }
        }
      }
      for (int i = 0; i < rows; i++) {
        for (int t = 0; t < some; t++) {
          int column = outputs * (first + t);
          int at = y0 + i * rowStride + column * pixelStride;
          pixels(side, between, i * side * row + t * filters, row, sums, start == null ? at : start0, step, y, at, pixelStride,
              columns - column, filters);
        }
      }
    }
  }

  private static void outputs(int side, float[] m, int at, int step, float[] to, int to0, int toStep, int n) {
    if (side == 8) {
      VectorWinogradEight.outputs(m, at, step, to, to0, toStep, n);
    } else if (side == 6) {
      VectorWinogradSix.outputs(m, at, step, to, to0, toStep, n);
    } else {
      VectorWinogradFour.outputs(m, at, step, to, to0, toStep, n);
    }
  }

  private static void pixels(int side, float[] m, int at, int step, float[] start, int start0, int startStep, float[] y, int y0,
      int pixelStride, int count, int n) {
    if (side == 8) {
      VectorWinogradEight.pixels(m, at, step, start, start0, startStep, y, y0, pixelStride, count, n);
    } else if (side == 6) {
      VectorWinogradSix.pixels(m, at, step, start, start0, startStep, y, y0, pixelStride, count, n);
    } else {
      VectorWinogradFour.pixels(m, at, step, start, start0, startStep, y, y0, pixelStride, count, n);
    }
  }

  static void filters(int outputs, int kernel, float[] w, int w0, int wStride, float[] u, int u0, int uStride, int n) {
    int side = outputs + kernel - 1;
    for (int j = 0; j < kernel; j++) {
      taps(side, w, w0 + j * wStride, kernel * wStride, u, u0 + j * uStride, side * uStride, n);
    }
    for (int i = 0; i < side; i++) {
      taps(side, u, u0 + side * i * uStride, uStride, u, u0 + side * i * uStride, uStride, n);
    }
  }

  private static void taps(int side, float[] from, int at, int step, float[] to, int to0, int toStep, int n) {
    if (side == 8) {
      VectorWinogradEight.taps(from, at, step, to, to0, toStep, n);
    } else if (side == 6) {
      VectorWinogradSix.taps(from, at, step, to, to0, toStep, n);
    } else {
      VectorWinogradFour.taps(from, at, step, to, to0, toStep, n);
    }
  }

  static void outputGradients(int kernel, float[] dy, int dy0, int rowStride, int pixelStride, float[] d, int d0, int positionStride,
      int tileStride, int tiles, int filters) {
    int side = kernel + 3;
    for (int t = 0; t < tiles; t++) {
      int to = d0 + t * tileStride;
      for (int j = 0; j < 4; j++) {
        arrived(side, dy, dy0 + (4 * t + j) * pixelStride, rowStride, d, to + j * positionStride, side * positionStride, filters);
      }
      for (int i = 0; i < side; i++) {
        arrived(side, d, to + side * i * positionStride, positionStride, d, to + side * i * positionStride, positionStride, filters);
      }
    }
  }

  private static void arrived(int side, float[] from, int at, int step, float[] to, int to0, int toStep, int n) {
    if (side == 8) {
      VectorWinogradEight.arrived(from, at, step, to, to0, toStep, n);
    } else {
      VectorWinogradSix.arrived(from, at, step, to, to0, toStep, n);
    }
  }

  static void filterGradients(int kernel, float[] s, int s0, int sStride, float[] dw, int dw0, int wStride, int n) {
    int side = kernel + 3;
    for (int j = 0; j < side; j++) {
      sums(side, s, s0 + j * sStride, side * sStride, s, s0 + j * sStride, side * sStride, n);
    }
    for (int i = 0; i < kernel; i++) {
      sums(side, s, s0 + side * i * sStride, sStride, dw, dw0 + kernel * i * wStride, wStride, n);
    }
  }

  private static void sums(int side, float[] from, int at, int step, float[] to, int to0, int toStep, int n) {
    if (side == 8) {
      VectorWinogradEight.sums(from, at, step, to, to0, toStep, n);
    } else {
      VectorWinogradSix.sums(from, at, step, to, to0, toStep, n);
    }
  }
}
