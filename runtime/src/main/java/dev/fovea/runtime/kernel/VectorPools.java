package dev.fovea.runtime.kernel;

import static dev.fovea.runtime.kernel.VectorWidth.LANES;
import static dev.fovea.runtime.kernel.VectorWidth.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Pools. A window is taken in pixel by pixel: each is a pass over the channels, with what was found so far in the output, which is in
 * the first-level cache. So no vector lives across a loop, and none can be boxed. Whole windows of 2 x 2 have kernels of their own,
 * {@link VectorPools2x2}; so has the maximum of 3 x 3.
 */
final class VectorPools {
  private VectorPools() {}

  static void maximum(Pool pool, float[] x, int x0, int row, float[] y, int y0, int yStep, float[] switches, int switches0) {
    int first = VectorPools2x2.firstWhole(pool, row);
    int end = VectorPools2x2.endWhole(pool, row);
    maximum(pool, x, x0, row, 0, first, y, y0, yStep, switches, switches0);
    if (first < end) {
      int at = x0 + VectorPools2x2.corner(pool, row, first);
      if (switches == null) {
        VectorPools2x2.maximum(pool, x, at, y, y0 + first * yStep, yStep, end - first);
      } else {
        VectorPools2x2.maximum(pool, x, at, y, y0 + first * yStep, yStep, switches, switches0 + first * yStep, end - first);
      }
    }
    maximum(pool, x, x0, row, end, pool.outputWidth(), y, y0, yStep, switches, switches0);
  }

  private static void maximum(Pool pool, float[] x, int x0, int row, int first, int end, float[] y, int y0, int yStep,
      float[] switches, int switches0) {
    int top = row * pool.strideHeight() - pool.top();
    int firstRow = Window.first(top, pool.dilationHeight());
    int endRow = Window.end(top, pool.dilationHeight(), pool.kernelHeight(), pool.height());
    for (int column = first; column < end; column++) {
      int left = column * pool.strideWidth() - pool.left();
      int firstColumn = Window.first(left, pool.dilationWidth());
      int endColumn = Window.end(left, pool.dilationWidth(), pool.kernelWidth(), pool.width());
      int to = y0 + column * yStep;
      int where = switches0 + column * yStep;
      if (switches == null && endRow - firstRow == 3 && endColumn - firstColumn == 3) {
        largestOfNine(x, x0 + (top + firstRow * pool.dilationHeight()) * pool.rowStride()
            + (left + firstColumn * pool.dilationWidth()) * pool.pixelStride(), pool.dilationHeight() * pool.rowStride(),
            pool.dilationWidth() * pool.pixelStride(), y, to, pool.channels());
        continue;
      }
      boolean empty = true;
      for (int i = firstRow; i < endRow; i++) {
        int line = x0 + (top + i * pool.dilationHeight()) * pool.rowStride() + left * pool.pixelStride();
        for (int j = firstColumn; j < endColumn; j++) {
          int at = line + j * pool.dilationWidth() * pool.pixelStride();
          int position = i * pool.kernelWidth() + j;
          if (empty) {
            start(x, at, position, y, to, switches, where, pool.channels());
            empty = false;
          } else if (switches == null) {
            larger(x, at, y, to, pool.channels());
          } else {
            larger(x, at, position, y, to, switches, where, pool.channels());
          }
        }
      }
      if (empty) {
        Arrays.fill(y, to, to + pool.channels(), Float.NEGATIVE_INFINITY);
        start(y, to, -1, y, to, switches, where, pool.channels());
      }
    }
  }

  private static void start(float[] x, int x0, int position, float[] y, int y0, float[] switches, int switches0, int channels) {
    System.arraycopy(x, x0, y, y0, channels);
    if (switches != null) {
      Arrays.fill(switches, switches0, switches0 + channels, position);
    }
  }

  /** Of three rows of three pixels. */
  private static void largestOfNine(float[] x, int x0, int down, int right, float[] y, int y0, int channels) {
    int x1 = x0 + down;
    int x2 = x1 + down;
    for (int c = 0; c < channels; c += LANES) {
      FloatVector a = FloatVector.fromArray(SPECIES, x, x0 + c).max(FloatVector.fromArray(SPECIES, x, x1 + c))
          .max(FloatVector.fromArray(SPECIES, x, x2 + c));
      FloatVector b = FloatVector.fromArray(SPECIES, x, x0 + right + c).max(FloatVector.fromArray(SPECIES, x, x1 + right + c))
          .max(FloatVector.fromArray(SPECIES, x, x2 + right + c));
      FloatVector d = FloatVector.fromArray(SPECIES, x, x0 + 2 * right + c).max(FloatVector.fromArray(SPECIES, x, x1 + 2 * right + c))
          .max(FloatVector.fromArray(SPECIES, x, x2 + 2 * right + c));
      a.max(b).max(d).intoArray(y, y0 + c);
    }
  }

  private static void larger(float[] x, int x0, float[] y, int y0, int channels) {
    for (int c = 0; c < channels; c += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, x0 + c);
      FloatVector.fromArray(SPECIES, y, y0 + c).max(v).intoArray(y, y0 + c);
    }
  }

  private static void larger(float[] x, int x0, int position, float[] y, int y0, float[] switches, int switches0, int channels) {
    for (int c = 0; c < channels; c += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, x0 + c);
      FloatVector best = FloatVector.fromArray(SPECIES, y, y0 + c);
      FloatVector where = FloatVector.fromArray(SPECIES, switches, switches0 + c);
      // A NaN is larger than any number, but not than an earlier NaN.
      VectorMask<Float> larger = v.compare(VectorOperators.LE, best).not().and(best.compare(VectorOperators.EQ, best));
      best.blend(v, larger).intoArray(y, y0 + c);
      where.blend(position, larger).intoArray(switches, switches0 + c);
    }
  }

  static void maximumReverse(Pool pool, float[] dy, int dy0, int dyStep, float[] switches, int switches0, int row, int first,
      int end, float[] dx, int dx0, boolean overwrite) {
    int firstWhole = overwrite ? end : Math.min(end, Math.max(first, VectorPools2x2.firstWhole(pool, row)));
    int endWhole = overwrite ? end : Math.min(end, VectorPools2x2.endWhole(pool, row));
    part(pool, dy, dy0, dyStep, switches, switches0, row, first, firstWhole, dx, dx0, overwrite);
    if (firstWhole < endWhole) {
      VectorPools2x2.maximumGradient(pool, dy, dy0 + firstWhole * dyStep, dyStep, switches, switches0 + firstWhole * dyStep, dx,
          dx0 + VectorPools2x2.corner(pool, row, firstWhole), endWhole - firstWhole);
    }
    part(pool, dy, dy0, dyStep, switches, switches0, row, Math.max(firstWhole, endWhole), end, dx, dx0, overwrite);
  }

  private static void part(Pool pool, float[] dy, int dy0, int dyStep, float[] switches, int switches0, int row, int first, int end,
      float[] dx, int dx0, boolean overwrite) {
    int top = row * pool.strideHeight() - pool.top();
    int firstRow = Window.first(top, pool.dilationHeight());
    int endRow = Window.end(top, pool.dilationHeight(), pool.kernelHeight(), pool.height());
    for (int column = first; column < end; column++) {
      int left = column * pool.strideWidth() - pool.left();
      int firstColumn = Window.first(left, pool.dilationWidth());
      int endColumn = Window.end(left, pool.dilationWidth(), pool.kernelWidth(), pool.width());
      int from = dy0 + column * dyStep;
      int where = switches0 + column * dyStep;
      for (int i = firstRow; i < endRow; i++) {
        int line = dx0 + (top + i * pool.dilationHeight()) * pool.rowStride() + left * pool.pixelStride();
        for (int j = firstColumn; j < endColumn; j++) {
          int to = line + j * pool.dilationWidth() * pool.pixelStride();
          if (overwrite) {
            overwriteSwitched(dy, from, switches, where, i * pool.kernelWidth() + j, dx, to, pool.channels());
          } else {
            addSwitched(dy, from, switches, where, i * pool.kernelWidth() + j, dx, to, pool.channels());
          }
        }
      }
    }
  }

  private static void addSwitched(float[] dy, int dy0, float[] switches, int switches0, int position, float[] dx, int dx0,
      int channels) {
    for (int c = 0; c < channels; c += LANES) {
      VectorMask<Float> here = FloatVector.fromArray(SPECIES, switches, switches0 + c).compare(VectorOperators.EQ, position);
      FloatVector arriving = FloatVector.zero(SPECIES).blend(FloatVector.fromArray(SPECIES, dy, dy0 + c), here);
      FloatVector.fromArray(SPECIES, dx, dx0 + c).add(arriving).intoArray(dx, dx0 + c);
    }
  }

  private static void overwriteSwitched(float[] dy, int dy0, float[] switches, int switches0, int position, float[] dx, int dx0,
      int channels) {
    for (int c = 0; c < channels; c += LANES) {
      VectorMask<Float> here = FloatVector.fromArray(SPECIES, switches, switches0 + c).compare(VectorOperators.EQ, position);
      FloatVector old = FloatVector.fromArray(SPECIES, dx, dx0 + c);
      old.blend(FloatVector.fromArray(SPECIES, dy, dy0 + c), here).intoArray(dx, dx0 + c);
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
      int to = y0 + column * yStep;
      Arrays.fill(y, to, to + pool.channels(), 0f);
      for (int i = firstRow; i < endRow; i++) {
        int line = x0 + (top + i * pool.dilationHeight()) * pool.rowStride() + left * pool.pixelStride();
        for (int j = firstColumn; j < endColumn; j++) {
          VectorElementwise.add(x, line + j * pool.dilationWidth() * pool.pixelStride(), y, to, pool.channels());
        }
      }
      divide(y, to, pool.divisor(row, column), pool.channels());
    }
  }

  static void divide(float[] y, int y0, int divisor, int channels) {
    for (int c = 0; c < channels; c += LANES) {
      FloatVector.fromArray(SPECIES, y, y0 + c).div(divisor).intoArray(y, y0 + c);
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
          addShare(dy, dy0 + column * dyStep, divisor, dx, line + j * pool.dilationWidth() * pool.pixelStride(), pool.channels());
        }
      }
    }
  }

  static void addShare(float[] dy, int dy0, int divisor, float[] dx, int dx0, int channels) {
    for (int c = 0; c < channels; c += LANES) {
      FloatVector share = FloatVector.fromArray(SPECIES, dy, dy0 + c).div(divisor);
      FloatVector.fromArray(SPECIES, dx, dx0 + c).add(share).intoArray(dx, dx0 + c);
    }
  }
}
