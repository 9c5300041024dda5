package dev.fovea.runtime.kernel;

/**
 * Dropout that counts instead of drawing: whether a number is dropped depends on the seed, the run, and the number's place in channel,
 * height, width order, and on nothing else, so that threads and layouts do not matter. N. Srivastava et al., "Dropout", JMLR 2014; kept
 * numbers are scaled up while training ("inverted").
 */
public final class Dropouts {
  private Dropouts() {}

  /** A key for one dropout of one run. */
  public static long key(long seed, long run, int operation) {
    return mix(mix(seed + 0x9E3779B97F4A7C15L * run) + operation);
  }

  /** Whether the number at an index of its batch, in image, channel, height, width order, is kept. */
  public static boolean isKept(long key, long index, double rate) {
    return (mix(key + index * 0x9E3779B97F4A7C15L) >>> 11) * 0x1.0p-53 >= rate;
  }

  /**
   * One row of pixels: {@code y = kept ? x / (1 - rate) : 0}.
   *
   * @param index the batch-wide index of channel 0 of the first pixel
   * @param plane how far apart the indices of neighbouring channels are
   */
  public static void forward(long key, double rate, long index, long plane, float[] x, int x0, int xStep, float[] y, int y0,
      int yStep, int count, int channels) {
    float factor = (float) (1 / (1 - rate));
    for (int p = 0; p < count; p++) {
      for (int c = 0; c < channels; c++) {
        y[y0 + p * yStep + c] = isKept(key, index + p + c * plane, rate) ? factor * x[x0 + p * xStep + c] : 0;
      }
      java.util.Arrays.fill(y, y0 + p * yStep + channels, y0 + (p + 1) * yStep, 0);
    }
  }

  /** One row of pixels: {@code dx += kept ? dy / (1 - rate) : 0}. */
  public static void backward(long key, double rate, long index, long plane, float[] dy, int dy0, int dyStep, float[] dx, int dx0,
      int dxStep, int count, int channels) {
    float factor = (float) (1 / (1 - rate));
    for (int p = 0; p < count; p++) {
      for (int c = 0; c < channels; c++) {
        if (isKept(key, index + p + c * plane, rate)) {
          dx[dx0 + p * dxStep + c] += factor * dy[dy0 + p * dyStep + c];
        }
      }
    }
  }

  /** The finaliser of SplitMix64 (G. Steele, D. Lea and C. Flood, OOPSLA 2014). */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
