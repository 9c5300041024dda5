package dev.fovea.runtime.kernel;

/** Adaptive average pools in plain Java. */
final class ScalarAdaptivePools {
  private ScalarAdaptivePools() {}

  static void forward(AdaptivePool pool, float[] x, int x0, int row, float[] y, int y0, int yStep) {
    int firstRow = pool.firstRow(row);
    int endRow = pool.endRow(row);
    for (int column = 0; column < pool.outputWidth(); column++) {
      int firstColumn = pool.firstColumn(column);
      int endColumn = pool.endColumn(column);
      int divisor = (endRow - firstRow) * (endColumn - firstColumn);
      for (int c = 0; c < pool.channels(); c++) {
        float sum = 0;
        for (int i = firstRow; i < endRow; i++) {
          for (int j = firstColumn; j < endColumn; j++) {
            sum += x[x0 + i * pool.rowStride() + j * pool.pixelStride() + c];
          }
        }
        y[y0 + column * yStep + c] = sum / divisor;
      }
    }
  }

  static void gradient(AdaptivePool pool, float[] dy, int dy0, int dyStep, int row, int first, int end, float[] dx,
      int dx0) {
    int firstRow = pool.firstRow(row);
    int endRow = pool.endRow(row);
    for (int column = first; column < end; column++) {
      int firstColumn = pool.firstColumn(column);
      int endColumn = pool.endColumn(column);
      int divisor = (endRow - firstRow) * (endColumn - firstColumn);
      for (int i = firstRow; i < endRow; i++) {
        for (int j = firstColumn; j < endColumn; j++) {
          for (int c = 0; c < pool.channels(); c++) {
            dx[dx0 + i * pool.rowStride() + j * pool.pixelStride() + c] += dy[dy0 + column * dyStep + c] / divisor;
          }
        }
      }
    }
  }
}
