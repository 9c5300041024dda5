package dev.fovea.runtime.kernel;

import java.util.Arrays;

/** Adaptive average pools, pixel by pixel as {@link VectorPools} does it. */
final class VectorAdaptivePools {
  private VectorAdaptivePools() {}

  static void forward(AdaptivePool pool, float[] x, int x0, int row, float[] y, int y0, int yStep) {
    int firstRow = pool.firstRow(row);
    int endRow = pool.endRow(row);
    for (int column = 0; column < pool.outputWidth(); column++) {
      int firstColumn = pool.firstColumn(column);
      int endColumn = pool.endColumn(column);
      int to = y0 + column * yStep;
      Arrays.fill(y, to, to + pool.channels(), 0f);
      for (int i = firstRow; i < endRow; i++) {
        for (int j = firstColumn; j < endColumn; j++) {
          VectorElementwise.add(x, x0 + i * pool.rowStride() + j * pool.pixelStride(), y, to, pool.channels());
        }
      }
      VectorPools.divide(y, to, (endRow - firstRow) * (endColumn - firstColumn), pool.channels());
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
          int to = dx0 + i * pool.rowStride() + j * pool.pixelStride();
          VectorPools.addShare(dy, dy0 + column * dyStep, divisor, dx, to, pool.channels());
        }
      }
    }
  }
}
