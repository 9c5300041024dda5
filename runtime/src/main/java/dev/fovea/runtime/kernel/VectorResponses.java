package dev.fovea.runtime.kernel;

import static dev.fovea.runtime.kernel.VectorWidth.LANES;
import static dev.fovea.runtime.kernel.VectorWidth.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Local response normalisation. A pixel's squares are put between zeros, so that the sum over a window of channels is a sum of vectors,
 * each one channel further.
 */
final class VectorResponses {
  /** One pixel's squares or shares between zeros, its bases, and their powers; new arrays for each run would be garbage. */
  private static final ThreadLocal<float[][]> SCRATCH = ThreadLocal.withInitial(() -> new float[3][0]);

  private VectorResponses() {}

  private static float[][] scratch(int channels, int reach) {
    float[][] scratch = SCRATCH.get();
    int padded = (channels + 15) / 16 * 16;
    if (scratch[0].length < padded + 2 * reach) {
      scratch[0] = new float[padded + 2 * reach];
    }
    if (scratch[1].length < padded) {
      scratch[1] = new float[padded];
      scratch[2] = new float[padded];
    }
    return scratch;
  }

  /** How far a window can reach at most; windows may be wider than there are channels. */
  private static int reach(int size, int channels) {
    return Math.min(size / 2, channels);
  }

  static void forward(int size, float alpha, float beta, float k, float[] x, int x0, int xStep, float[] y, int y0, int yStep,
      int count, int channels) {
    int reach = reach(size, channels);
    float[][] scratch = scratch(channels, reach);
    for (int p = 0; p < count; p++) {
      int to = y0 + p * yStep;
      powers(size, alpha, beta, k, x, x0 + p * xStep, channels, reach, scratch);
      multiply(x, x0 + p * xStep, scratch[2], y, to, channels);
      for (int c = channels; c % 16 != 0; c++) {
        y[to + c] = 0;
      }
    }
  }

  /** The bases of a pixel, and their powers. */
  private static void powers(int size, float alpha, float beta, float k, float[] x, int x0, int channels, int reach,
      float[][] scratch) {
    float[] squares = scratch[0];
    Arrays.fill(squares, 0, reach, 0f);
    Arrays.fill(squares, reach + channels, (channels + 15) / 16 * 16 + 2 * reach, 0f);
    for (int c = 0; c < channels; c++) {
      squares[reach + c] = x[x0 + c] * x[x0 + c];
    }
    windows(squares, 0, reach + Math.min((size - 1) / 2, reach), alpha / size, k, scratch[1], channels);
    VectorExponential.log(scratch[1], 0, scratch[2], 0, channels);
    VectorExponential.exp(scratch[2], 0, -beta, 0f, scratch[2], 0, channels);
  }

  /** {@code y[c] = start + factor * sum of x[c + i]} for i from first to last. */
  private static void windows(float[] x, int first, int last, float factor, float start, float[] y, int channels) {
    for (int c = 0; c < channels; c += LANES) {
      window(x, c + first, c + last, factor, start, y, c);
    }
  }

  private static void window(float[] x, int first, int last, float factor, float start, float[] y, int y0) {
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int i = first; i <= last; i++) {
      sum = sum.add(FloatVector.fromArray(SPECIES, x, i));
    }
    sum.mul(factor).add(start).intoArray(y, y0);
  }

  private static void multiply(float[] x, int x0, float[] powers, float[] y, int y0, int channels) {
    for (int c = 0; c < channels; c += LANES) {
      FloatVector.fromArray(SPECIES, x, x0 + c).mul(FloatVector.fromArray(SPECIES, powers, c)).intoArray(y, y0 + c);
    }
  }

  static void gradient(int size, float alpha, float beta, float k, float[] x, int x0, int xStep, float[] dy, int dy0, int dyStep,
      float[] dx, int dx0, int dxStep, int count, int channels) {
    int reach = reach(size, channels);
    float[][] scratch = scratch(channels, reach);
    for (int p = 0; p < count; p++) {
      int from = x0 + p * xStep;
      int to = dx0 + p * dxStep;
      powers(size, alpha, beta, k, x, from, channels, reach, scratch);
      for (int c = 0; c < channels; c++) {
        float arriving = dy[dy0 + p * dyStep + c] * scratch[2][c];
        dx[to + c] += arriving;
        scratch[0][reach + c] = arriving * x[from + c] / scratch[1][c];
      }
      // The windows that hold a channel are those of the mirrored window around it.
      windows(scratch[0], reach - Math.min((size - 1) / 2, reach), reach + reach, -2 * alpha * beta / size, 0f, scratch[1], channels);
      for (int c = 0; c < channels; c++) {
        dx[to + c] += x[from + c] * scratch[1][c];
      }
    }
  }
}
