package dev.fovea.runtime.conformance;

import dev.fovea.runtime.Packing;
import dev.fovea.runtime.Parameter;
import dev.fovea.runtime.Tensor;
import dev.fovea.runtime.kernel.Eager;
import dev.fovea.runtime.kernel.Kernels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A depthwise convolution and a 1x1 convolution of what it gives. */
record Separable(Convolutions depthwise, ConvolutionRunner.Shape pointwise, Parameter weights) implements Operation {
  static Separable of(Case source) {
    NumberArray depthwiseKernel = source.inputList().get(1);
    NumberArray kernel = source.inputList().get(2);
    Tensor x = source.inputList().get(0).images();
    Windows windows = Windows.convolution(source, x, depthwiseKernel.shape()[2], depthwiseKernel.shape()[3]);
    ConvolutionRunner.Shape first = new ConvolutionRunner.Shape(windows.rows(), windows.columns(), x.channels(),
        depthwiseKernel.shape()[0], x.channels(), false);
    ConvolutionRunner.Shape second = new ConvolutionRunner.Shape(one(windows.rows().output()), one(windows.columns().output()),
        kernel.shape()[1], kernel.shape()[0], 1, false);
    Parameter depthwiseWeights = ConvolutionRunner.pack(first.packing(), depthwiseKernel.floats());
    return new Separable(new Convolutions(x, first, depthwiseWeights, null, false, List.of("input", "weight")), second,
        ConvolutionRunner.pack(second.packing(), kernel.floats()));
  }

  private static Axis one(int size) {
    return new Axis(size, size, 1, 1, 1, 0, 0);
  }

  @Override
  public Map<String, float[]> eager() {
    Tensor between = depthwise.eagerOutput();
    return Map.of("output",
        Eager.convolution(between, weights, null, 1, 1, 1, 1, 0, 0, between.height(), between.width(), 1).toArray());
  }

  @Override
  public Map<String, float[]> forward(Kernels kernels) {
    ConvolutionRunner runner = new ConvolutionRunner(kernels);
    Tensor between = depthwise.output(runner);
    return Map.of("output",
        runner.convolution(pointwise, between, weights, null, Packing.padded(between.channels())).toArray());
  }

  @Override
  public Map<String, float[]> backward(Kernels kernels, float[] outputGradient) {
    ConvolutionRunner runner = new ConvolutionRunner(kernels);
    Tensor dy = Tensor.of(outputGradient, depthwise.x().batch(), pointwise.filters(), pointwise.rows().output(),
        pointwise.columns().output());
    float[] between = runner.inputGradient(pointwise, dy, weights).toArray();
    Map<String, float[]> gradients = new LinkedHashMap<>(depthwise.backward(kernels, between));
    gradients.put("pointwise", runner.weightGradient(pointwise, depthwise.output(runner), dy, weights.packing(),
        pointwise.channels()));
    return gradients;
  }
}
