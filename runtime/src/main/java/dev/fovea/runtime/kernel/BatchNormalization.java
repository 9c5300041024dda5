package dev.fovea.runtime.kernel;

import dev.fovea.runtime.Packing;
import dev.fovea.runtime.Parameter;
import java.util.Arrays;

/**
 * The numbers that one batch norm works with in a pass: statistics, and the scale and shift per channel that they come down to. S.
 * Ioffe and C. Szegedy, "Batch Normalization" (arXiv 1502.03167), algorithms 1 and 2. Normalises by the biased variance; the running
 * one is unbiased.
 */
public final class BatchNormalization {
  /** Pixels summed in float before they are added in double. */
  private static final int LONGEST_RUN = 128;

  private final Parameter gamma;
  private final Parameter beta;
  private final Parameter runningMean;
  private final Parameter runningVariance;
  private final double epsilon;
  private final double momentum;
  private final int channels;
  private final float[] mean;
  private final double[] variance;
  private final float[] scale;
  private final float[] shift;
  private final double[] sums;
  private final double[] products;
  private final float[] onGradient;
  private final float[] onInput;
  private final float[] constant;
  /** Of the parameters, when {@link #fold()} took them last; -1 where something else has been taken since. */
  private long foldedVersion = -1;

  /** A batch norm's numbers, over parameters that it shares. */
  public BatchNormalization(Parameter gamma, Parameter beta, Parameter runningMean, Parameter runningVariance, double epsilon,
      double momentum) {
    this.gamma = gamma;
    this.beta = beta;
    this.runningMean = runningMean;
    this.runningVariance = runningVariance;
    this.epsilon = epsilon;
    this.momentum = momentum;
    this.channels = gamma.count();
    int padded = Packing.padded(channels);
    mean = new float[padded];
    variance = new double[padded];
    scale = new float[padded];
    shift = new float[padded];
    sums = new double[padded];
    products = new double[padded];
    onGradient = new float[padded];
    onInput = new float[padded];
    constant = new float[padded];
  }

  /** What a channel is multiplied by. */
  public float[] scale() {
    return scale;
  }

  /** What is then added. */
  public float[] shift() {
    return shift;
  }

  /** Factor of the arriving gradient in the gradient by the input. */
  public float[] onGradient() {
    return onGradient;
  }

  /** Factor of the input in the gradient by the input. */
  public float[] onInput() {
    return onInput;
  }

  /** Constant in the gradient by the input. */
  public float[] constant() {
    return constant;
  }

  /** Takes the running statistics, unless they are what was taken last: evaluation. */
  public void fold() {
    // Versions only grow, so their sum stands still only while each does.
    long version = gamma.version() + beta.version() + runningMean.version() + runningVariance.version();
    if (version == foldedVersion) {
      return;
    }
    foldedVersion = version;
    for (int c = 0; c < channels; c++) {
      mean[c] = runningMean.packed()[c];
      variance[c] = runningVariance.packed()[c];
    }
    fold(0, channels);
  }

  private void fold(int from, int to) {
    for (int c = from; c < to; c++) {
      double factor = gamma.packed()[c] / Math.sqrt(variance[c] + epsilon);
      scale[c] = (float) factor;
      shift[c] = (float) (beta.packed()[c] - mean[c] * factor);
    }
  }

  /**
   * Takes the statistics of the batch, and folds them: training. Two passes over the pixels, for means and then for deviations from them.
   *
   * @param x holds the images
   * @param start where the first pixel of the first image lies in it
   * @param from the first channel, a multiple of 16; passes share the channels out
   * @param to one past the last
   */
  public void statistics(Kernels kernels, float[] x, int start, int imageStride, int rowStride, int pixelStride, int batch, int height,
      int width, int from, int to) {
    foldedVersion = -1;
    int runs = runs(height, width, rowStride == width * pixelStride);
    int length = height * width / runs;
    int runStride = runs == height ? rowStride : length * pixelStride;
    Arrays.fill(sums, from, to, 0);
    for (int n = 0; n < batch; n++) {
      for (int run = 0; run < runs; run++) {
        kernels.sums(x, start + n * imageStride + run * runStride + from, pixelStride, length, to - from, sums, from);
      }
    }
    long count = (long) batch * height * width;
    for (int c = from; c < to; c++) {
      mean[c] = (float) (sums[c] / count);
      sums[c] = 0;
    }
    for (int n = 0; n < batch; n++) {
      for (int run = 0; run < runs; run++) {
        kernels.squaredDeviations(x, start + n * imageStride + run * runStride + from, pixelStride, mean, length, to - from, sums, from);
      }
    }
    for (int c = from; c < to; c++) {
      variance[c] = sums[c] / count;
    }
    fold(from, Math.min(to, channels));
  }

  /** In how many runs of equal length an image is summed: whole rows, several to a run where no border lies between them. */
  private static int runs(int height, int width, boolean dense) {
    int runs = height;
    for (int rows = 2; dense && rows * width <= LONGEST_RUN && rows <= height; rows++) {
      runs = height % rows == 0 ? height / rows : runs;
    }
    return runs;
  }

  /** Moves the running statistics towards the batch's: {@code r <- (1 - momentum) r + momentum b}. */
  public void updateRunning(long count) {
    float[] means = runningMean.packed();
    float[] variances = runningVariance.packed();
    for (int c = 0; c < channels; c++) {
      double unbiased = variance[c] * count / Math.max(1, count - 1);
      means[c] = (float) ((1 - momentum) * means[c] + momentum * mean[c]);
      variances[c] = (float) ((1 - momentum) * variances[c] + momentum * unbiased);
    }
    runningMean.touch();
    runningVariance.touch();
  }

  /**
   * Takes the sums that all gradients need, {@code sum dy} and {@code sum (x - mean) dy} over the batch, and from them the gradients by
   * gamma and beta, and the factors of the gradient by the input, {@code gamma / s (dy - sum dy / m - (x - mean) / s^2 * sum (x - mean)
   * dy / m)}, s being the standard deviation.
   *
   * @param training whether the statistics were those of the batch; running ones do not depend on x
   * @param x holds the images as they came in, {@code xStart} and so on as in {@link #statistics}
   * @param dy holds the gradients by what came out
   */
  public void gradients(Kernels kernels, boolean training, float[] x, int xStart, int xImageStride, int xRowStride, int xPixelStride,
      float[] dy, int dyStart, int dyImageStride, int dyRowStride, int dyPixelStride, int batch, int height, int width, int from, int to,
      float[] dGamma, float[] dBeta) {
    Arrays.fill(sums, from, to, 0);
    Arrays.fill(products, from, to, 0);
    int runs = runs(height, width, xRowStride == width * xPixelStride && dyRowStride == width * dyPixelStride);
    int length = height * width / runs;
    int xRun = runs == height ? xRowStride : length * xPixelStride;
    int dyRun = runs == height ? dyRowStride : length * dyPixelStride;
    for (int n = 0; n < batch; n++) {
      for (int run = 0; run < runs; run++) {
        kernels.gradientSums(x, xStart + n * xImageStride + run * xRun + from, xPixelStride, mean, dy,
            dyStart + n * dyImageStride + run * dyRun + from, dyPixelStride, length, to - from, sums, products, from);
      }
    }
    takeGradients(from, to, training ? (long) batch * height * width : 0, dGamma, dBeta);
  }

  private void takeGradients(int from, int to, long count, float[] dGamma, float[] dBeta) {
    for (int c = from; c < Math.min(to, channels); c++) {
      double inverse = 1 / Math.sqrt(variance[c] + epsilon);
      dGamma[c] = (float) (products[c] * inverse);
      dBeta[c] = (float) sums[c];
      double factor = gamma.packed()[c] * inverse;
      double slope = count == 0 ? 0 : -factor * inverse * inverse * products[c] / count;
      onGradient[c] = (float) factor;
      onInput[c] = (float) slope;
      constant[c] = (float) (count == 0 ? 0 : -factor * sums[c] / count - slope * mean[c]);
    }
  }
}
