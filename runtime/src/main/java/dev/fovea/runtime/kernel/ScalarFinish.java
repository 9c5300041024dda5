package dev.fovea.runtime.kernel;

/** What follows a convolution, in one pass: a loop for each combination of what there is. See {@link Kernels#finish}. */
final class ScalarFinish {
  private ScalarFinish() {}

  static void finish(float[] scale, float[] shift, int first, float[] r, int r0, int rStep, float low, float high, float[] y, int y0,
      int yStep, int count, int channels) {
    for (int p = 0; p < count; p++) {
      if (r == null && scale == null) {
        bounded(low, high, y, y0 + p * yStep, channels);
      } else if (r == null) {
        scaled(scale, shift, first, low, high, y, y0 + p * yStep, channels);
      } else if (scale == null) {
        sum(r, r0 + p * rStep, low, high, y, y0 + p * yStep, channels);
      } else {
        scaledSum(scale, shift, first, r, r0 + p * rStep, low, high, y, y0 + p * yStep, channels);
      }
    }
  }

  private static void bounded(float low, float high, float[] y, int y0, int channels) {
    for (int c = 0; c < channels; c++) {
      float v = y[y0 + c];
      y[y0 + c] = v <= low ? low : v >= high ? high : v;
    }
  }

  private static void scaled(float[] scale, float[] shift, int first, float low, float high, float[] y, int y0, int channels) {
    for (int c = 0; c < channels; c++) {
      float v = y[y0 + c] * scale[first + c] + shift[first + c];
      y[y0 + c] = v <= low ? low : v >= high ? high : v;
    }
  }

  private static void sum(float[] r, int r0, float low, float high, float[] y, int y0, int channels) {
    for (int c = 0; c < channels; c++) {
      float v = y[y0 + c] + r[r0 + c];
      y[y0 + c] = v <= low ? low : v >= high ? high : v;
    }
  }

  private static void scaledSum(float[] scale, float[] shift, int first, float[] r, int r0, float low, float high, float[] y, int y0,
      int channels) {
    for (int c = 0; c < channels; c++) {
      float v = y[y0 + c] * scale[first + c] + shift[first + c] + r[r0 + c];
      y[y0 + c] = v <= low ? low : v >= high ? high : v;
    }
  }
}
