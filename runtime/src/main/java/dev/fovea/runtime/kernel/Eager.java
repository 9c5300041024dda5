package dev.fovea.runtime.kernel;

import static dev.fovea.runtime.kernel.Elements.compute;
import static dev.fovea.runtime.kernel.Elements.map;
import static dev.fovea.runtime.kernel.Elements.visit;

import dev.fovea.runtime.Parameter;
import dev.fovea.runtime.Tensor;
import java.util.Arrays;

/**
 * One operation at a time, each as its definition reads: scalar, unfused, sums in double, the result freshly allocated in
 * batch, channel, height, width order. Slow and obvious on purpose: networks are stepped through by hand with it, and the
 * planned code is tested against it, so it shares no code with the kernels.
 *
 * <p>{@code top} and {@code left} are the rows and columns of padding before the image; {@code height} and {@code width} are
 * those of the output, which settles how much padding follows it.
 */
public final class Eager {
  private Eager() {}

  private static boolean isPixel(Tensor x, int row, int column) {
    return row >= 0 && row < x.height() && column >= 0 && column < x.width();
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  /**
   * Cross-correlation: output {@code (f, y, x)} is {@code bias[f] + sum over c, i, j of weights[f, c, i, j] * input(c, y *
   * strideHeight - top + i * dilationHeight, x * strideWidth - left + j * dilationWidth)}, c counting the channels of the
   * filter's group; padding is zero.
   *
   * @param weights {@code [filters, channels / groups, kernel height, kernel width]}
   * @param bias {@code [filters]}, or null for none
   * @return {@code [filters, height, width]} for each image
   * @throws IllegalArgumentException if the input does not have the channels that the weights read
   */
  public static Tensor convolution(Tensor x, Parameter weights, Parameter bias, int strideHeight, int strideWidth,
      int dilationHeight, int dilationWidth, int top, int left, int height, int width, int groups) {
    int filters = weights.shape()[0];
    int channels = weights.shape()[1];
    int kernelHeight = weights.shape()[2];
    int kernelWidth = weights.shape()[3];
    require(x.channels() == channels * groups,
        weights.name() + " reads " + channels * groups + " channels but the input is " + x);
    float[] w = weights.toArray();
    return compute(x.batch(), filters, height, width, (n, f, row, column) -> {
      int firstChannel = f / (filters / groups) * channels;
      double sum = bias == null ? 0 : bias.get(f);
      for (int c = 0; c < channels; c++) {
        for (int i = 0; i < kernelHeight; i++) {
          for (int j = 0; j < kernelWidth; j++) {
            int inputRow = row * strideHeight - top + i * dilationHeight;
            int inputColumn = column * strideWidth - left + j * dilationWidth;
            if (isPixel(x, inputRow, inputColumn)) {
              double weight = w[((f * channels + c) * kernelHeight + i) * kernelWidth + j];
              sum += weight * x.get(n, firstChannel + c, inputRow, inputColumn);
            }
          }
        }
      }
      return sum;
    });
  }

  /**
   * A matrix times the image, flattened in channel, height, width order, plus a bias.
   *
   * @param weights {@code [units, channels * height * width]}
   * @param bias {@code [units]}, or null for none
   * @return {@code [units, 1, 1]} for each image
   * @throws IllegalArgumentException if the images are not as long as the matrix is wide
   */
  public static Tensor dense(Tensor x, Parameter weights, Parameter bias) {
    int units = weights.shape()[0];
    int inputs = weights.shape()[1];
    Tensor flat = flatten(x);
    require(flat.channels() == inputs, weights.name() + " reads " + inputs + " numbers but the input is " + x);
    float[] w = weights.toArray();
    return compute(x.batch(), units, 1, 1, (n, unit, row, column) -> {
      double sum = bias == null ? 0 : bias.get(unit);
      for (int i = 0; i < inputs; i++) {
        sum += (double) w[unit * inputs + i] * flat.get(n, i, 0, 0);
      }
      return sum;
    });
  }

  /**
   * Transposed convolution: every pixel paints its multiple of the kernel, {@code weights[c, f, i, j]} of it onto output row
   * {@code y * strideHeight - top + i * dilationHeight}, columns likewise; what falls outside is cut off, where strokes overlap
   * they add.
   *
   * @param weights {@code [channels, filters / groups, kernel height, kernel width]}
   * @param bias {@code [filters]}, or null for none
   * @return {@code [filters, height, width]} for each image
   * @throws IllegalArgumentException if the input does not have the channels that the weights read
   */
  public static Tensor transposedConvolution(Tensor x, Parameter weights, Parameter bias, int strideHeight, int strideWidth,
      int dilationHeight, int dilationWidth, int top, int left, int height, int width, int groups) {
    int channels = weights.shape()[0];
    int filters = weights.shape()[1];
    int kernelHeight = weights.shape()[2];
    int kernelWidth = weights.shape()[3];
    require(x.channels() == channels, weights.name() + " reads " + channels + " channels but the input is " + x);
    float[] w = weights.toArray();
    double[][][][] canvas = new double[x.batch()][filters * groups][height][width];
    visit(x, (n, c, row, column) -> {
      int firstFilter = c / (channels / groups) * filters;
      for (int f = 0; f < filters; f++) {
        for (int i = 0; i < kernelHeight; i++) {
          for (int j = 0; j < kernelWidth; j++) {
            int outputRow = row * strideHeight - top + i * dilationHeight;
            int outputColumn = column * strideWidth - left + j * dilationWidth;
            if (outputRow >= 0 && outputRow < height && outputColumn >= 0 && outputColumn < width) {
              double weight = w[((c * filters + f) * kernelHeight + i) * kernelWidth + j];
              canvas[n][firstFilter + f][outputRow][outputColumn] += weight * x.get(n, c, row, column);
            }
          }
        }
      }
    });
    return compute(x.batch(), filters * groups, height, width,
        (n, f, row, column) -> canvas[n][f][row][column] + (bias == null ? 0 : bias.get(f)));
  }

  /** The largest real pixel of each window, channel by channel; a NaN is larger than any number, as in PyTorch. */
  public static Tensor maxPool(Tensor x, int kernelHeight, int kernelWidth, int strideHeight, int strideWidth,
      int dilationHeight, int dilationWidth, int top, int left, int height, int width) {
    return compute(x.batch(), x.channels(), height, width, (n, c, row, column) -> {
      double largest = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < kernelHeight; i++) {
        for (int j = 0; j < kernelWidth; j++) {
          int inputRow = row * strideHeight - top + i * dilationHeight;
          int inputColumn = column * strideWidth - left + j * dilationWidth;
          if (isPixel(x, inputRow, inputColumn)) {
            largest = Math.max(largest, x.get(n, c, inputRow, inputColumn));
          }
        }
      }
      return largest;
    });
  }

  /**
   * The mean of each window, channel by channel. With {@code countPadding}, padding counts as zeros, {@code bottom} rows and
   * {@code right} columns of it after the image; what a ceil-mode window reaches beyond that is not counted. Without, only real
   * pixels count.
   */
  public static Tensor averagePool(Tensor x, int kernelHeight, int kernelWidth, int strideHeight, int strideWidth, int top,
      int left, int bottom, int right, int height, int width, boolean countPadding) {
    return compute(x.batch(), x.channels(), height, width, (n, c, row, column) -> {
      double sum = 0;
      int count = 0;
      for (int i = 0; i < kernelHeight; i++) {
        for (int j = 0; j < kernelWidth; j++) {
          int inputRow = row * strideHeight - top + i;
          int inputColumn = column * strideWidth - left + j;
          if (isPixel(x, inputRow, inputColumn)) {
            sum += x.get(n, c, inputRow, inputColumn);
            count++;
          } else if (countPadding && inputRow < x.height() + bottom && inputColumn < x.width() + right) {
            count++;
          }
        }
      }
      return sum / count;
    });
  }

  /**
   * The mean of windows that divide the image as evenly as can be, channel by channel: output row {@code y} sees the rows from {@code
   * floor(y * h / height)} to {@code ceil((y + 1) * h / height) - 1}, columns likewise.
   *
   * @param height rows of the output
   * @param width columns of the output
   */
  public static Tensor adaptiveAveragePool(Tensor x, int height, int width) {
    return compute(x.batch(), x.channels(), height, width, (n, c, row, column) -> {
      double sum = 0;
      int count = 0;
      for (int inputRow = 0; inputRow < x.height(); inputRow++) {
        for (int inputColumn = 0; inputColumn < x.width(); inputColumn++) {
          if (overlaps(inputRow, x.height(), row, height) && overlaps(inputColumn, x.width(), column, width)) {
            sum += x.get(n, c, inputRow, inputColumn);
            count++;
          }
        }
      }
      return sum / count;
    });
  }

  /** Whether two parts of one line overlap, it being cut into {@code inputs} and into {@code outputs} equal parts. */
  private static boolean overlaps(long input, int inputs, long output, int outputs) {
    return input * outputs < (output + 1) * inputs && output * inputs < (input + 1) * outputs;
  }

  /**
   * {@code x / (k + alpha / size * sum of x^2)^beta}, the sum over the channels from {@code c - size / 2} to {@code c + (size - 1) / 2}
   * of the same pixel, as far as they exist.
   */
  public static Tensor localResponseNorm(Tensor x, int size, double alpha, double beta, double k) {
    return compute(x, (n, c, row, column) -> {
      double sum = 0;
      for (int other = 0; other < x.channels(); other++) {
        if (other >= c - size / 2 && other - c <= (size - 1) / 2) {
          sum += Math.pow(x.get(n, other, row, column), 2);
        }
      }
      return x.get(n, c, row, column) / Math.pow(k + alpha / size * sum, beta);
    });
  }

  /** Batch norm by the running statistics: {@code scale * (x - mean) / sqrt(variance + epsilon) + shift}, per channel. */
  public static Tensor batchNorm(Tensor x, Parameter scale, Parameter shift, Parameter runningMean, Parameter runningVariance,
      double epsilon) {
    requireChannels(x, scale);
    double[] mean = new double[x.channels()];
    double[] variance = new double[x.channels()];
    Arrays.setAll(mean, c -> runningMean.get(c));
    Arrays.setAll(variance, c -> runningVariance.get(c));
    return normalize(x, scale, shift, mean, variance, epsilon);
  }

  /**
   * Batch norm by the batch's own statistics, the variance biased, per channel. Moves the running statistics to {@code (1 -
   * momentum) * running + momentum * batch}, there with the unbiased variance.
   */
  public static Tensor batchNormTraining(Tensor x, Parameter scale, Parameter shift, Parameter runningMean,
      Parameter runningVariance, double epsilon, double momentum) {
    requireChannels(x, scale);
    int count = x.batch() * x.height() * x.width();
    double[] mean = new double[x.channels()];
    double[] variance = new double[x.channels()];
    visit(x, (n, c, row, column) -> mean[c] += (double) x.get(n, c, row, column) / count);
    visit(x, (n, c, row, column) -> variance[c] += Math.pow(x.get(n, c, row, column) - mean[c], 2) / count);
    float[] newMean = runningMean.toArray();
    float[] newVariance = runningVariance.toArray();
    for (int c = 0; c < x.channels(); c++) {
      double unbiased = variance[c] * count / Math.max(1, count - 1);
      newMean[c] = (float) ((1 - momentum) * newMean[c] + momentum * mean[c]);
      newVariance[c] = (float) ((1 - momentum) * newVariance[c] + momentum * unbiased);
    }
    runningMean.set(newMean);
    runningVariance.set(newVariance);
    return normalize(x, scale, shift, mean, variance, epsilon);
  }

  private static void requireChannels(Tensor x, Parameter scale) {
    require(x.channels() == scale.count(), scale.name() + " is for " + scale.count() + " channels but the input is " + x);
  }

  private static Tensor normalize(Tensor x, Parameter scale, Parameter shift, double[] mean, double[] variance,
      double epsilon) {
    return compute(x, (n, c, row, column) ->
        scale.get(c) * (x.get(n, c, row, column) - mean[c]) / Math.sqrt(variance[c] + epsilon) + shift.get(c));
  }

  /** Zero where {@link Dropouts#isKept} drops the place in image, channel, height, width order, else {@code x / (1 - rate)}. */
  public static Tensor dropout(Tensor x, long key, double rate) {
    return compute(x, (n, c, row, column) -> {
      long index = (((long) n * x.channels() + c) * x.height() + row) * x.width() + column;
      return Dropouts.isKept(key, index, rate) ? x.get(n, c, row, column) / (1 - rate) : 0;
    });
  }

  /** {@code max(0, x)}. */
  public static Tensor relu(Tensor x) {
    return map(x, v -> Math.max(0, v));
  }

  /** {@code min(max(0, x), 6)}. */
  public static Tensor relu6(Tensor x) {
    return map(x, v -> Math.min(Math.max(0, v), 6));
  }

  /** {@code x} where it is positive, else {@code slope * x}. */
  public static Tensor leakyRelu(Tensor x, float slope) {
    return map(x, v -> v > 0 ? v : slope * v);
  }

  /** {@code 1 / (1 + exp(-x))}. */
  public static Tensor sigmoid(Tensor x) {
    return map(x, v -> 1 / (1 + Math.exp(-v)));
  }

  /** The hyperbolic tangent. */
  public static Tensor tanh(Tensor x) {
    return map(x, Math::tanh);
  }

  /** {@code exp(x) / sum of exp(x)} over the channels of each pixel; the largest is subtracted first against overflow. */
  public static Tensor softmax(Tensor x) {
    return compute(x, (n, c, row, column) -> {
      double largest = Double.NEGATIVE_INFINITY;
      for (int other = 0; other < x.channels(); other++) {
        largest = Math.max(largest, x.get(n, other, row, column));
      }
      double sum = 0;
      for (int other = 0; other < x.channels(); other++) {
        sum += Math.exp(x.get(n, other, row, column) - largest);
      }
      return Math.exp(x.get(n, c, row, column) - largest) / sum;
    });
  }

  /** All numbers of an image in channel, height, width order: {@code [channels * height * width, 1, 1]}. */
  public static Tensor flatten(Tensor x) {
    int plane = x.height() * x.width();
    return compute(x.batch(), x.channels() * plane, 1, 1,
        (n, i, row, column) -> x.get(n, i / plane, i % plane / x.width(), i % x.width()));
  }

  /**
   * The sum of tensors, element by element.
   *
   * @throws IllegalArgumentException if their shapes differ
   */
  public static Tensor add(Tensor... inputs) {
    Tensor first = inputs[0];
    for (Tensor input : inputs) {
      require(input.batch() == first.batch() && Arrays.equals(input.shape(), first.shape()),
          "tensors that are added must have one shape, but here are " + Arrays.toString(inputs));
    }
    return compute(first,
        (n, c, row, column) -> Arrays.stream(inputs).mapToDouble(input -> input.get(n, c, row, column)).sum());
  }

  /**
   * The product of two tensors, element by element; one of them may be {@code [channels, 1, 1]}, and then counts at every pixel.
   *
   * @throws IllegalArgumentException if their shapes differ otherwise
   */
  public static Tensor multiply(Tensor a, Tensor b) {
    Tensor larger = a.height() * a.width() >= b.height() * b.width() ? a : b;
    for (Tensor input : new Tensor[] {a, b}) {
      require(input.batch() == larger.batch() && input.channels() == larger.channels() && (isGate(input)
          || input.height() == larger.height() && input.width() == larger.width()),
          "tensors that are multiplied must have one shape, or one of them [channels, 1, 1], but here are " + a + " and " + b);
    }
    return compute(larger, (n, c, row, column) -> (double) at(a, n, c, row, column) * at(b, n, c, row, column));
  }

  private static boolean isGate(Tensor x) {
    return x.height() == 1 && x.width() == 1;
  }

  private static float at(Tensor x, int image, int channel, int row, int column) {
    return isGate(x) ? x.get(image, channel, 0, 0) : x.get(image, channel, row, column);
  }

  /**
   * The channels of all tensors, one after the other.
   *
   * @throws IllegalArgumentException if batch, height or width differ
   */
  public static Tensor concat(Tensor... inputs) {
    int channels = 0;
    for (Tensor input : inputs) {
      require(input.batch() == inputs[0].batch() && input.height() == inputs[0].height()
          && input.width() == inputs[0].width(),
          "concatenated tensors may differ only in their channels, but here are " + Arrays.toString(inputs));
      channels += input.channels();
    }
    return compute(inputs[0].batch(), channels, inputs[0].height(), inputs[0].width(), (n, c, row, column) -> {
      int input = 0;
      int channel = c;
      while (channel >= inputs[input].channels()) {
        channel -= inputs[input++].channels();
      }
      return inputs[input].get(n, channel, row, column);
    });
  }
}
