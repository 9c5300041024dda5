package dev.fovea.runtime.kernel;

/** Winograd's transforms in plain Java: the formulas of {@link VectorWinogradFour} and {@link VectorWinogradSix}, number by number. */
final class ScalarWinograd {
  private ScalarWinograd() {}

  static void input(int outputs, int kernel, float[] x, int x0, int rowStride, int pixelStride, float[] v, int v0, int positionStride,
      int tileStride, int tiles, int channels) {
    int side = outputs + kernel - 1;
    for (int t = 0; t < tiles; t++) {
      int to = v0 + t * tileStride;
      for (int j = 0; j < side; j++) {
        inputs(side, x, x0 + (outputs * t + j) * pixelStride, rowStride, v, to + j * positionStride, side * positionStride, channels);
      }
      for (int i = 0; i < side; i++) {
        int row = to + side * i * positionStride;
        inputs(side, v, row, positionStride, v, row, positionStride, channels);
      }
    }
  }

  private static void inputs(int side, float[] from, int from0, int step, float[] to, int to0, int toStep, int channels) {
    if (side == 8) {
      ScalarWinogradEight.inputs(from, from0, step, to, to0, toStep, channels);
    } else if (side == 6) {
      sixInputs(from, from0, step, to, to0, toStep, channels);
    } else {
      fourInputs(from, from0, step, to, to0, toStep, channels);
    }
  }

  private static void fourInputs(float[] from, int from0, int step, float[] to, int to0, int toStep, int channels) {
    for (int c = 0; c < channels; c++) {
      int at = from0 + c;
      float d0 = from[at];
      float d1 = from[at + step];
      float d2 = from[at + 2 * step];
      float d3 = from[at + 3 * step];
      to[to0 + c] = d0 - d2;
      to[to0 + toStep + c] = d1 + d2;
      to[to0 + 2 * toStep + c] = d2 - d1;
      to[to0 + 3 * toStep + c] = d1 - d3;
    }
  }

  private static void sixInputs(float[] from, int from0, int step, float[] to, int to0, int toStep, int channels) {
    for (int c = 0; c < channels; c++) {
      int at = from0 + c;
      float d0 = from[at];
      float d1 = from[at + step];
      float d2 = from[at + 2 * step];
      float d3 = from[at + 3 * step];
      float d4 = from[at + 4 * step];
      float d5 = from[at + 5 * step];
      float even = d4 - 4 * d2;
      float odd = d3 - 4 * d1;
      float difference = d4 - d2;
      float twice = 2 * (d3 - d1);
      to[to0 + c] = 4 * (d0 - d2) + difference;
      to[to0 + toStep + c] = even + odd;
      to[to0 + 2 * toStep + c] = even - odd;
      to[to0 + 3 * toStep + c] = difference + twice;
      to[to0 + 4 * toStep + c] = difference - twice;
      to[to0 + 5 * toStep + c] = 4 * (d1 - d3) + (d5 - d3);
    }
  }

  static void output(int outputs, int kernel, float[] m, int m0, int positionStride, int tileStride, float[] start, int start0,
      float[] y, int y0, int rowStride, int pixelStride, int rows, int columns, int filters) {
    int side = outputs + kernel - 1;
    for (int t = 0; outputs * t < columns; t++) {
      int from = m0 + t * tileStride;
      for (int j = 0; j < side; j++) {
        outputs(side, m, from + j * positionStride, side * positionStride, filters);
      }
      for (int i = 0; i < rows; i++) {
        outputs(side, m, from + side * i * positionStride, positionStride, filters);
        for (int j = 0; j < outputs && outputs * t + j < columns; j++) {
          for (int f = 0; f < filters; f++) {
            int at = y0 + i * rowStride + (outputs * t + j) * pixelStride + f;
            y[at] = m[from + (side * i + j) * positionStride + f] + (start == null ? y[at] : start[start0 + f]);
          }
        }
      }
    }
  }

  private static void outputs(int side, float[] m, int from, int step, int filters) {
    if (side == 8) {
      ScalarWinogradEight.outputs(m, from, step, filters);
    } else if (side == 6) {
      outputsOfSix(m, from, step, filters);
    } else {
      outputsOfFour(m, from, step, filters);
    }
  }

  private static void outputsOfSix(float[] m, int from, int step, int filters) {
    for (int f = 0; f < filters; f++) {
      int at = from + f;
      float p = m[at + step] + m[at + 2 * step];
      float q = m[at + step] - m[at + 2 * step];
      float r = m[at + 3 * step] + m[at + 4 * step];
      float s = m[at + 3 * step] - m[at + 4 * step];
      m[at] = m[at] + p + r;
      m[at + step] = q + 2 * s;
      m[at + 2 * step] = p + 4 * r;
      m[at + 3 * step] = q + 8 * s + m[at + 5 * step];
    }
  }

  private static void outputsOfFour(float[] m, int from, int step, int filters) {
    for (int f = 0; f < filters; f++) {
      int at = from + f;
      float m1 = m[at + step];
      float m2 = m[at + 2 * step];
      m[at] = m[at] + m1 + m2;
      m[at + step] = m1 - m2 - m[at + 3 * step];
    }
  }

  static void filters(int outputs, int kernel, float[] w, int w0, int wStride, float[] u, int u0, int uStride, int n) {
    int side = outputs + kernel - 1;
    for (int j = 0; j < kernel; j++) {
      ofOneAxis(side, w, w0 + j * wStride, kernel * wStride, u, u0 + j * uStride, side * uStride, n);
    }
    for (int i = 0; i < side; i++) {
      ofOneAxis(side, u, u0 + side * i * uStride, uStride, u, u0 + side * i * uStride, uStride, n);
    }
  }

  private static void ofOneAxis(int side, float[] from, int from0, int step, float[] to, int to0, int toStep, int n) {
    if (side == 8) {
      ScalarWinogradEight.taps(from, from0, step, to, to0, toStep, n);
    } else if (side == 6) {
      sixOfOneAxis(from, from0, step, to, to0, toStep, n);
    } else {
      fourOfOneAxis(from, from0, step, to, to0, toStep, n);
    }
  }

  private static void fourOfOneAxis(float[] from, int from0, int step, float[] to, int to0, int toStep, int n) {
    for (int f = 0; f < n; f++) {
      float g0 = from[from0 + f];
      float g1 = from[from0 + step + f];
      float g2 = from[from0 + 2 * step + f];
      to[to0 + f] = g0;
      to[to0 + toStep + f] = (g0 + g2 + g1) / 2;
      to[to0 + 2 * toStep + f] = (g0 + g2 - g1) / 2;
      to[to0 + 3 * toStep + f] = g2;
    }
  }

  private static void sixOfOneAxis(float[] from, int from0, int step, float[] to, int to0, int toStep, int n) {
    for (int f = 0; f < n; f++) {
      float g0 = from[from0 + f];
      float g1 = from[from0 + step + f];
      float g2 = from[from0 + 2 * step + f];
      float even = (g0 + g2) / -6;
      float odd = g1 / -6;
      float outer = (g0 + 4 * g2) / 24;
      float inner = g1 / 12;
      to[to0 + f] = g0 / 4;
      to[to0 + toStep + f] = even + odd;
      to[to0 + 2 * toStep + f] = even - odd;
      to[to0 + 3 * toStep + f] = outer + inner;
      to[to0 + 4 * toStep + f] = outer - inner;
      to[to0 + 5 * toStep + f] = g2;
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

  private static void arrived(int side, float[] from, int from0, int step, float[] to, int to0, int toStep, int filters) {
    if (side == 8) {
      ScalarWinogradEight.arrived(from, from0, step, to, to0, toStep, filters);
    } else {
      arrivedOfSix(from, from0, step, to, to0, toStep, filters);
    }
  }

  private static void arrivedOfSix(float[] from, int from0, int step, float[] to, int to0, int toStep, int filters) {
    for (int f = 0; f < filters; f++) {
      float d0 = from[from0 + f];
      float d1 = from[from0 + step + f];
      float d2 = from[from0 + 2 * step + f];
      float d3 = from[from0 + 3 * step + f];
      float outer = d0 + 4 * d2;
      float inner = 2 * (d1 + 4 * d3);
      to[to0 + f] = d0;
      to[to0 + toStep + f] = (d0 + d2) + (d1 + d3);
      to[to0 + 2 * toStep + f] = (d0 + d2) - (d1 + d3);
      to[to0 + 3 * toStep + f] = outer + inner;
      to[to0 + 4 * toStep + f] = outer - inner;
      to[to0 + 5 * toStep + f] = d3;
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

  private static void sums(int side, float[] from, int from0, int step, float[] to, int to0, int toStep, int n) {
    if (side == 8) {
      ScalarWinogradEight.sums(from, from0, step, to, to0, toStep, n);
    } else {
      sumsOfSix(from, from0, step, to, to0, toStep, n);
    }
  }

  private static void sumsOfSix(float[] from, int from0, int step, float[] to, int to0, int toStep, int n) {
    for (int f = 0; f < n; f++) {
      int at = from0 + f;
      float p = from[at + step] + from[at + 2 * step];
      float q = from[at + 2 * step] - from[at + step];
      float r = from[at + 3 * step] + from[at + 4 * step];
      float t = from[at + 3 * step] - from[at + 4 * step];
      float first = from[at] / 4;
      float last = from[at + 5 * step];
      to[to0 + f] = first - p / 6 + r / 24;
      to[to0 + toStep + f] = q / 6 + t / 12;
      to[to0 + 2 * toStep + f] = (r - p) / 6 + last;
    }
  }
}
