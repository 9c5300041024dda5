package dev.fovea.runtime.kernel;

/** What works channel by channel over a run of pixels, in plain Java. */
final class ScalarChannels {
  private ScalarChannels() {}

  static void multiply(float[] x, int x0, int xStep, float[] g, int g0, int gStep, float[] y, int y0, int yStep, int count,
      int channels) {
    for (int p = 0; p < count; p++) {
      for (int c = 0; c < channels; c++) {
        y[y0 + p * yStep + c] = x[x0 + p * xStep + c] * g[g0 + p * gStep + c];
      }
    }
  }

  static void addProduct(float[] x, int x0, int xStep, float[] g, int g0, int gStep, float[] y, int y0, int yStep, int count,
      int channels) {
    for (int p = 0; p < count; p++) {
      for (int c = 0; c < channels; c++) {
        y[y0 + p * yStep + c] += x[x0 + p * xStep + c] * g[g0 + p * gStep + c];
      }
    }
  }

  static void scaleShift(float[] x, int x0, int xStep, float[] scale, float[] shift, float[] y, int y0, int yStep, int count,
      int channels) {
    for (int p = 0; p < count; p++) {
      int from = x0 + p * xStep;
      int to = y0 + p * yStep;
      for (int c = 0; c < channels; c++) {
        y[to + c] = x[from + c] * scale[c] + shift[c];
      }
    }
  }

  static void addScaled(float[] x, int x0, int xStep, float[] scale, float[] y, int y0, int yStep, int count, int channels) {
    for (int p = 0; p < count; p++) {
      int from = x0 + p * xStep;
      int to = y0 + p * yStep;
      for (int c = 0; c < channels; c++) {
        y[to + c] += x[from + c] * scale[c];
      }
    }
  }

  static void sums(float[] x, int x0, int step, int count, int channels, double[] sums, int first) {
    for (int c = 0; c < channels; c++) {
      float sum = 0;
      for (int p = 0; p < count; p++) {
        sum += x[x0 + p * step + c];
      }
      sums[first + c] += sum;
    }
  }

  static void squaredDeviations(float[] x, int x0, int step, float[] mean, int count, int channels, double[] sums, int first) {
    for (int c = 0; c < channels; c++) {
      float sum = 0;
      for (int p = 0; p < count; p++) {
        float deviation = x[x0 + p * step + c] - mean[first + c];
        sum += deviation * deviation;
      }
      sums[first + c] += sum;
    }
  }

  static void gradientSums(float[] x, int x0, int xStep, float[] mean, float[] dy, int dy0, int dyStep, int count, int channels,
      double[] sums, double[] products, int first) {
    for (int c = 0; c < channels; c++) {
      float sum = 0;
      float product = 0;
      for (int p = 0; p < count; p++) {
        float arrives = dy[dy0 + p * dyStep + c];
        sum += arrives;
        product += (x[x0 + p * xStep + c] - mean[first + c]) * arrives;
      }
      sums[first + c] += sum;
      products[first + c] += product;
    }
  }

  static void batchNormGradient(float[] dy, int dy0, int dyStep, float[] a, float[] x, int x0, int xStep, float[] b, float[] d,
      float[] dx, int dx0, int dxStep, int count, int channels) {
    for (int p = 0; p < count; p++) {
      for (int c = 0; c < channels; c++) {
        dx[dx0 + p * dxStep + c] += a[c] * dy[dy0 + p * dyStep + c] + b[c] * x[x0 + p * xStep + c] + d[c];
      }
    }
  }

  static void softmax(float[] x, int x0, int xStep, float[] y, int y0, int yStep, int count, int channels) {
    for (int p = 0; p < count; p++) {
      int from = x0 + p * xStep;
      int to = y0 + p * yStep;
      float largest = x[from];
      for (int c = 1; c < channels; c++) {
        largest = Math.max(largest, x[from + c]);
      }
      float sum = 0;
      for (int c = 0; c < channels; c++) {
        float e = (float) Math.exp(x[from + c] - largest);
        y[to + c] = e;
        sum += e;
      }
      for (int c = 0; c < channels; c++) {
        y[to + c] /= sum;
      }
      for (int c = channels; c % 16 != 0; c++) {
        y[to + c] = 0;
      }
    }
  }

  static void softmaxGradient(float[] y, int y0, int yStep, float[] dy, int dy0, int dyStep, float[] dx, int dx0, int dxStep,
      int count, int channels) {
    for (int p = 0; p < count; p++) {
      float dot = 0;
      for (int c = 0; c < channels; c++) {
        dot += y[y0 + p * yStep + c] * dy[dy0 + p * dyStep + c];
      }
      for (int c = 0; c < channels; c++) {
        dx[dx0 + p * dxStep + c] += y[y0 + p * yStep + c] * (dy[dy0 + p * dyStep + c] - dot);
      }
    }
  }
}
