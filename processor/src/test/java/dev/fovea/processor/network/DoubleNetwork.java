package dev.fovea.processor.network;

import dev.fovea.processor.network.NetworkSketch.Layer;
import dev.fovea.processor.network.NetworkSketch.Operation;
import dev.fovea.processor.network.NetworkSketch.Size;
import dev.fovea.processor.network.NetworkSketch.Slide;
import dev.fovea.runtime.kernel.Dropouts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToLongFunction;

/**
 * Runs a sketched network in double precision, by plain loops over numbers in image, channel, row, column order: exact enough for
 * differences to show slopes. Knows nothing of the processor but the name of each parameter and the order in which dropouts count.
 */
final class DoubleNetwork {
  /** What is closer to a kink than this differs from it by rounding only: values that are equal by construction. */
  private static final double ROUNDING = 1e-11;

  private final NetworkSketch sketch;
  private final List<String> order;
  private final int batch;
  private final boolean training;
  private final IntToLongFunction dropoutKeys;
  private Map<String, double[]> parameters;
  private double margin;
  private double padding;

  /**
   * A network in double precision.
   *
   * @param order the layers, each after those it reads, as the catalogue has them
   * @param dropoutKeys the key of each operation's dropout, the operations counted in that order
   */
  DoubleNetwork(NetworkSketch sketch, List<String> order, int batch, boolean training, IntToLongFunction dropoutKeys) {
    this.sketch = sketch;
    this.order = order;
    this.batch = batch;
    this.training = training;
    this.dropoutKeys = dropoutKeys;
  }

  /** How far the last run stayed from every kink: a rectifier's zero, a max pool's tie. */
  double margin() {
    return margin;
  }

  /** Puts a number other than zero around images, also where a transposed convolution looks beyond them. */
  void setPadding(double padding) {
    this.padding = padding;
  }

  Map<String, double[]> run(double[] images, Map<String, double[]> parameters) {
    return run(images, parameters, Map.of());
  }

  /**
   * What every layer gives, by name.
   *
   * @param nudges what is added to what some layers give
   */
  Map<String, double[]> run(double[] images, Map<String, double[]> parameters, Map<String, double[]> nudges) {
    this.parameters = parameters;
    margin = Double.POSITIVE_INFINITY;
    Map<String, double[]> values = new HashMap<>();
    values.put("input", images);
    int counted = 0;
    for (String name : order) {
      Layer layer = sketch.layer(name);
      double[] x = null;
      for (Operation operation : layer.operations()) {
        x = switch (operation.kind()) {
          case ADD -> add(layer, values);
          case MULTIPLY -> DoubleOperations.product(values.get(layer.inputs().get(0)), values.get(layer.inputs().get(1)));
          case CONCAT -> concat(layer, operation, values);
          default -> apply(layer, operation, x == null ? values.get(layer.inputs().get(0)) : x, counted);
        };
        counted++;
      }
      double[] nudge = nudges.get(name);
      if (nudge != null) {
        x = x.clone();
        for (int i = 0; i < x.length; i++) {
          x[i] += nudge[i];
        }
      }
      values.put(name, x);
    }
    return values;
  }

  private double[] apply(Layer layer, Operation o, double[] x, int counted) {
    return switch (o.kind()) {
      case CONVOLUTION -> convolution(o, x, parameters.get(layer.parameter(o, "weight")), bias(layer, o));
      case TRANSPOSED -> transposed(o, x, parameters.get(layer.parameter(o, "weight")), bias(layer, o));
      case DENSE -> dense(o, x, parameters.get(layer.parameter(o, "weight")), bias(layer, o));
      case MAX_POOL -> maxPool(o, x);
      case AVERAGE_POOL -> averagePool(o, x);
      case GLOBAL_AVERAGE -> globalAverage(o, x);
      case ADAPTIVE_AVERAGE -> DoubleOperations.adaptiveAverage(o, x, batch);
      case RESPONSE_NORM -> DoubleOperations.responseNorm(o, x, batch);
      case FLATTEN -> x;
      case BATCH_NORM -> batchNorm(layer, o, x);
      case DROPOUT -> dropout(o, x, counted);
      case RELU -> kinked(x, 0);
      case RELU6 -> map(kinked(x, 0), v -> {
        meet(Math.abs(v - 6));
        return v > 6 ? 6 : v;
      });
      case LEAKY_RELU -> kinked(x, o.number());
      case SIGMOID -> map(x, v -> 1 / (1 + Math.exp(-v)));
      case TANH -> map(x, Math::tanh);
      case SOFTMAX -> softmax(o, x);
      default -> throw new AssertionError(o.kind());
    };
  }

  private double[] bias(Layer layer, Operation o) {
    return o.bias() ? parameters.get(layer.parameter(o, "bias")) : new double[o.output().channels()];
  }

  private static double[] map(double[] x, DoubleUnaryOperator function) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = function.applyAsDouble(x[i]);
    }
    return y;
  }

  private void meet(double distance) {
    if (distance > ROUNDING) {
      margin = Math.min(margin, distance);
    }
  }

  private double[] kinked(double[] x, double slope) {
    return map(x, v -> {
      meet(Math.abs(v));
      return v < 0 ? slope * v : v;
    });
  }

  private static double[] add(Layer layer, Map<String, double[]> values) {
    double[] sum = new double[values.get(layer.inputs().get(0)).length];
    for (String input : layer.inputs()) {
      double[] x = values.get(input);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += x[i];
      }
    }
    return sum;
  }

  private double[] concat(Layer layer, Operation o, Map<String, double[]> values) {
    double[] y = new double[batch * o.output().count()];
    int to = 0;
    for (int n = 0; n < batch; n++) {
      for (String input : layer.inputs()) {
        double[] x = values.get(input);
        int length = x.length / batch;
        System.arraycopy(x, n * length, y, to, length);
        to += length;
      }
    }
    return y;
  }

  private static int at(Size size, int n, int c, int row, int column) {
    return ((n * size.channels() + c) * size.height() + row) * size.width() + column;
  }

  private static int position(Slide slide, int unit, int tap) {
    return unit * slide.stride() - slide.before() + tap * slide.dilation();
  }

  private double[] convolution(Operation o, double[] x, double[] w, double[] bias) {
    Size in = o.input();
    Size out = o.output();
    int perGroup = in.channels() / o.groups();
    int filtersPerGroup = out.channels() / o.groups();
    double[] y = new double[batch * out.count()];
    for (int n = 0; n < batch; n++) {
      for (int f = 0; f < out.channels(); f++) {
        int firstChannel = f / filtersPerGroup * perGroup;
        for (int r = 0; r < out.height(); r++) {
          for (int s = 0; s < out.width(); s++) {
            double sum = bias[f];
            for (int i = 0; i < o.rows().kernel(); i++) {
              int row = position(o.rows(), r, i);
              for (int j = 0; j < o.columns().kernel(); j++) {
                int column = position(o.columns(), s, j);
                for (int c = 0; c < perGroup; c++) {
                  sum += w[((f * perGroup + c) * o.rows().kernel() + i) * o.columns().kernel() + j]
                      * real(o, x, n, firstChannel + c, row, column, padding);
                }
              }
            }
            y[at(out, n, f, r, s)] = sum;
          }
        }
      }
    }
    return y;
  }

  private double[] transposed(Operation o, double[] x, double[] w, double[] bias) {
    Size in = o.input();
    Size out = o.output();
    int channelsPerGroup = in.channels() / o.groups();
    int perGroup = out.channels() / o.groups();
    double[] y = new double[batch * out.count()];
    for (int i = 0; i < y.length; i++) {
      y[i] = bias[i / (out.height() * out.width()) % out.channels()];
    }
    for (int n = 0; n < batch; n++) {
      for (int c = 0; c < in.channels(); c++) {
        for (int r = -beyond(out.height()); r < in.height() + beyond(out.height()); r++) {
          for (int s = -beyond(out.width()); s < in.width() + beyond(out.width()); s++) {
            for (int i = 0; i < o.rows().kernel(); i++) {
              int row = position(o.rows(), r, i);
              for (int j = 0; row >= 0 && row < out.height() && j < o.columns().kernel(); j++) {
                int column = position(o.columns(), s, j);
                for (int f = 0; column >= 0 && column < out.width() && f < perGroup; f++) {
                  y[at(out, n, c / channelsPerGroup * perGroup + f, row, column)] +=
                      w[((c * perGroup + f) * o.rows().kernel() + i) * o.columns().kernel() + j] * real(o, x, n, c, r, s, padding);
                }
              }
            }
          }
        }
      }
    }
    return y;
  }

  /** How many units outside an image are looked for at each side: zeros paint nothing. */
  private int beyond(int painted) {
    return padding == 0 ? 0 : painted + 8;
  }

  private double[] dense(Operation o, double[] x, double[] w, double[] bias) {
    int count = o.input().count();
    double[] y = new double[batch * o.output().channels()];
    for (int i = 0; i < y.length; i++) {
      int unit = i % o.output().channels();
      y[i] = bias[unit];
      for (int k = 0; k < count; k++) {
        y[i] += w[unit * count + k] * x[i / o.output().channels() * count + k];
      }
    }
    return y;
  }

  private double[] maxPool(Operation o, double[] x) {
    double[] y = new double[batch * o.output().count()];
    windows(o, (n, c, r, s) -> {
      double best = Double.NEGATIVE_INFINITY;
      double second = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < o.rows().kernel(); i++) {
        for (int j = 0; j < o.columns().kernel(); j++) {
          double value = real(o, x, n, c, position(o.rows(), r, i), position(o.columns(), s, j),
              padding == 0 ? Double.NEGATIVE_INFINITY : padding);
          if (value > best || Double.isNaN(value)) {
            second = best;
            best = Double.isNaN(best) ? best : value;
          } else if (value < best) {
            second = Math.max(second, value);
          }
        }
      }
      meet(best - second);
      y[at(o.output(), n, c, r, s)] = best;
    });
    return y;
  }

  private double[] averagePool(Operation o, double[] x) {
    double[] y = new double[batch * o.output().count()];
    windows(o, (n, c, r, s) -> {
      double sum = 0;
      int count = 0;
      for (int i = 0; i < o.rows().kernel(); i++) {
        for (int j = 0; j < o.columns().kernel(); j++) {
          int row = position(o.rows(), r, i);
          int column = position(o.columns(), s, j);
          boolean real = row >= 0 && row < o.input().height() && column >= 0 && column < o.input().width();
          boolean padded = row < o.input().height() + o.rows().after() && column < o.input().width() + o.columns().after();
          sum += real(o, x, n, c, row, column, padding);
          count += real || padded && o.counted() ? 1 : 0;
        }
      }
      y[at(o.output(), n, c, r, s)] = sum / count;
    });
    return y;
  }

  /** What is done for each unit. */
  private interface Unit {
    void at(int n, int c, int row, int column);
  }

  private void windows(Operation o, Unit unit) {
    for (int n = 0; n < batch; n++) {
      for (int c = 0; c < o.output().channels(); c++) {
        for (int r = 0; r < o.output().height(); r++) {
          for (int s = 0; s < o.output().width(); s++) {
            unit.at(n, c, r, s);
          }
        }
      }
    }
  }

  private static double real(Operation o, double[] x, int n, int c, int row, int column, double padding) {
    return row >= 0 && row < o.input().height() && column >= 0 && column < o.input().width() ? x[at(o.input(), n, c, row, column)] : padding;
  }

  private double[] globalAverage(Operation o, double[] x) {
    int plane = o.input().height() * o.input().width();
    double[] y = new double[x.length / plane];
    for (int i = 0; i < x.length; i++) {
      y[i / plane] += x[i] / plane;
    }
    return y;
  }

  private double[] batchNorm(Layer layer, Operation o, double[] x) {
    int plane = o.input().height() * o.input().width();
    int channels = o.input().channels();
    double[] y = new double[x.length];
    for (int c = 0; c < channels; c++) {
      double mean = parameters.get(layer.name() + ".running_mean")[c];
      double variance = parameters.get(layer.name() + ".running_variance")[c];
      if (training && !o.frozen()) {
        mean = 0;
        variance = 0;
        for (int i = 0; i < batch * plane; i++) {
          mean += x[(i / plane * channels + c) * plane + i % plane] / (batch * plane);
        }
        for (int i = 0; i < batch * plane; i++) {
          variance += Math.pow(x[(i / plane * channels + c) * plane + i % plane] - mean, 2) / (batch * plane);
        }
      }
      double scale = parameters.get(layer.name() + ".scale")[c] / Math.sqrt(variance + o.number());
      for (int i = 0; i < batch * plane; i++) {
        int index = (i / plane * channels + c) * plane + i % plane;
        y[index] = scale * (x[index] - mean) + parameters.get(layer.name() + ".shift")[c];
      }
    }
    return y;
  }

  private double[] dropout(Operation o, double[] x, int counted) {
    if (!training) {
      return x;
    }
    long key = dropoutKeys.applyAsLong(counted);
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = Dropouts.isKept(key, i, o.number()) ? x[i] / (1 - o.number()) : 0;
    }
    return y;
  }

  private double[] softmax(Operation o, double[] x) {
    int plane = o.input().height() * o.input().width();
    int channels = o.input().channels();
    double[] y = new double[x.length];
    for (int i = 0; i < batch * plane; i++) {
      int first = i / plane * channels * plane + i % plane;
      double sum = 0;
      for (int c = 0; c < channels; c++) {
        sum += Math.exp(x[first + c * plane]);
      }
      for (int c = 0; c < channels; c++) {
        y[first + c * plane] = Math.exp(x[first + c * plane]) / sum;
      }
    }
    return y;
  }
}
