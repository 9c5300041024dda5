package dev.fovea.runtime.kernel;

import static dev.fovea.runtime.kernel.VectorWidth.LANES;

/**
 * Winograd's transforms: see {@link Kernels#winogradInput}. One axis after the other: eight vectors fit AVX2's registers, sixty-four would
 * not. Between them a tile lies in a small array of its own, at constant distances, so that HotSpot checks its places as one: a tile takes
 * some hundred loads and stores, and a check for each would double its time.
 */
final class VectorWinograd {
  private static final int ROW = 8 * LANES;

  private static final ThreadLocal<float[]> TILE = ThreadLocal.withInitial(() -> new float[8 * ROW]);

  private VectorWinograd() {}

  static void input(int outputs, int kernel, float[] x, int x0, int rowStride, int pixelStride, float[] v, int v0, int positionStride,
      int tileStride, int tiles, int channels) {
    float[] tile = TILE.get();
    int side = outputs + kernel - 1;
    for (int t = 0; t < tiles; t++) {
      for (int c = 0; c < channels; c += LANES) {
        int from = x0 + outputs * t * pixelStride + c;
        int to = v0 + t * tileStride + c;
        for (int j = 0; j < side; j++) {
          inputs(side, x, from + j * pixelStride, rowStride, tile, j * LANES, ROW);
        }
        for (int i = 0; i < side; i++) {
          inputs(side, tile, i * ROW, LANES, v, to + side * i * positionStride, positionStride);
        }
      }
    }
  }

  private static void inputs(int side, float[] from, int at, int step, float[] to, int to0, int toStep) {
    if (side == 8) {
      VectorWinogradEight.inputs(from, at, step, to, to0, toStep);
    } else if (side == 6) {
      VectorWinogradSix.inputs(from, at, step, to, to0, toStep);
    } else {
      VectorWinogradFour.inputs(from, at, step, to, to0, toStep);
    }
  }

  static void output(int outputs, int kernel, float[] m, int m0, int positionStride, int tileStride, float[] start, int start0,
      float[] y, int y0, int rowStride, int pixelStride, int rows, int columns, int filters) {
    float[] tile = TILE.get();
    int side = outputs + kernel - 1;
    float[] sums = start == null ? y : start;
    int step = start == null ? pixelStride : 0;
    for (int t = 0; outputs * t < columns; t++) {
      int count = columns - outputs * t;
      for (int f = 0; f < filters; f += LANES) {
        int from = m0 + t * tileStride + f;
        int to = y0 + outputs * t * pixelStride + f;
        for (int j = 0; j < side; j++) {
          outputs(side, m, from + j * positionStride, side * positionStride, tile, j * LANES, ROW);
        }
        for (int i = 0; i < rows; i++) {
          int at = to + i * rowStride;
          pixels(side, tile, i * ROW, sums, start == null ? at : start0 + f, step, y, at, pixelStride, count);
        }
      }
    }
  }

  private static void outputs(int side, float[] m, int at, int step, float[] to, int to0, int toStep) {
    if (side == 8) {
      VectorWinogradEight.outputs(m, at, step, to, to0, toStep);
    } else if (side == 6) {
      VectorWinogradSix.outputs(m, at, step, to, to0, toStep);
    } else {
      VectorWinogradFour.outputs(m, at, step, to, to0, toStep);
    }
  }

  private static void pixels(int side, float[] m, int at, float[] start, int start0, int startStep, float[] y, int y0, int pixelStride,
      int count) {
    if (side == 8) {
      VectorWinogradEight.pixels(m, at, start, start0, startStep, y, y0, pixelStride, count);
    } else if (side == 6) {
      VectorWinogradSix.pixels(m, at, start, start0, startStep, y, y0, pixelStride, count);
    } else {
      VectorWinogradFour.pixels(m, at, start, start0, startStep, y, y0, pixelStride, count);
    }
  }

  static void filters(int outputs, int kernel, float[] w, int w0, int wStride, float[] u, int u0, int uStride, int n) {
    int side = outputs + kernel - 1;
    for (int f = 0; f < n; f += LANES) {
      for (int j = 0; j < kernel; j++) {
        taps(side, w, w0 + j * wStride + f, kernel * wStride, u, u0 + j * uStride + f, side * uStride);
      }
      for (int i = 0; i < side; i++) {
        taps(side, u, u0 + side * i * uStride + f, uStride, u, u0 + side * i * uStride + f, uStride);
      }
    }
  }

  private static void taps(int side, float[] from, int at, int step, float[] to, int to0, int toStep) {
    if (side == 8) {
      VectorWinogradEight.taps(from, at, step, to, to0, toStep);
    } else if (side == 6) {
      VectorWinogradSix.taps(from, at, step, to, to0, toStep);
    } else {
      VectorWinogradFour.taps(from, at, step, to, to0, toStep);
    }
  }

  static void outputGradients(int kernel, float[] dy, int dy0, int rowStride, int pixelStride, float[] d, int d0, int positionStride,
      int tileStride, int tiles, int filters) {
    int side = kernel + 3;
    for (int t = 0; t < tiles; t++) {
      for (int f = 0; f < filters; f += LANES) {
        int from = dy0 + 4 * t * pixelStride + f;
        int to = d0 + t * tileStride + f;
        for (int j = 0; j < 4; j++) {
          arrived(side, dy, from + j * pixelStride, rowStride, d, to + j * positionStride, side * positionStride);
        }
        for (int i = 0; i < side; i++) {
          arrived(side, d, to + side * i * positionStride, positionStride, d, to + side * i * positionStride, positionStride);
        }
      }
    }
  }

  private static void arrived(int side, float[] from, int at, int step, float[] to, int to0, int toStep) {
    if (side == 8) {
      VectorWinogradEight.arrived(from, at, step, to, to0, toStep);
    } else {
      VectorWinogradSix.arrived(from, at, step, to, to0, toStep);
    }
  }

  static void filterGradients(int kernel, float[] s, int s0, int sStride, float[] dw, int dw0, int wStride, int n) {
    int side = kernel + 3;
    for (int f = 0; f < n; f += LANES) {
      for (int j = 0; j < side; j++) {
        sums(side, s, s0 + j * sStride + f, side * sStride, s, s0 + j * sStride + f, side * sStride);
      }
      for (int i = 0; i < kernel; i++) {
        sums(side, s, s0 + side * i * sStride + f, sStride, dw, dw0 + kernel * i * wStride + f, wStride);
      }
    }
  }

  private static void sums(int side, float[] from, int at, int step, float[] to, int to0, int toStep) {
    if (side == 8) {
      VectorWinogradEight.sums(from, at, step, to, to0, toStep);
    } else {
      VectorWinogradSix.sums(from, at, step, to, to0, toStep);
    }
  }
}
