package dev.fovea.runtime.kernel;

/** The kernels on {@code jdk.incubator.vector}. */
final class VectorKernels implements Kernels {
  @Override
  public String name() {
    return "vector, " + VectorWidth.LANES + " floats";
  }

  @Override
  public void correlateRows(float[] x, int x0, int xStep, int xRow, int[] taps, int from, int to, int run, float[] w, int w0, int width,
      float[] start, int start0, float[] y, int y0, int yStep, int yRow, int count, int rows) {
    VectorTiles.correlate(x, x0, xStep, xRow, taps, from, to, run, w, w0, width, start, start0, y, y0, yStep, yRow, count, rows);
  }

  @Override
  public void correlatePool(PooledWindow window, float[] x, int x0, float[] w, float[] start, float low, float high, float[] y, int y0,
      int yStep, int yRow, int rows) {
    VectorPooled.correlate(window, x, x0, w, start, low, high, y, y0, yStep, yRow, rows);
  }

  @Override
  public void correlateWeights(float[] x, int x0, int xStep, int xRow, int[] taps, int from, int to, float[] dy, int dy0, int dyStep,
      int dyRow, float[] dw, int dw0, int width, int count, int rows) {
    VectorWeights.gradient(x, x0, xStep, xRow, taps, from, to, dy, dy0, dyStep, dyRow, dw, dw0, width, count, rows);
  }

  @Override
  public void depthwise(float[] x, int x0, int xStep, int[] taps, float[] w, int[] weights, float[] start, float[] y, int y0,
      int yStep, int count, int channels) {
    VectorDepthwise.correlate(x, x0, xStep, taps, w, weights, start, y, y0, yStep, count, channels);
  }

  @Override
  public void depthwiseWeights(float[] x, int x0, int xStep, int xRow, int[] taps, float[] dy, int dy0, int dyStep, int dyRow,
      float[] dw, int dw0, int[] weights, int count, int rows, int channels) {
    VectorDepthwiseWeights.gradient(x, x0, xStep, xRow, taps, dy, dy0, dyStep, dyRow, dw, dw0, weights, count, rows, channels);
  }

  @Override
  public void maxPool(Pool pool, float[] x, int x0, int row, float[] y, int y0, int yStep, float[] switches, int switches0) {
    VectorPools.maximum(pool, x, x0, row, y, y0, yStep, switches, switches0);
  }

  @Override
  public void maxPoolGradient(Pool pool, float[] dy, int dy0, int dyStep, float[] switches, int switches0, int row, int first,
      int end, float[] dx, int dx0) {
    VectorPools.maximumReverse(pool, dy, dy0, dyStep, switches, switches0, row, first, end, dx, dx0, false);
  }

  @Override
  public void maxPoolOverwrite(Pool pool, float[] dy, int dy0, int dyStep, float[] switches, int switches0, int row, int first,
      int end, float[] dx, int dx0) {
    VectorPools.maximumReverse(pool, dy, dy0, dyStep, switches, switches0, row, first, end, dx, dx0, true);
  }

  @Override
  public void averagePool(Pool pool, float[] x, int x0, int row, float[] y, int y0, int yStep) {
    VectorPools.average(pool, x, x0, row, y, y0, yStep);
  }

  @Override
  public void averagePoolGradient(Pool pool, float[] dy, int dy0, int dyStep, int row, int first, int end, float[] dx,
      int dx0) {
    VectorPools.averageGradient(pool, dy, dy0, dyStep, row, first, end, dx, dx0);
  }

  @Override
  public void adaptivePool(AdaptivePool pool, float[] x, int x0, int row, float[] y, int y0, int yStep) {
    VectorAdaptivePools.forward(pool, x, x0, row, y, y0, yStep);
  }

  @Override
  public void adaptivePoolGradient(AdaptivePool pool, float[] dy, int dy0, int dyStep, int row, int first, int end, float[] dx,
      int dx0) {
    VectorAdaptivePools.gradient(pool, dy, dy0, dyStep, row, first, end, dx, dx0);
  }

  @Override
  public void relu(float[] x, int x0, float[] y, int y0, int n) {
    VectorElementwise.relu(x, x0, y, y0, n);
  }

  @Override
  public void reluGradient(float[] y, int y0, float[] dy, int dy0, float[] dx, int dx0, int n) {
    VectorElementwise.reluGradient(y, y0, dy, dy0, dx, dx0, n);
  }

  @Override
  public void relu6(float[] x, int x0, float[] y, int y0, int n) {
    VectorElementwise.relu6(x, x0, y, y0, n);
  }

  @Override
  public void relu6Gradient(float[] y, int y0, float[] dy, int dy0, float[] dx, int dx0, int n) {
    VectorElementwise.relu6Gradient(y, y0, dy, dy0, dx, dx0, n);
  }

  @Override
  public void leakyRelu(float slope, float[] x, int x0, float[] y, int y0, int n) {
    VectorElementwise.leakyRelu(slope, x, x0, y, y0, n);
  }

  @Override
  public void leakyReluGradient(float slope, float[] x, int x0, float[] dy, int dy0, float[] dx, int dx0, int n) {
    VectorElementwise.leakyReluGradient(slope, x, x0, dy, dy0, dx, dx0, n);
  }

  @Override
  public void sigmoid(float[] x, int x0, float[] y, int y0, int n) {
    VectorExponential.sigmoid(x, x0, y, y0, n);
  }

  @Override
  public void sigmoidGradient(float[] y, int y0, float[] dy, int dy0, float[] dx, int dx0, int n) {
    VectorElementwise.sigmoidGradient(y, y0, dy, dy0, dx, dx0, n);
  }

  @Override
  public void tanh(float[] x, int x0, float[] y, int y0, int n) {
    VectorExponential.tanh(x, x0, y, y0, n);
  }

  @Override
  public void tanhGradient(float[] y, int y0, float[] dy, int dy0, float[] dx, int dx0, int n) {
    VectorElementwise.tanhGradient(y, y0, dy, dy0, dx, dx0, n);
  }

  @Override
  public void add(float[] x, int x0, float[] y, int y0, int n) {
    VectorElementwise.add(x, x0, y, y0, n);
  }

  @Override
  public void addPositive(float[] x, int x0, float[] y, int y0, int n) {
    VectorElementwise.addPositive(x, x0, y, y0, n);
  }

  @Override
  public void multiply(float[] x, int x0, int xStep, float[] g, int g0, int gStep, float[] y, int y0, int yStep, int count,
      int channels) {
    VectorChannels.multiply(x, x0, xStep, g, g0, gStep, y, y0, yStep, count, channels);
  }

  @Override
  public void addProduct(float[] x, int x0, int xStep, float[] g, int g0, int gStep, float[] y, int y0, int yStep, int count,
      int channels) {
    VectorChannels.addProduct(x, x0, xStep, g, g0, gStep, y, y0, yStep, count, channels);
  }

  @Override
  public void scaleShift(float[] x, int x0, int xStep, float[] scale, float[] shift, float[] y, int y0, int yStep, int count,
      int channels) {
    VectorChannels.scaleShift(x, x0, xStep, scale, shift, y, y0, yStep, count, channels);
  }

  @Override
  public void finish(float[] scale, float[] shift, int first, float[] r, int r0, int rStep, float low, float high, float[] y, int y0,
      int yStep, int count, int channels) {
    VectorFinish.finish(scale, shift, first, r, r0, rStep, low, high, y, y0, yStep, count, channels);
  }

  @Override
  public void winogradInput(int outputs, int kernel, float[] x, int x0, int rowStride, int pixelStride, float[] v, int v0,
      int positionStride, int tileStride, int tiles, int channels) {
    VectorWinograd.input(outputs, kernel, x, x0, rowStride, pixelStride, v, v0, positionStride, tileStride, tiles, channels);
  }

  @Override
  public void winogradOutput(int outputs, int kernel, float[] m, int m0, int positionStride, int tileStride, float[] start, int start0,
      float[] y, int y0, int rowStride, int pixelStride, int rows, int columns, int filters) {
    VectorWinograd.output(outputs, kernel, m, m0, positionStride, tileStride, start, start0, y, y0, rowStride, pixelStride, rows,
        columns, filters);
  }

  @Override
  public void winogradFilters(int outputs, int kernel, float[] w, int w0, int wStride, float[] u, int u0, int uStride, int n) {
    VectorWinograd.filters(outputs, kernel, w, w0, wStride, u, u0, uStride, n);
  }

  @Override
  public void winogradOutputGradient(int kernel, float[] dy, int dy0, int rowStride, int pixelStride, float[] d, int d0, int positionStride,
      int tileStride, int tiles, int filters) {
    VectorWinograd.outputGradients(kernel, dy, dy0, rowStride, pixelStride, d, d0, positionStride, tileStride, tiles, filters);
  }

  @Override
  public void winogradFiltersGradient(int kernel, float[] s, int s0, int sStride, float[] dw, int dw0, int wStride, int n) {
    VectorWinograd.filterGradients(kernel, s, s0, sStride, dw, dw0, wStride, n);
  }

  @Override
  public void addScaled(float[] x, int x0, int xStep, float[] scale, float[] y, int y0, int yStep, int count, int channels) {
    VectorChannels.addScaled(x, x0, xStep, scale, y, y0, yStep, count, channels);
  }

  @Override
  public void sums(float[] x, int x0, int step, int count, int channels, double[] sums, int first) {
    VectorChannels.sums(x, x0, step, count, channels, sums, first);
  }

  @Override
  public void squaredDeviations(float[] x, int x0, int step, float[] mean, int count, int channels, double[] sums, int first) {
    VectorChannels.squaredDeviations(x, x0, step, mean, count, channels, sums, first);
  }

  @Override
  public void gradientSums(float[] x, int x0, int xStep, float[] mean, float[] dy, int dy0, int dyStep, int count, int channels,
      double[] sums, double[] products, int first) {
    VectorChannels.gradientSums(x, x0, xStep, mean, dy, dy0, dyStep, count, channels, sums, products, first);
  }

  @Override
  public void batchNormGradient(float[] dy, int dy0, int dyStep, float[] a, float[] x, int x0, int xStep, float[] b, float[] d,
      float[] dx, int dx0, int dxStep, int count, int channels) {
    VectorChannels.batchNormGradient(dy, dy0, dyStep, a, x, x0, xStep, b, d, dx, dx0, dxStep, count, channels);
  }

  @Override
  public void softmax(float[] x, int x0, int xStep, float[] y, int y0, int yStep, int count, int channels) {
    VectorSoftmax.softmax(x, x0, xStep, y, y0, yStep, count, channels);
  }

  @Override
  public void softmaxGradient(float[] y, int y0, int yStep, float[] dy, int dy0, int dyStep, float[] dx, int dx0, int dxStep,
      int count, int channels) {
    VectorSoftmax.gradient(y, y0, yStep, dy, dy0, dyStep, dx, dx0, dxStep, count, channels);
  }

  @Override
  public void localResponseNorm(int size, float alpha, float beta, float k, float[] x, int x0, int xStep, float[] y, int y0,
      int yStep, int count, int channels) {
    VectorResponses.forward(size, alpha, beta, k, x, x0, xStep, y, y0, yStep, count, channels);
  }

  @Override
  public void localResponseNormGradient(int size, float alpha, float beta, float k, float[] x, int x0, int xStep, float[] dy,
      int dy0, int dyStep, float[] dx, int dx0, int dxStep, int count, int channels) {
    VectorResponses.gradient(size, alpha, beta, k, x, x0, xStep, dy, dy0, dyStep, dx, dx0, dxStep, count, channels);
  }

  @Override
  public void copyChannels(float[] x, int x0, int xStep, float[] y, int y0, int yStep, int count, int channels) {
    for (int p = 0; p < count; p++) {
      System.arraycopy(x, x0 + p * xStep, y, y0 + p * yStep, channels);
    }
  }

  @Override
  public void addChannels(float[] x, int x0, int xStep, float[] y, int y0, int yStep, int count, int channels) {
    VectorChannels.add(x, x0, xStep, y, y0, yStep, count, channels);
  }
}
