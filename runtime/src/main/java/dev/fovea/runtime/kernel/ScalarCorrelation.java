package dev.fovea.runtime.kernel;

import java.util.Arrays;

/** Convolutions in plain Java: eight filters at a time, their sums in local variables. */
final class ScalarCorrelation {
  /** Of four pixels, eight sums each. */
  private static final ThreadLocal<float[]> SUMS = ThreadLocal.withInitial(() -> new float[32]);

  private ScalarCorrelation() {}

  static void correlate(float[] x, int x0, int xStep, int[] taps, int from, int to, float[] w, int w0, int width, float[] start,
      int start0, float[] y, int y0, int yStep, int count) {
    if (width == 8) {
      for (int p = 0; p < count; p++) {
        int to0 = y0 + p * yStep;
        eightFilters(x, x0 + p * xStep, taps, from, to, w, w0, 16, start, start0, y, to0);
        Arrays.fill(y, to0 + 8, to0 + 16, 0);
      }
      return;
    }
    int slice = Slices.width(width);
    for (int f = 0; f < width; f += 8) {
      int weights = w0 + Slices.start(f, width, taps.length);
      for (int p = 0; p < count; p++) {
        int to0 = y0 + p * yStep + f;
        if (start == null) {
          eightFilters(x, x0 + p * xStep, taps, from, to, w, weights, slice, y, to0, y, to0);
        } else {
          eightFilters(x, x0 + p * xStep, taps, from, to, w, weights, slice, start, start0 + f, y, to0);
        }
      }
    }
  }

  static void pooled(PooledWindow window, float[] x, int x0, float[] w, float[] start, float low, float high, float[] y, int y0,
      int yStep, int yRow, int rows) {
    float[] sums = SUMS.get();
    int[] taps = window.taps;
    for (int row = 0; row < rows; row++) {
      for (int p = 0; p < window.outputWidth; p++) {
        int at = x0 + 2 * row * window.rowStride + 2 * p * window.pixelStride;
        int below = at + window.rowStride;
        eightFilters(x, at, taps, 0, taps.length, w, 0, 16, start, 0, sums, 0);
        eightFilters(x, at + window.pixelStride, taps, 0, taps.length, w, 0, 16, start, 0, sums, 8);
        eightFilters(x, below, taps, 0, taps.length, w, 0, 16, start, 0, sums, 16);
        eightFilters(x, below + window.pixelStride, taps, 0, taps.length, w, 0, 16, start, 0, sums, 24);
        int to = y0 + row * yRow + p * yStep;
        for (int f = 0; f < window.filters; f++) {
          float v = Math.max(Math.max(sums[f], sums[8 + f]), Math.max(sums[16 + f], sums[24 + f]));
          y[to + f] = v <= low ? low : v >= high ? high : v;
        }
        if (yStep >= 16) {
          Arrays.fill(y, to + window.filters, to + 16, 0);
        }
      }
    }
  }

  private static void eightFilters(float[] x, int x0, int[] taps, int from, int to, float[] w, int w0, int slice, float[] start,
      int start0, float[] y, int y0) {
    float s0 = start[start0];
    float s1 = start[start0 + 1];
    float s2 = start[start0 + 2];
    float s3 = start[start0 + 3];
    float s4 = start[start0 + 4];
    float s5 = start[start0 + 5];
    float s6 = start[start0 + 6];
    float s7 = start[start0 + 7];
    for (int k = from; k < to; k++) {
      float v = x[x0 + taps[k]];
      int i = w0 + k * slice;
      s0 += v * w[i];
      s1 += v * w[i + 1];
      s2 += v * w[i + 2];
      s3 += v * w[i + 3];
      s4 += v * w[i + 4];
      s5 += v * w[i + 5];
      s6 += v * w[i + 6];
      s7 += v * w[i + 7];
    }
    y[y0] = s0;
    y[y0 + 1] = s1;
    y[y0 + 2] = s2;
    y[y0 + 3] = s3;
    y[y0 + 4] = s4;
    y[y0 + 5] = s5;
    y[y0 + 6] = s6;
    y[y0 + 7] = s7;
  }

  static void weights(float[] x, int x0, int xStep, int xRow, int[] taps, int from, int to, float[] dy, int dy0, int dyStep, int dyRow,
      float[] dw, int dw0, int width, int count, int rows) {
    int slice = Slices.width(width);
    for (int row = 0; row < rows; row++) {
      for (int k = from; k < to; k++) {
        for (int f = 0; f < width; f += 8) {
          eightWeights(x, x0 + row * xRow + taps[k], xStep, dy, dy0 + row * dyRow + f, dyStep, dw,
              dw0 + k * slice + Slices.start(f, width, taps.length), count);
        }
      }
    }
  }

  private static void eightWeights(float[] x, int x0, int xStep, float[] dy, int dy0, int dyStep, float[] dw, int dw0,
      int count) {
    float s0 = dw[dw0];
    float s1 = dw[dw0 + 1];
    float s2 = dw[dw0 + 2];
    float s3 = dw[dw0 + 3];
    float s4 = dw[dw0 + 4];
    float s5 = dw[dw0 + 5];
    float s6 = dw[dw0 + 6];
    float s7 = dw[dw0 + 7];
    for (int p = 0; p < count; p++) {
      float v = x[x0 + p * xStep];
      int i = dy0 + p * dyStep;
      s0 += v * dy[i];
      s1 += v * dy[i + 1];
      s2 += v * dy[i + 2];
      s3 += v * dy[i + 3];
      s4 += v * dy[i + 4];
      s5 += v * dy[i + 5];
      s6 += v * dy[i + 6];
      s7 += v * dy[i + 7];
    }
    dw[dw0] = s0;
    dw[dw0 + 1] = s1;
    dw[dw0 + 2] = s2;
    dw[dw0 + 3] = s3;
    dw[dw0 + 4] = s4;
    dw[dw0 + 5] = s5;
    dw[dw0 + 6] = s6;
    dw[dw0 + 7] = s7;
  }

  static void depthwise(float[] x, int x0, int xStep, int[] taps, float[] w, int[] weights, float[] start, float[] y, int y0,
      int yStep, int count, int channels) {
    for (int p = 0; p < count; p++) {
      for (int c = 0; c < channels; c++) {
        int to = y0 + p * yStep + c;
        int at = x0 + p * xStep + c;
        float sum = start == null ? y[to] : start[c];
        for (int k = 0; k < taps.length; k++) {
          sum += x[at + taps[k]] * w[weights[k] + c];
        }
        y[to] = sum;
      }
    }
  }

  static void depthwiseWeights(float[] x, int x0, int xStep, int xRow, int[] taps, float[] dy, int dy0, int dyStep, int dyRow, float[] dw,
      int dw0, int[] weights, int count, int rows, int channels) {
    for (int row = 0; row < rows; row++) {
      for (int k = 0; k < taps.length; k++) {
        int read = x0 + row * xRow + taps[k];
        int arrives = dy0 + row * dyRow;
        for (int c = 0; c < channels; c++) {
          float sum = dw[dw0 + weights[k] + c];
          for (int p = 0; p < count; p++) {
            sum += x[read + p * xStep + c] * dy[arrives + p * dyStep + c];
          }
          dw[dw0 + weights[k] + c] = sum;
        }
      }
    }
  }
}
