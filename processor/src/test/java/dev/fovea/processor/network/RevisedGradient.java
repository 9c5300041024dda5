package dev.fovea.processor.network;

import dev.fovea.runtime.Deconvnet.Overlap;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The gradient pass of a given network for one image, by brute force in double; or the same with a revised rectifier: instead of
 * stopping the gradient where the forward pass was cut off, it cuts off the gradient itself.
 */
final class RevisedGradient {
  private final GivenNetwork network;
  private final LinearSteps steps;
  private final Map<String, double[]> values = new HashMap<>();
  /** For each unit of a max pool, which unit of its input it took. */
  private final Map<String, int[]> switches = new HashMap<>();

  /** Runs the network on an image, as far as the operations have a reverse. */
  RevisedGradient(GivenNetwork network, int image) {
    this.network = network;
    this.steps = new LinearSteps(network);
    values.put("input", network.input().image(image));
    for (GivenLayer layer : network.layers()) {
      if (reaches(layer)) {
        values.put(layer.name(), forward(layer));
      }
    }
  }

  /** Whether there is a reverse pass from a layer. */
  boolean reaches(GivenLayer layer) {
    return !List.of("tanh", "softmax").contains(layer.operation()) && values.keySet().containsAll(layer.inputs());
  }

  /** What the network makes of the image. */
  double[] value(GivenLayer layer) {
    return values.get(layer.name());
  }

  private double[] forward(GivenLayer layer) {
    double[] result = new double[layer.size()];
    double[] first = values.get(layer.inputs().get(0));
    switch (layer.operation()) {
      case "relu":
        Arrays.setAll(result, i -> Math.max(0, first[i]));
        return result;
      case "relu6":
        Arrays.setAll(result, i -> Math.min(6, Math.max(0, first[i])));
        return result;
      case "lrn":
        Arrays.setAll(result, i -> first[i] * Math.pow(base(layer, first, i), -layer.number("beta")));
        return result;
      case "maxpool":
        return pool(layer, first, result);
      default:
        double[] shift = steps.shift(layer);
        Arrays.setAll(result, i -> shift[i / (layer.shape()[1] * layer.shape()[2])]);
        for (int i = 0; i < layer.inputs().size(); i++) {
          double[] input = values.get(layer.inputs().get(i));
          steps.links(layer, i, (to, from, factor) -> result[to] += factor * input[from]);
        }
        return result;
    }
  }

  /** What local response normalisation divides by a power of: {@code k + alpha / size * sum of x^2} over a window of channels. */
  private static double base(GivenLayer layer, double[] x, int unit) {
    int plane = layer.shape()[1] * layer.shape()[2];
    double sum = 0;
    for (int other = unit % plane; other < x.length; other += plane) {
      sum += isNear(layer, unit / plane, other / plane) ? x[other] * x[other] : 0;
    }
    return layer.number("k") + layer.number("alpha") / layer.integer("size") * sum;
  }

  private static boolean isNear(GivenLayer layer, int channel, int other) {
    int size = layer.integer("size");
    return other >= channel - size / 2 && other <= channel + (size - 1) / 2;
  }

  /** The gradient of local response normalisation: each output by each input of its window. */
  private static void normBack(GivenLayer layer, double[] x, double[] arrives, double[] leaves) {
    int plane = layer.shape()[1] * layer.shape()[2];
    double beta = layer.number("beta");
    for (int unit = 0; unit < x.length; unit++) {
      double base = base(layer, x, unit);
      leaves[unit] += arrives[unit] * Math.pow(base, -beta);
      for (int other = unit % plane; other < x.length; other += plane) {
        double slope = 2 * x[other] * layer.number("alpha") / layer.integer("size");
        leaves[other] -= isNear(layer, unit / plane, other / plane) ? arrives[unit] * x[unit] * beta * Math.pow(base, -beta - 1) * slope : 0;
      }
    }
  }

  private double[] pool(GivenLayer layer, double[] input, double[] result) {
    int[] in = steps.shape(layer.inputs().get(0));
    int[] out = layer.shape();
    int[] taken = new int[result.length];
    Arrays.fill(result, Double.NEGATIVE_INFINITY);
    for (int c = 0; c < in[0]; c++) {
      int map = c;
      LinearSteps.windows(layer, in, out, (output, from, tap) -> {
        int unit = map * out[1] * out[2] + output;
        int candidate = map * in[1] * in[2] + from;
        if (input[candidate] > result[unit]) {
          result[unit] = input[candidate];
          taken[unit] = candidate;
        }
      });
    }
    switches.put(layer.name(), taken);
    return result;
  }

  /** The gradient by the image of {@code sum(layer * signal)}. */
  double[] gradient(GivenLayer start, double[] signal) {
    return back(start, signal, false, Overlap.ACCUMULATE);
  }

  /** The same with the revised rectifier, and with one of both ways to undo overlapping pools. */
  double[] revised(GivenLayer start, double[] signal, Overlap overlap) {
    return back(start, signal, true, overlap);
  }

  private double[] back(GivenLayer start, double[] signal, boolean revised, Overlap overlap) {
    Map<String, double[]> gradients = new HashMap<>(Map.of(start.name(), signal));
    for (int i = network.layers().indexOf(start); i >= 0; i--) {
      GivenLayer layer = network.layers().get(i);
      double[] arrives = gradients.get(layer.name());
      for (int input = 0; arrives != null && input < layer.inputs().size(); input++) {
        String name = layer.inputs().get(input);
        double[] leaves = step(layer, input, arrives, revised, overlap);
        gradients.merge(name, leaves, RevisedGradient::sum);
      }
    }
    return gradients.get("input");
  }

  private static double[] sum(double[] one, double[] other) {
    double[] sum = one.clone();
    Arrays.setAll(sum, i -> one[i] + other[i]);
    return sum;
  }

  private double[] step(GivenLayer layer, int input, double[] arrives, boolean revised, Overlap overlap) {
    double[] forward = values.get(layer.inputs().get(input));
    double[] leaves = new double[forward.length];
    switch (layer.operation()) {
      case "relu":
      case "relu6":
        double end = layer.operation().equals("relu") ? Double.POSITIVE_INFINITY : 6;
        Arrays.setAll(leaves, i -> revised ? Math.max(0, arrives[i]) : forward[i] > 0 && forward[i] < end ? arrives[i] : 0);
        break;
      case "lrn":
        if (revised) {
          System.arraycopy(arrives, 0, leaves, 0, leaves.length);
        } else {
          normBack(layer, forward, arrives, leaves);
        }
        break;
      case "maxpool":
        int[] taken = switches.get(layer.name());
        for (int unit = 0; unit < taken.length; unit++) {
          leaves[taken[unit]] = arrives[unit] + (overlap == Overlap.LAST ? 0 : leaves[taken[unit]]);
        }
        break;
      default:
        steps.links(layer, input, (from, to, factor) -> leaves[to] += factor * arrives[from]);
    }
    return leaves;
  }
}
