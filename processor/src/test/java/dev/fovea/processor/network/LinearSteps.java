package dev.fovea.processor.network;

import java.util.Arrays;
import java.util.Map;

/**
 * Every linear operation as what it is: a sum over links from an input to an output, each with its factor. Followed forward they
 * compute the operation, followed back its adjoint. Written straight from the definitions, one image at a time, in double.
 */
final class LinearSteps {
  /** Receives the links. */
  interface Links {
    /** An output gets a number of an input, times a factor. Both are positions in {@code [channels, height, width]}. */
    void link(int output, int input, double factor);
  }

  private final GivenNetwork network;
  private final Map<String, GivenNumbers> numbers;

  LinearSteps(GivenNetwork network) {
    this.network = network;
    this.numbers = network.numbers();
  }

  /** The shape of a layer, or of the image. */
  int[] shape(String layer) {
    return layer.equals("input") ? network.inputShape() : network.layer(layer).shape();
  }

  /** The links of an operation from its input of that number. */
  void links(GivenLayer layer, int input, Links links) {
    int[] in = shape(layer.inputs().get(input));
    switch (layer.operation()) {
      case "conv":
        convolution(layer, in, layer.shape(), links);
        break;
      case "conv_transpose":
        // The adjoint of the convolution that goes from its output to its input.
        convolution(layer, layer.shape(), in, (output, from, factor) -> links.link(from, output, factor));
        break;
      case "dense":
        double[] weights = weights(layer, "weight");
        for (int i = 0; i < weights.length; i++) {
          int inputs = weights.length / layer.size();
          links.link(i / inputs, i % inputs, weights[i]);
        }
        break;
      case "avgpool":
      case "global_avgpool":
        average(layer, in, links);
        break;
      case "batchnorm":
        double[] scale = scale(layer);
        for (int i = 0; i < layer.size(); i++) {
          links.link(i, i, scale[i / (in[1] * in[2])]);
        }
        break;
      case "add":
      case "concat":
        int before = layer.operation().equals("add") ? 0 : layer.inputs().subList(0, input).stream().mapToInt(this::size).sum();
        for (int i = 0; i < size(layer.inputs().get(input)); i++) {
          links.link(before + i, i, 1);
        }
        break;
      default:
        throw new IllegalArgumentException(layer.operation() + " is not linear");
    }
  }

  /** What is added to each map. */
  double[] shift(GivenLayer layer) {
    if (layer.operation().equals("batchnorm")) {
      double[] scale = scale(layer);
      double[] mean = weights(layer, "running_mean");
      double[] shift = weights(layer, "bias").clone();
      Arrays.setAll(shift, c -> shift[c] - mean[c] * scale[c]);
      return shift;
    }
    return numbers.containsKey(layer.name() + ".bias") ? weights(layer, "bias") : new double[layer.shape()[0]];
  }

  private int size(String layer) {
    int[] shape = shape(layer);
    return shape[0] * shape[1] * shape[2];
  }

  private double[] weights(GivenLayer layer, String which) {
    return numbers.get(layer.name() + "." + which).values();
  }

  private double[] scale(GivenLayer layer) {
    double[] variance = weights(layer, "running_var");
    double[] scale = weights(layer, "weight").clone();
    Arrays.setAll(scale, c -> scale[c] / Math.sqrt(variance[c] + layer.number("eps")));
    return scale;
  }

  private void convolution(GivenLayer layer, int[] in, int[] out, Links links) {
    double[] weights = weights(layer, "weight");
    int[] kernel = layer.pair("kernel");
    int perGroup = in[0] / layer.integer("groups");
    for (int filter = 0; filter < out[0]; filter++) {
      int firstChannel = filter / (out[0] / layer.integer("groups")) * perGroup;
      for (int c = 0; c < perGroup; c++) {
        int plane = (filter * perGroup + c) * kernel[0] * kernel[1];
        int from = firstChannel + c;
        int to = filter;
        windows(layer, in, out, (output, input, tap) ->
            links.link(to * out[1] * out[2] + output, from * in[1] * in[2] + input, weights[plane + (int) tap]));
      }
    }
  }

  private void average(GivenLayer layer, int[] in, Links links) {
    int[] out = layer.shape();
    double[] counts = new double[out[1] * out[2]];
    Links counting = (output, input, tap) -> counts[output]++;
    windows(layer, in, out, counting);
    if (layer.has("countIncludePad") && layer.flag("countIncludePad")) {
      Arrays.fill(counts, layer.pair("kernel")[0] * layer.pair("kernel")[1]);
    }
    for (int c = 0; c < in[0]; c++) {
      int map = c;
      windows(layer, in, out, (output, input, tap) ->
          links.link(map * out[1] * out[2] + output, map * in[1] * in[2] + input, 1 / counts[output]));
    }
  }

  /** Where the windows of one plane lie on another; the factor is the number of the tap. A global pool has one window. */
  static void windows(GivenLayer layer, int[] in, int[] out, Links links) {
    boolean global = !layer.has("kernel");
    int[] kernel = global ? new int[] {in[1], in[2]} : layer.pair("kernel");
    int[] stride = global ? kernel : layer.pair("stride");
    int[] padding = global ? new int[2] : layer.paddingBefore();
    int[] dilation = layer.has("dilation") ? layer.pair("dilation") : new int[] {1, 1};
    for (int output = 0; output < out[1] * out[2]; output++) {
      for (int tap = 0; tap < kernel[0] * kernel[1]; tap++) {
        int y = output / out[2] * stride[0] - padding[0] + tap / kernel[1] * dilation[0];
        int x = output % out[2] * stride[1] - padding[1] + tap % kernel[1] * dilation[1];
        if (y >= 0 && y < in[1] && x >= 0 && x < in[2]) {
          links.link(output, y * in[2] + x, tap);
        }
      }
    }
  }
}
