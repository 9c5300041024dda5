package dev.fovea.runtime.kernel;

import static dev.fovea.runtime.kernel.VectorWidth.LANES;
import static dev.fovea.runtime.kernel.VectorWidth.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Convolutions by few filters with the max pool behind them: see {@link Kernels#correlatePool}. A vector of filters would be mostly empty,
 * so vectors go along a row of outputs, each weight is broadcast, and the four sums that one output is the largest of lie in four
 * registers: the map between convolution and pool is never written.
 *
 * <p>Neighbouring outputs read every other column, so these are brought together first, and then copied side by side for each step of the
 * kernel, as in {@link VectorPatches}: where the index is the loop's own counter HotSpot checks it once, before the loop. Both copies are
 * small next to the sums that read them, one for each filter. Sums add the same steps in the same order as {@link VectorTiles} does, so
 * that nothing shows in the bits.
 */
final class VectorPooled {
  /** Numbers that are copied side by side at a time: 32 KiB. */
  private static final int NUMBERS = 8192;

  private static final ThreadLocal<Copies> COPIES = ThreadLocal.withInitial(Copies::new);

  private VectorPooled() {}

  /** What a thread copies. */
  private static final class Copies {
    /** Of each row and channel the even columns, then the odd ones. */
    float[] columns = {};
    /** Of each row, each step along it: a vector of the inputs of neighbouring outputs; of those at even columns, then of the others. */
    float[] steps = {};
    /** Outputs of each filter, side by side. */
    final float[] outputs = new float[PooledWindow.MOST * LANES];

    void grow(int forColumns, int forSteps) {
      if (columns.length < forColumns) {
        columns = new float[forColumns];
      }
      if (steps.length < forSteps) {
        steps = new float[forSteps];
      }
    }
  }

  static void correlate(PooledWindow window, float[] x, int x0, float[] w, float[] start, float low, float high, float[] y, int y0,
      int yStep, int yRow, int rows) {
    int rowSteps = window.kernelWidth * window.channels * LANES;
    int most = Math.max(1, (NUMBERS / (2 * rowSteps) - window.kernelHeight + 1) / 2);
    int pitch = (window.outputWidth + LANES - 1) / LANES * LANES + window.kernelWidth / 2 + 1;
    Copies copies = COPIES.get();
    for (int row = 0; row < rows; row += most) {
      int height = Math.min(most, rows - row);
      int read = window.rows(height);
      copies.grow(read * window.channels * 2 * pitch, read * 2 * rowSteps);
      bringTogether(window, x, x0 + 2 * row * window.rowStride, read, copies.columns, pitch);
      for (int column = 0; column < window.outputWidth; column += LANES) {
        sideBySide(window, copies.columns, column, pitch, read, copies.steps);
        vectors(window, copies, read * rowSteps, w, start, low, high, y, y0 + row * yRow + column * yStep, yStep, yRow, height,
            Math.min(LANES, window.outputWidth - column));
      }
    }
  }

  private static void bringTogether(PooledWindow window, float[] x, int x0, int rows, float[] columns, int pitch) {
    for (int row = 0; row < rows; row++) {
      for (int c = 0; c < window.channels; c++) {
        int from = x0 + row * window.rowStride + c;
        int to = (row * window.channels + c) * 2 * pitch;
        pairs(x, from, window.pixelStride, columns, to, pitch, window.columns() / 2);
        if (window.columns() % 2 == 1) {
          columns[to + window.columns() / 2] = x[from + (window.columns() - 1) * window.pixelStride];
        }
      }
    }
  }

  private static void pairs(float[] x, int x0, int step, float[] columns, int to0, int pitch, int n) {
    for (int i = 0; i < n; i++) {
      columns[to0 + i] = x[x0 + 2 * i * step];
      columns[to0 + pitch + i] = x[x0 + 2 * i * step + step];
    }
  }

  private static void sideBySide(PooledWindow window, float[] columns, int column, int pitch, int rows, float[] steps) {
    int channels = window.channels;
    int rowSteps = window.kernelWidth * channels * LANES;
    for (int right = 0; right < 2; right++) {
      for (int i = 0; i < window.kernelWidth; i++) {
        for (int c = 0; c < channels; c++) {
          int from = (2 * c + (i + right) % 2) * pitch + (i + right) / 2 + column;
          copy(columns, from, channels * 2 * pitch, steps, right * rows * rowSteps + (i * channels + c) * LANES, rowSteps, rows);
        }
      }
    }
  }

  private static void copy(float[] columns, int from0, int fromRow, float[] steps, int to0, int toRow, int rows) {
    for (int row = 0; row < rows; row++) {
      FloatVector.fromArray(SPECIES, columns, from0 + row * fromRow).intoArray(steps, to0 + row * toRow);
    }
  }

  /** A vector of neighbouring outputs in each row. */
  private static void vectors(PooledWindow window, Copies copies, int right, float[] w, float[] start, float low, float high, float[] y,
      int y0, int yStep, int yRow, int rows, int count) {
    int down = window.kernelWidth * window.channels * LANES;
    int steps = window.taps.length;
    for (int row = 0; row < rows; row++) {
      for (int f = 0; f < window.filters; f += 2) {
        twoFilters(copies.steps, 2 * row * down, right, down, steps, w, f, start, low, high, copies.outputs);
      }
      byPixels(copies.outputs, window.filters, y, y0 + row * yRow, yStep, count);
    }
  }

  /** Two filters for four vectors of pixels: the eight sums that keep two multiply-add units busy. */
  private static void twoFilters(float[] x, int xa, int right, int down, int steps, float[] w, int f, float[] start, float low, float high,
      float[] outputs) {
    int xb = xa + right;
    int xc = xa + down;
    int xd = xb + down;
    FloatVector a0 = FloatVector.broadcast(SPECIES, start[f]);
    FloatVector a1 = FloatVector.broadcast(SPECIES, start[f + 1]);
    FloatVector b0 = a0;
    FloatVector b1 = a1;
    FloatVector c0 = a0;
    FloatVector c1 = a1;
    FloatVector d0 = a0;
    FloatVector d1 = a1;
    for (int k = 0; k < steps; k++) {
      FloatVector v0 = FloatVector.broadcast(SPECIES, w[f + k * 16]);
      FloatVector v1 = FloatVector.broadcast(SPECIES, w[f + k * 16 + 1]);
      FloatVector a = FloatVector.fromArray(SPECIES, x, xa + k * LANES);
      a0 = a.fma(v0, a0);
      a1 = a.fma(v1, a1);
      FloatVector b = FloatVector.fromArray(SPECIES, x, xb + k * LANES);
      b0 = b.fma(v0, b0);
      b1 = b.fma(v1, b1);
      FloatVector c = FloatVector.fromArray(SPECIES, x, xc + k * LANES);
      c0 = c.fma(v0, c0);
      c1 = c.fma(v1, c1);
      FloatVector d = FloatVector.fromArray(SPECIES, x, xd + k * LANES);
      d0 = d.fma(v0, d0);
      d1 = d.fma(v1, d1);
    }
    a0 = a0.max(b0).max(c0.max(d0));
    a1 = a1.max(b1).max(c1.max(d1));
    a0 = a0.blend(low, a0.compare(VectorOperators.LE, low));
    a1 = a1.blend(low, a1.compare(VectorOperators.LE, low));
    a0.blend(high, a0.compare(VectorOperators.GE, high)).intoArray(outputs, f * LANES);
    a1.blend(high, a1.compare(VectorOperators.GE, high)).intoArray(outputs, f * LANES + LANES);
  }

  /** Outputs filter by filter become pixels with their filters together. */
  private static void byPixels(float[] outputs, int filters, float[] y, int y0, int yStep, int count) {
    // Where pixels lie side by side eight numbers reach into the next ones, which overwrite them.
    // Behind the last there may be another thread's.
    int whole = yStep >= 8 ? count : Math.max(0, count - (8 - 1) / yStep);
    for (int p = 0; p < whole; p++) {
      int to = y0 + p * yStep;
      y[to] = outputs[p];
      y[to + 1] = outputs[p + LANES];
      y[to + 2] = outputs[p + 2 * LANES];
      y[to + 3] = outputs[p + 3 * LANES];
      y[to + 4] = outputs[p + 4 * LANES];
      y[to + 5] = outputs[p + 5 * LANES];
      y[to + 6] = outputs[p + 6 * LANES];
      y[to + 7] = outputs[p + 7 * LANES];
    }
    for (int p = whole; p < count; p++) {
      for (int f = 0; f < filters; f++) {
        y[y0 + p * yStep + f] = outputs[p + f * LANES];
      }
    }
    for (int p = 0; yStep >= 16 && p < count; p++) {
      Arrays.fill(y, y0 + p * yStep + filters, y0 + p * yStep + 16, 0);
    }
  }
}
