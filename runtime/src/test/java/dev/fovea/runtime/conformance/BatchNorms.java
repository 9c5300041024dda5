package dev.fovea.runtime.conformance;

import dev.fovea.runtime.Initialization;
import dev.fovea.runtime.Packing;
import dev.fovea.runtime.Parameter;
import dev.fovea.runtime.Tensor;
import dev.fovea.runtime.kernel.BatchNormalization;
import dev.fovea.runtime.kernel.Eager;
import dev.fovea.runtime.kernel.Kernels;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Batch norms; scale and shift that a case leaves out are ones and zeros. */
record BatchNorms(Tensor x, float[] scale, float[] shift, float[] mean, float[] variance, double epsilon, double momentum,
    boolean training, List<String> names) implements Operation {

  /** With PyTorch's names of inputs. */
  static BatchNorms named(Case source) {
    if (!source.gradients().isEmpty() && !source.gradients().containsKey("input")) {
      throw new Excluded("gradients by running statistics, which are not trained");
    }
    Map<String, NumberArray> inputs = source.inputs();
    Tensor x = inputs.get("input").images();
    boolean tracked = inputs.containsKey("running_mean");
    return new BatchNorms(x, given(inputs.get("weight"), 1, x), given(inputs.get("bias"), 0, x),
        given(inputs.get("running_mean"), 0, x), given(inputs.get("running_var"), 1, x), source.attributes().number(1e-5, "eps"),
        source.attributes().number(0.1, "momentum"), source.attributes().flag(false, "training") || !tracked,
        List.of("input", "weight", "bias"));
  }

  /** With ONNX's order of inputs. Its running statistics are another convention and are not compared. */
  static BatchNorms ordered(Case source) {
    List<NumberArray> inputs = source.inputList();
    Tensor x = inputs.get(0).images();
    return new BatchNorms(x, inputs.get(1).floats(), inputs.get(2).floats(), inputs.get(3).floats(), inputs.get(4).floats(),
        source.attributes().number(1e-5, "epsilon"), 0.1, source.attributes().flag(false, "training_mode"),
        List.copyOf(source.inputs().keySet()));
  }

  private static float[] given(NumberArray values, float otherwise, Tensor x) {
    if (values != null) {
      return values.floats();
    }
    float[] filled = new float[x.channels()];
    Arrays.fill(filled, otherwise);
    return filled;
  }

  private Parameter parameter(float[] values) {
    Parameter parameter = new Parameter("norm", Parameter.Role.SCALE, Packing.vector(x.channels()), Initialization.ZEROS);
    parameter.set(values);
    return parameter;
  }

  @Override
  public Map<String, float[]> eager() {
    Parameter runningMean = parameter(mean);
    Parameter runningVariance = parameter(variance);
    Tensor y = training
        ? Eager.batchNormTraining(x, parameter(scale), parameter(shift), runningMean, runningVariance, epsilon, momentum)
        : Eager.batchNorm(x, parameter(scale), parameter(shift), runningMean, runningVariance, epsilon);
    return results(y, runningMean, runningVariance);
  }

  private static Map<String, float[]> results(Tensor y, Parameter runningMean, Parameter runningVariance) {
    return Map.of("output", y.toArray(), "running_mean", runningMean.toArray(), "running_var", runningVariance.toArray());
  }

  @Override
  public Map<String, float[]> forward(Kernels kernels) {
    Parameter runningMean = parameter(mean);
    Parameter runningVariance = parameter(variance);
    Nhwc input = Nhwc.activation(x);
    KernelRunner runner = new KernelRunner(kernels);
    BatchNormalization norm = normalization(runner, input, runningMean, runningVariance);
    if (training) {
      norm.updateRunning((long) x.batch() * x.height() * x.width());
    }
    return results(runner.scaleShift(norm, input), runningMean, runningVariance);
  }

  private BatchNormalization normalization(KernelRunner runner, Nhwc input, Parameter runningMean, Parameter runningVariance) {
    BatchNormalization norm =
        new BatchNormalization(parameter(scale), parameter(shift), runningMean, runningVariance, epsilon, momentum);
    if (training) {
      runner.takeStatistics(norm, input);
    } else {
      norm.fold();
    }
    return norm;
  }

  @Override
  public Map<String, float[]> backward(Kernels kernels, float[] outputGradient) {
    Tensor dy = Tensor.of(outputGradient, x.batch(), x.channels(), x.height(), x.width());
    Nhwc input = Nhwc.activation(x);
    KernelRunner runner = new KernelRunner(kernels);
    BatchNormalization norm = normalization(runner, input, parameter(mean), parameter(variance));
    float[] dScale = new float[x.channels()];
    float[] dShift = new float[x.channels()];
    Tensor dx = runner.batchNormGradient(norm, input, dy, training, dScale, dShift);
    return Map.of(names.get(0), dx.toArray(), names.get(1), dScale, names.get(2), dShift);
  }
}
