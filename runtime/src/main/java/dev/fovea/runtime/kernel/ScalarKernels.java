package dev.fovea.runtime.kernel;

/** The kernels in plain Java, for machines and virtual machines without the Vector API. */
final class ScalarKernels implements Kernels {
  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public void correlateRows(float[] x, int x0, int xStep, int xRow, int[] taps, int from, int to, int run, float[] w, int w0, int width,
      float[] start, int start0, float[] y, int y0, int yStep, int yRow, int count, int rows) {
    for (int row = 0; row < rows; row++) {
      ScalarCorrelation.correlate(x, x0 + row * xRow, xStep, taps, from, to, w, w0, width, start, start0, y, y0 + row * yRow, yStep, count);
    }
  }

  @Override
  public void correlatePool(PooledWindow window, float[] x, int x0, float[] w, float[] start, float low, float high, float[] y, int y0,
      int yStep, int yRow, int rows) {
    ScalarCorrelation.pooled(window, x, x0, w, start, low, high, y, y0, yStep, yRow, rows);
  }

  @Override
  public void correlateWeights(float[] x, int x0, int xStep, int xRow, int[] taps, int from, int to, float[] dy, int dy0, int dyStep,
      int dyRow, float[] dw, int dw0, int width, int count, int rows) {
    ScalarCorrelation.weights(x, x0, xStep, xRow, taps, from, to, dy, dy0, dyStep, dyRow, dw, dw0, width, count, rows);
  }

  @Override
  public void depthwise(float[] x, int x0, int xStep, int[] taps, float[] w, int[] weights, float[] start, float[] y, int y0,
      int yStep, int count, int channels) {
    ScalarCorrelation.depthwise(x, x0, xStep, taps, w, weights, start, y, y0, yStep, count, channels);
  }

  @Override
  public void depthwiseWeights(float[] x, int x0, int xStep, int xRow, int[] taps, float[] dy, int dy0, int dyStep, int dyRow,
      float[] dw, int dw0, int[] weights, int count, int rows, int channels) {
    ScalarCorrelation.depthwiseWeights(x, x0, xStep, xRow, taps, dy, dy0, dyStep, dyRow, dw, dw0, weights, count, rows, channels);
  }

  @Override
  public void maxPool(Pool pool, float[] x, int x0, int row, float[] y, int y0, int yStep, float[] switches, int switches0) {
    ScalarPools.maximum(pool, x, x0, row, y, y0, yStep, switches, switches0);
  }

  @Override
  public void maxPoolGradient(Pool pool, float[] dy, int dy0, int dyStep, float[] switches, int switches0, int row, int first,
      int end, float[] dx, int dx0) {
    ScalarPools.maximumReverse(pool, dy, dy0, dyStep, switches, switches0, row, first, end, dx, dx0, false);
  }

  @Override
  public void maxPoolOverwrite(Pool pool, float[] dy, int dy0, int dyStep, float[] switches, int switches0, int row, int first,
      int end, float[] dx, int dx0) {
    ScalarPools.maximumReverse(pool, dy, dy0, dyStep, switches, switches0, row, first, end, dx, dx0, true);
  }

  @Override
  public void averagePool(Pool pool, float[] x, int x0, int row, float[] y, int y0, int yStep) {
    ScalarPools.average(pool, x, x0, row, y, y0, yStep);
  }

  @Override
  public void averagePoolGradient(Pool pool, float[] dy, int dy0, int dyStep, int row, int first, int end, float[] dx,
      int dx0) {
    ScalarPools.averageGradient(pool, dy, dy0, dyStep, row, first, end, dx, dx0);
  }

  @Override
  public void adaptivePool(AdaptivePool pool, float[] x, int x0, int row, float[] y, int y0, int yStep) {
    ScalarAdaptivePools.forward(pool, x, x0, row, y, y0, yStep);
  }

  @Override
  public void adaptivePoolGradient(AdaptivePool pool, float[] dy, int dy0, int dyStep, int row, int first, int end, float[] dx,
      int dx0) {
    ScalarAdaptivePools.gradient(pool, dy, dy0, dyStep, row, first, end, dx, dx0);
  }

  @Override
  public void relu(float[] x, int x0, float[] y, int y0, int n) {
    for (int i = 0; i < n; i++) {
      y[y0 + i] = Math.max(0f, x[x0 + i]);
    }
  }

  @Override
  public void reluGradient(float[] y, int y0, float[] dy, int dy0, float[] dx, int dx0, int n) {
    for (int i = 0; i < n; i++) {
      dx[dx0 + i] += y[y0 + i] > 0 ? dy[dy0 + i] : 0;
    }
  }

  @Override
  public void relu6(float[] x, int x0, float[] y, int y0, int n) {
    for (int i = 0; i < n; i++) {
      y[y0 + i] = Math.min(6f, Math.max(0f, x[x0 + i]));
    }
  }

  @Override
  public void relu6Gradient(float[] y, int y0, float[] dy, int dy0, float[] dx, int dx0, int n) {
    for (int i = 0; i < n; i++) {
      float v = y[y0 + i];
      dx[dx0 + i] += v > 0 && v < 6 ? dy[dy0 + i] : 0;
    }
  }

  @Override
  public void leakyRelu(float slope, float[] x, int x0, float[] y, int y0, int n) {
    for (int i = 0; i < n; i++) {
      float v = x[x0 + i];
      y[y0 + i] = v > 0 ? v : slope * v;
    }
  }

  @Override
  public void leakyReluGradient(float slope, float[] x, int x0, float[] dy, int dy0, float[] dx, int dx0, int n) {
    for (int i = 0; i < n; i++) {
      float g = dy[dy0 + i];
      dx[dx0 + i] += x[x0 + i] > 0 ? g : slope * g;
    }
  }

  @Override
  public void sigmoid(float[] x, int x0, float[] y, int y0, int n) {
    for (int i = 0; i < n; i++) {
      y[y0 + i] = (float) (1 / (1 + Math.exp(-x[x0 + i])));
    }
  }

  @Override
  public void sigmoidGradient(float[] y, int y0, float[] dy, int dy0, float[] dx, int dx0, int n) {
    for (int i = 0; i < n; i++) {
      float v = y[y0 + i];
      dx[dx0 + i] += dy[dy0 + i] * v * (1 - v);
    }
  }

  @Override
  public void tanh(float[] x, int x0, float[] y, int y0, int n) {
    for (int i = 0; i < n; i++) {
      y[y0 + i] = (float) Math.tanh(x[x0 + i]);
    }
  }

  @Override
  public void tanhGradient(float[] y, int y0, float[] dy, int dy0, float[] dx, int dx0, int n) {
    for (int i = 0; i < n; i++) {
      float v = y[y0 + i];
      dx[dx0 + i] += dy[dy0 + i] * (1 - v * v);
    }
  }

  @Override
  public void add(float[] x, int x0, float[] y, int y0, int n) {
    for (int i = 0; i < n; i++) {
      y[y0 + i] += x[x0 + i];
    }
  }

  @Override
  public void addPositive(float[] x, int x0, float[] y, int y0, int n) {
    for (int i = 0; i < n; i++) {
      y[y0 + i] += Math.max(0f, x[x0 + i]);
    }
  }

  @Override
  public void multiply(float[] x, int x0, int xStep, float[] g, int g0, int gStep, float[] y, int y0, int yStep, int count,
      int channels) {
    ScalarChannels.multiply(x, x0, xStep, g, g0, gStep, y, y0, yStep, count, channels);
  }

  @Override
  public void addProduct(float[] x, int x0, int xStep, float[] g, int g0, int gStep, float[] y, int y0, int yStep, int count,
      int channels) {
    ScalarChannels.addProduct(x, x0, xStep, g, g0, gStep, y, y0, yStep, count, channels);
  }

  @Override
  public void scaleShift(float[] x, int x0, int xStep, float[] scale, float[] shift, float[] y, int y0, int yStep, int count,
      int channels) {
    ScalarChannels.scaleShift(x, x0, xStep, scale, shift, y, y0, yStep, count, channels);
  }

  @Override
  public void finish(float[] scale, float[] shift, int first, float[] r, int r0, int rStep, float low, float high, float[] y, int y0,
      int yStep, int count, int channels) {
    ScalarFinish.finish(scale, shift, first, r, r0, rStep, low, high, y, y0, yStep, count, channels);
  }

  @Override
  public void winogradInput(int outputs, int kernel, float[] x, int x0, int rowStride, int pixelStride, float[] v, int v0,
      int positionStride, int tileStride, int tiles, int channels) {
    ScalarWinograd.input(outputs, kernel, x, x0, rowStride, pixelStride, v, v0, positionStride, tileStride, tiles, channels);
  }

  @Override
  public void winogradOutput(int outputs, int kernel, float[] m, int m0, int positionStride, int tileStride, float[] start, int start0,
      float[] y, int y0, int rowStride, int pixelStride, int rows, int columns, int filters) {
    ScalarWinograd.output(outputs, kernel, m, m0, positionStride, tileStride, start, start0, y, y0, rowStride, pixelStride, rows,
        columns, filters);
  }

  @Override
  public void winogradFilters(int outputs, int kernel, float[] w, int w0, int wStride, float[] u, int u0, int uStride, int n) {
    ScalarWinograd.filters(outputs, kernel, w, w0, wStride, u, u0, uStride, n);
  }

  @Override
  public void winogradOutputGradient(int kernel, float[] dy, int dy0, int rowStride, int pixelStride, float[] d, int d0,
      int positionStride, int tileStride, int tiles, int filters) {
    ScalarWinograd.outputGradients(kernel, dy, dy0, rowStride, pixelStride, d, d0, positionStride, tileStride, tiles, filters);
  }

  @Override
  public void winogradFiltersGradient(int kernel, float[] s, int s0, int sStride, float[] dw, int dw0, int wStride, int n) {
    ScalarWinograd.filterGradients(kernel, s, s0, sStride, dw, dw0, wStride, n);
  }

  @Override
  public void addScaled(float[] x, int x0, int xStep, float[] scale, float[] y, int y0, int yStep, int count, int channels) {
    ScalarChannels.addScaled(x, x0, xStep, scale, y, y0, yStep, count, channels);
  }

  @Override
  public void sums(float[] x, int x0, int step, int count, int channels, double[] sums, int first) {
    ScalarChannels.sums(x, x0, step, count, channels, sums, first);
  }

  @Override
  public void squaredDeviations(float[] x, int x0, int step, float[] mean, int count, int channels, double[] sums, int first) {
    ScalarChannels.squaredDeviations(x, x0, step, mean, count, channels, sums, first);
  }

  @Override
  public void gradientSums(float[] x, int x0, int xStep, float[] mean, float[] dy, int dy0, int dyStep, int count, int channels,
      double[] sums, double[] products, int first) {
    ScalarChannels.gradientSums(x, x0, xStep, mean, dy, dy0, dyStep, count, channels, sums, products, first);
  }

  @Override
  public void batchNormGradient(float[] dy, int dy0, int dyStep, float[] a, float[] x, int x0, int xStep, float[] b, float[] d,
      float[] dx, int dx0, int dxStep, int count, int channels) {
    ScalarChannels.batchNormGradient(dy, dy0, dyStep, a, x, x0, xStep, b, d, dx, dx0, dxStep, count, channels);
  }

  @Override
  public void softmax(float[] x, int x0, int xStep, float[] y, int y0, int yStep, int count, int channels) {
    ScalarChannels.softmax(x, x0, xStep, y, y0, yStep, count, channels);
  }

  @Override
  public void softmaxGradient(float[] y, int y0, int yStep, float[] dy, int dy0, int dyStep, float[] dx, int dx0, int dxStep,
      int count, int channels) {
    ScalarChannels.softmaxGradient(y, y0, yStep, dy, dy0, dyStep, dx, dx0, dxStep, count, channels);
  }

  @Override
  public void localResponseNorm(int size, float alpha, float beta, float k, float[] x, int x0, int xStep, float[] y, int y0,
      int yStep, int count, int channels) {
    ScalarResponses.forward(size, alpha, beta, k, x, x0, xStep, y, y0, yStep, count, channels);
  }

  @Override
  public void localResponseNormGradient(int size, float alpha, float beta, float k, float[] x, int x0, int xStep, float[] dy,
      int dy0, int dyStep, float[] dx, int dx0, int dxStep, int count, int channels) {
    ScalarResponses.gradient(size, alpha, beta, k, x, x0, xStep, dy, dy0, dyStep, dx, dx0, dxStep, count, channels);
  }

  @Override
  public void copyChannels(float[] x, int x0, int xStep, float[] y, int y0, int yStep, int count, int channels) {
    for (int p = 0; p < count; p++) {
      System.arraycopy(x, x0 + p * xStep, y, y0 + p * yStep, channels);
    }
  }

  @Override
  public void addChannels(float[] x, int x0, int xStep, float[] y, int y0, int yStep, int count, int channels) {
    for (int p = 0; p < count; p++) {
      add(x, x0 + p * xStep, y, y0 + p * yStep, channels);
    }
  }
}
