package dev.fovea.runtime.kernel;

/** Pools in plain Java. */
final class ScalarPools {
  private ScalarPools() {}

  static void maximum(Pool pool, float[] x, int x0, int row, float[] y, int y0, int yStep, float[] switches, int switches0) {
    int top = row * pool.strideHeight() - pool.top();
    int firstRow = Window.first(top, pool.dilationHeight());
    int endRow = Window.end(top, pool.dilationHeight(), pool.kernelHeight(), pool.height());
    for (int column = 0; column < pool.outputWidth(); column++) {
      int left = column * pool.strideWidth() - pool.left();
      int firstColumn = Window.first(left, pool.dilationWidth());
      int endColumn = Window.end(left, pool.dilationWidth(), pool.kernelWidth(), pool.width());
      for (int c = 0; c < pool.channels(); c++) {
        float best = Float.NEGATIVE_INFINITY;
        int where = -1;
        for (int i = firstRow; i < endRow; i++) {
          int line = x0 + (top + i * pool.dilationHeight()) * pool.rowStride() + left * pool.pixelStride() + c;
          for (int j = firstColumn; j < endColumn; j++) {
            float v = x[line + j * pool.dilationWidth() * pool.pixelStride()];
            // Not "v > best": the first pixel wins over nothing at all, and a NaN over any number but not over another NaN.
            if (where < 0 || (!(v <= best) && best == best)) {
              best = v;
              where = i * pool.kernelWidth() + j;
            }
          }
        }
        y[y0 + column * yStep + c] = best;
        if (switches != null) {
          switches[switches0 + column * yStep + c] = where;
        }
      }
    }
  }

  static void maximumReverse(Pool pool, float[] dy, int dy0, int dyStep, float[] switches, int switches0, int row, int first,
      int end, float[] dx, int dx0, boolean overwrite) {
    int top = row * pool.strideHeight() - pool.top();
    for (int column = first; column < end; column++) {
      int left = column * pool.strideWidth() - pool.left();
      int corner = dx0 + top * pool.rowStride() + left * pool.pixelStride();
      for (int c = 0; c < pool.channels(); c++) {
        int where = (int) switches[switches0 + column * dyStep + c];
        int i = where / pool.kernelWidth();
        int j = where - i * pool.kernelWidth();
        int to = corner + i * pool.dilationHeight() * pool.rowStride() + j * pool.dilationWidth() * pool.pixelStride() + c;
        float v = dy[dy0 + column * dyStep + c];
        if (where >= 0) {
          dx[to] = overwrite ? v : dx[to] + v;
        }
      }
    }
  }

  static void average(Pool pool, float[] x, int x0, int row, float[] y, int y0, int yStep) {
    int top = row * pool.strideHeight() - pool.top();
    int firstRow = Window.first(top, pool.dilationHeight());
    int endRow = Window.end(top, pool.dilationHeight(), pool.kernelHeight(), pool.height());
    for (int column = 0; column < pool.outputWidth(); column++) {
      int left = column * pool.strideWidth() - pool.left();
      int firstColumn = Window.first(left, pool.dilationWidth());
      int endColumn = Window.end(left, pool.dilationWidth(), pool.kernelWidth(), pool.width());
      int divisor = pool.divisor(row, column);
      for (int c = 0; c < pool.channels(); c++) {
        float sum = 0;
        for (int i = firstRow; i < endRow; i++) {
          int line = x0 + (top + i * pool.dilationHeight()) * pool.rowStride() + left * pool.pixelStride() + c;
          for (int j = firstColumn; j < endColumn; j++) {
            sum += x[line + j * pool.dilationWidth() * pool.pixelStride()];
          }
        }
        y[y0 + column * yStep + c] = sum / divisor;
      }
    }
  }

  static void averageGradient(Pool pool, float[] dy, int dy0, int dyStep, int row, int first, int end, float[] dx,
      int dx0) {
    int top = row * pool.strideHeight() - pool.top();
    int firstRow = Window.first(top, pool.dilationHeight());
    int endRow = Window.end(top, pool.dilationHeight(), pool.kernelHeight(), pool.height());
    for (int column = first; column < end; column++) {
      int left = column * pool.strideWidth() - pool.left();
      int firstColumn = Window.first(left, pool.dilationWidth());
      int endColumn = Window.end(left, pool.dilationWidth(), pool.kernelWidth(), pool.width());
      int divisor = pool.divisor(row, column);
      for (int i = firstRow; i < endRow; i++) {
        int line = dx0 + (top + i * pool.dilationHeight()) * pool.rowStride() + left * pool.pixelStride();
        for (int j = firstColumn; j < endColumn; j++) {
          int to = line + j * pool.dilationWidth() * pool.pixelStride();
          for (int c = 0; c < pool.channels(); c++) {
            dx[to + c] += dy[dy0 + column * dyStep + c] / divisor;
          }
        }
      }
    }
  }
}
