package dev.fovea.runtime.conformance;

import dev.fovea.runtime.Packing;
import dev.fovea.runtime.Parameter;
import dev.fovea.runtime.Tensor;
import dev.fovea.runtime.kernel.Eager;
import dev.fovea.runtime.kernel.Kernels;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Convolutions, transposed ones, and dense layers, which are convolutions whose kernel covers their input.
 *
 * @param weights in the packing of a convolution, or of a dense layer
 * @param names of input, weights and bias
 */
record Convolutions(Tensor x, ConvolutionRunner.Shape shape, Parameter weights, Parameter bias, boolean dense, List<String> names)
    implements Operation {

  static Convolutions convolution(Case source) {
    requireZeros(source);
    Tensor x = source.inputList().get(0).images();
    NumberArray w = source.inputList().get(1);
    Windows windows = Windows.convolution(source, x, w.shape()[2], w.shape()[3]);
    int groups = source.attributes().integer(1, "groups", "group");
    return of(source, x,
        new ConvolutionRunner.Shape(windows.rows(), windows.columns(), x.channels(), w.shape()[0], groups, false));
  }

  static Convolutions transposed(Case source) {
    requireZeros(source);
    Tensor x = source.inputList().get(0).images();
    NumberArray w = source.inputList().get(1);
    Windows windows = Windows.transposed(source, x, w.shape()[2], w.shape()[3]);
    int groups = source.attributes().integer(1, "groups", "group");
    return of(source, x,
        new ConvolutionRunner.Shape(windows.rows(), windows.columns(), x.channels(), w.shape()[1] * groups, groups, true));
  }

  private static void requireZeros(Case source) {
    String mode = source.attributes().word("padding_mode");
    if (!mode.isEmpty() && !mode.equals("zeros")) {
      throw new Excluded("convolutions padded by something else than zeros");
    }
  }

  private static Convolutions of(Case source, Tensor x, ConvolutionRunner.Shape shape) {
    List<NumberArray> inputs = source.inputList();
    Parameter weights = ConvolutionRunner.pack(shape.packing(), inputs.get(1).floats());
    Parameter bias = inputs.size() < 3 ? null : ConvolutionRunner.pack(Packing.vector(shape.filters()), inputs.get(2).floats());
    return new Convolutions(x, shape, weights, bias, false, List.copyOf(source.inputs().keySet()));
  }

  /** PyTorch's {@code linear}; axes before the last count as images. */
  static Convolutions linear(Case source) {
    List<NumberArray> inputs = source.inputList();
    return dense(source, inputs.get(0).channelsOn(-1), inputs.get(1).floats(), inputs.get(1).shape()[0],
        inputs.size() < 3 ? null : inputs.get(2).floats());
  }

  /** A dense layer that flattens its input. */
  static Convolutions flattened(Case source) {
    List<NumberArray> inputs = source.inputList();
    return dense(source, inputs.get(0).images(), inputs.get(1).floats(), inputs.get(1).shape()[0], inputs.get(2).floats());
  }

  /** ONNX's {@code Gemm} where it is a dense layer. */
  static Convolutions matrix(Case source) {
    Attributes attributes = source.attributes();
    List<NumberArray> inputs = source.inputList();
    if (attributes.number(1, "alpha") != 1 || attributes.number(1, "beta") != 1 || attributes.flag(false, "transA")) {
      throw new Excluded("matrix products that are no dense layer");
    }
    NumberArray b = inputs.get(1);
    boolean unitsFirst = attributes.flag(false, "transB");
    int units = b.shape()[unitsFirst ? 0 : 1];
    int length = b.shape()[unitsFirst ? 1 : 0];
    float[] weights = new float[units * length];
    for (int unit = 0; unit < units; unit++) {
      for (int i = 0; i < length; i++) {
        weights[unit * length + i] = (float) b.values()[unitsFirst ? unit * length + i : i * units + unit];
      }
    }
    return dense(source, inputs.get(0).elements(), weights, units, inputs.size() < 3 ? null : spread(inputs.get(2), units));
  }

  /** One number for all units, or one for each. */
  private static float[] spread(NumberArray bias, int units) {
    if (bias.values().length != units && bias.values().length != 1) {
      throw new Excluded("matrix products that are no dense layer");
    }
    float[] spread = new float[units];
    for (int unit = 0; unit < units; unit++) {
      spread[unit] = (float) bias.values()[bias.values().length == 1 ? 0 : unit];
    }
    return spread;
  }

  private static Convolutions dense(Case source, Tensor x, float[] weights, int units, float[] bias) {
    Axis rows = new Axis(x.height(), 1, x.height(), 1, 1, 0, 0);
    Axis columns = new Axis(x.width(), 1, x.width(), 1, 1, 0, 0);
    return new Convolutions(x, new ConvolutionRunner.Shape(rows, columns, x.channels(), units, 1, false),
        ConvolutionRunner.pack(Packing.dense(units, x.channels(), x.height(), x.width()), weights),
        bias == null ? null : ConvolutionRunner.pack(Packing.vector(units), bias), true, List.copyOf(source.inputs().keySet()));
  }

  private boolean isDepthwise() {
    return !shape.transposed() && shape.groups() > 1 && shape.groups() == shape.channels() && shape.groups() == shape.filters();
  }

  private Parameter depthwiseWeights() {
    return ConvolutionRunner.pack(Packing.depthwise(shape.channels(), shape.rows().kernel(), shape.columns().kernel()),
        weights.toArray());
  }

  @Override
  public Map<String, float[]> eager() {
    return Map.of("output", eagerOutput().toArray());
  }

  Tensor eagerOutput() {
    Axis rows = shape.rows();
    Axis columns = shape.columns();
    if (dense) {
      return Eager.dense(x, weights, bias);
    }
    return shape.transposed()
        ? Eager.transposedConvolution(x, weights, bias, rows.stride(), columns.stride(), rows.dilation(), columns.dilation(),
            rows.before(), columns.before(), rows.output(), columns.output(), shape.groups())
        : Eager.convolution(x, weights, bias, rows.stride(), columns.stride(), rows.dilation(), columns.dilation(), rows.before(),
            columns.before(), rows.output(), columns.output(), shape.groups());
  }

  @Override
  public Map<String, float[]> forward(Kernels kernels) {
    ConvolutionRunner runner = new ConvolutionRunner(kernels);
    Map<String, float[]> results = new LinkedHashMap<>();
    results.put("output", output(runner).toArray());
    results.put("output of an image without padded channels",
        runner.convolution(shape, x, weights, bias, x.channels()).toArray());
    if (dense) {
      results.put("output of a run along the batch", runner.covering(shape, x, weights, bias).toArray());
    }
    if (isDepthwise()) {
      results.put("output as a grouped convolution",
          runner.convolution(shape, x, weights, bias, Packing.padded(x.channels())).toArray());
    }
    return results;
  }

  Tensor output(ConvolutionRunner runner) {
    return isDepthwise() ? runner.depthwise(shape, x, depthwiseWeights(), bias)
        : runner.convolution(shape, x, weights, bias, Packing.padded(x.channels()));
  }

  @Override
  public Map<String, float[]> backward(Kernels kernels, float[] outputGradient) {
    Tensor dy = Tensor.of(outputGradient, x.batch(), shape.filters(), shape.rows().output(), shape.columns().output());
    ConvolutionRunner runner = new ConvolutionRunner(kernels);
    Map<String, float[]> results = new LinkedHashMap<>();
    Iterator<String> name = names.iterator();
    String input = name.next();
    String weight = name.next();
    results.put(input, runner.inputGradient(shape, dy, weights).toArray());
    results.put(weight, runner.weightGradient(shape, x, dy, weights.packing(), Packing.padded(x.channels())));
    results.put(weight + " from an image without padded channels",
        runner.weightGradient(shape, x, dy, weights.packing(), x.channels()));
    if (name.hasNext()) {
      results.put(name.next(), new KernelRunner(kernels).channelSums(dy));
    }
    if (dense) {
      results.put(weight + " from a run along the batch", runner.coveringWeightGradient(shape, x, dy, weights.packing()));
    }
    if (isDepthwise()) {
      results.put(input + " as a depthwise convolution",
          runner.depthwiseInputGradient(shape, dy, depthwiseWeights()).toArray());
      results.put(weight + " as a depthwise convolution",
          runner.depthwiseWeightGradient(shape, x, dy, depthwiseWeights().packing()));
    }
    return results;
  }
}
