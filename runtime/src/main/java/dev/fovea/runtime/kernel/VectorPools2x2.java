package dev.fovea.runtime.kernel;

import static dev.fovea.runtime.kernel.VectorWidth.LANES;
import static dev.fovea.runtime.kernel.VectorWidth.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** Max pools of 2 x 2, for windows without padding: the four pixels in straight-line code. */
final class VectorPools2x2 {
  private VectorPools2x2() {}

  /** The first column of outputs whose window has four real pixels; the number of columns if there is none. */
  static int firstWhole(Pool pool, int row) {
    int top = row * pool.strideHeight() - pool.top();
    boolean whole = pool.kernelHeight() == 2 && pool.kernelWidth() == 2 && top >= 0
        && top + pool.dilationHeight() < pool.height();
    int first = (pool.left() + pool.strideWidth() - 1) / pool.strideWidth();
    return whole && first < endWithin(pool) ? first : pool.outputWidth();
  }

  /** One past the last such column. */
  static int endWhole(Pool pool, int row) {
    return firstWhole(pool, row) == pool.outputWidth() ? pool.outputWidth() : endWithin(pool);
  }

  private static int endWithin(Pool pool) {
    int room = pool.width() - pool.dilationWidth() + pool.left();
    return room <= 0 ? 0 : Math.min(pool.outputWidth(), (room - 1) / pool.strideWidth() + 1);
  }

  /** Where the window's first pixel lies. */
  static int corner(Pool pool, int row, int column) {
    return (row * pool.strideHeight() - pool.top()) * pool.rowStride()
        + (column * pool.strideWidth() - pool.left()) * pool.pixelStride();
  }

  static void maximum(Pool pool, float[] x, int x0, float[] y, int y0, int yStep, int count) {
    int right = pool.dilationWidth() * pool.pixelStride();
    int down = pool.dilationHeight() * pool.rowStride();
    int xStep = pool.strideWidth() * pool.pixelStride();
    int channels = pool.channels();
    for (int p = 0; p < count; p++) {
      int at = x0 + p * xStep;
      int to = y0 + p * yStep;
      for (int c = 0; c < channels; c += LANES) {
        FloatVector upper = FloatVector.fromArray(SPECIES, x, at + c).max(FloatVector.fromArray(SPECIES, x, at + right + c));
        FloatVector left = FloatVector.fromArray(SPECIES, x, at + down + c);
        FloatVector lower = left.max(FloatVector.fromArray(SPECIES, x, at + down + right + c));
        upper.max(lower).intoArray(y, to + c);
      }
    }
  }

  static void maximum(Pool pool, float[] x, int x0, float[] y, int y0, int yStep, float[] switches, int switches0, int count) {
    int right = pool.dilationWidth() * pool.pixelStride();
    int down = pool.dilationHeight() * pool.rowStride();
    int xStep = pool.strideWidth() * pool.pixelStride();
    int channels = pool.channels();
    for (int p = 0; p < count; p++) {
      int at = x0 + p * xStep;
      int to = y0 + p * yStep;
      int where0 = switches0 + p * yStep;
      for (int c = 0; c < channels; c += LANES) {
        FloatVector best = FloatVector.fromArray(SPECIES, x, at + c);
        // A NaN is larger than any number, but not than an earlier NaN.
        FloatVector v = FloatVector.fromArray(SPECIES, x, at + right + c);
        VectorMask<Float> larger = v.compare(VectorOperators.LE, best).not().and(best.compare(VectorOperators.EQ, best));
        best = best.blend(v, larger);
        FloatVector where = FloatVector.zero(SPECIES).blend(1f, larger);
        v = FloatVector.fromArray(SPECIES, x, at + down + c);
        larger = v.compare(VectorOperators.LE, best).not().and(best.compare(VectorOperators.EQ, best));
        best = best.blend(v, larger);
        where = where.blend(2f, larger);
        v = FloatVector.fromArray(SPECIES, x, at + down + right + c);
        larger = v.compare(VectorOperators.LE, best).not().and(best.compare(VectorOperators.EQ, best));
        best.blend(v, larger).intoArray(y, to + c);
        where.blend(3f, larger).intoArray(switches, where0 + c);
      }
    }
  }

  static void maximumGradient(Pool pool, float[] dy, int dy0, int dyStep, float[] switches, int switches0, float[] dx, int dx0,
      int count) {
    int right = pool.dilationWidth() * pool.pixelStride();
    int down = pool.dilationHeight() * pool.rowStride();
    int dxStep = pool.strideWidth() * pool.pixelStride();
    int channels = pool.channels();
    for (int p = 0; p < count; p++) {
      int from = dy0 + p * dyStep;
      int where0 = switches0 + p * dyStep;
      for (int c = 0; c < channels; c += LANES) {
        int to = dx0 + p * dxStep + c;
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector g = FloatVector.fromArray(SPECIES, dy, from + c);
        FloatVector where = FloatVector.fromArray(SPECIES, switches, where0 + c);
        FloatVector.fromArray(SPECIES, dx, to).add(zero.blend(g, where.compare(VectorOperators.EQ, 0f))).intoArray(dx, to);
        to += right;
        FloatVector.fromArray(SPECIES, dx, to).add(zero.blend(g, where.compare(VectorOperators.EQ, 1f))).intoArray(dx, to);
        to += down - right;
        FloatVector.fromArray(SPECIES, dx, to).add(zero.blend(g, where.compare(VectorOperators.EQ, 2f))).intoArray(dx, to);
        to += right;
        FloatVector.fromArray(SPECIES, dx, to).add(zero.blend(g, where.compare(VectorOperators.EQ, 3f))).intoArray(dx, to);
      }
    }
  }
}
