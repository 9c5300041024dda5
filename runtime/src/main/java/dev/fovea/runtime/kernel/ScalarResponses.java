package dev.fovea.runtime.kernel;

/** Local response normalisation in plain Java. */
final class ScalarResponses {
  /** One pixel's bases and shares; new arrays for each run would be garbage. */
  private static final ThreadLocal<float[][]> SCRATCH = ThreadLocal.withInitial(() -> new float[2][0]);

  private ScalarResponses() {}

  private static float[][] scratch(int channels) {
    float[][] scratch = SCRATCH.get();
    if (scratch[0].length < channels) {
      scratch[0] = new float[channels];
      scratch[1] = new float[channels];
    }
    return scratch;
  }

  /** What is raised to a power, for each channel: {@code k + alpha / size * sum of x^2} over its window. */
  private static void bases(int size, float alpha, float k, float[] x, int x0, int channels, float[] bases) {
    for (int c = 0; c < channels; c++) {
      float sum = 0;
      for (int i = Math.max(0, c - size / 2); i <= (long) c + (size - 1) / 2 && i < channels; i++) {
        sum += x[x0 + i] * x[x0 + i];
      }
      bases[c] = k + alpha / size * sum;
    }
  }

  static void forward(int size, float alpha, float beta, float k, float[] x, int x0, int xStep, float[] y, int y0, int yStep,
      int count, int channels) {
    float[] bases = scratch(channels)[0];
    for (int p = 0; p < count; p++) {
      int from = x0 + p * xStep;
      int to = y0 + p * yStep;
      bases(size, alpha, k, x, from, channels, bases);
      for (int c = 0; c < channels; c++) {
        y[to + c] = x[from + c] * (float) Math.pow(bases[c], -beta);
      }
      for (int c = channels; c % 16 != 0; c++) {
        y[to + c] = 0;
      }
    }
  }

  static void gradient(int size, float alpha, float beta, float k, float[] x, int x0, int xStep, float[] dy, int dy0, int dyStep,
      float[] dx, int dx0, int dxStep, int count, int channels) {
    float[] bases = scratch(channels)[0];
    float[] shares = scratch(channels)[1];
    float factor = 2 * alpha * beta / size;
    for (int p = 0; p < count; p++) {
      int from = x0 + p * xStep;
      int to = dx0 + p * dxStep;
      bases(size, alpha, k, x, from, channels, bases);
      for (int c = 0; c < channels; c++) {
        float arriving = dy[dy0 + p * dyStep + c] * (float) Math.pow(bases[c], -beta);
        dx[to + c] += arriving;
        shares[c] = arriving * x[from + c] / bases[c];
      }
      for (int c = 0; c < channels; c++) {
        float sum = 0;
        // The windows that hold this channel: those of the mirrored window around it.
        for (int i = Math.max(0, c - (size - 1) / 2); i <= (long) c + size / 2 && i < channels; i++) {
          sum += shares[i];
        }
        dx[to + c] -= factor * x[from + c] * sum;
      }
    }
  }
}
