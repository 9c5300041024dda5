package dev.fovea.examples.benchmarks.peers;

import dev.fovea.runtime.Layers;
import dev.fovea.runtime.Operation;
import dev.fovea.runtime.Operation.Kind;
import dev.fovea.runtime.Parameter;
import dev.fovea.runtime.Parameter.Role;
import dev.fovea.runtime.Parameters;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Says a network's operations in DL4J's words, as its model zoo does: an activation right after a convolution or a dense layer belongs to
 * that layer, all others are layers of their own.
 */
final class Dl4jGraph {
  private final GraphBuilder graph;
  /** What a value is called here: dropout and identity are left out. */
  private final Map<String, String> names = new HashMap<>(Map.of("input", "input"));
  /** Weights by layer and DL4J's name for them. */
  private final Map<String, Map<String, INDArray>> weights = new HashMap<>();

  private Dl4jGraph() {
    graph = new NeuralNetConfiguration.Builder().activation(Activation.IDENTITY).graphBuilder().addInputs("input");
  }

  static ComputationGraph of(Parameters parameters) throws CannotException {
    Dl4jGraph said = new Dl4jGraph();
    List<Step> steps = Step.of(parameters);
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      boolean filters = step.operation().kind() == Kind.CONVOLUTION || step.operation().kind() == Kind.DENSE;
      Step next = filters && i + 1 < steps.size() && steps.get(i + 1).inputs().equals(List.of(step.output())) ? steps.get(i + 1) : null;
      // Only the layer's own next operation is sure to be the only reader.
      IActivation activation = next == null || !step.output().contains("/") ? null : activation(next.operation());
      if (activation != null) {
        i++;
        said.filters(step, next.output(), activation);
      } else if (filters) {
        said.filters(step, step.output(), Activation.IDENTITY.getActivationFunction());
      } else {
        said.plain(step);
      }
    }
    return said.build(parameters.layers());
  }

  private ComputationGraph build(Layers layers) {
    int[] s = layers.input();
    ComputationGraph made = new ComputationGraph(graph.setOutputs(names.get(layers.outputs().get(0).name()))
        .setInputTypes(InputType.convolutional(s[1], s[2], s[0])).validateOutputLayerConfig(false).build());
    made.init();
    weights.forEach((layer, own) -> own.forEach((name, numbers) -> made.getLayer(layer).setParam(name, numbers)));
    return made;
  }

  private String input(Step step) {
    return names.get(step.inputs().get(0));
  }

  private String[] inputs(Step step) {
    return step.inputs().stream().map(names::get).toArray(String[]::new);
  }

  private void filters(Step step, String output, IActivation activation) throws CannotException {
    names.put(output, output);
    Parameter weight = step.parameters().get(Role.WEIGHT);
    Parameter bias = step.parameters().get(Role.BIAS);
    if (step.operation().kind() == Kind.DENSE) {
      int units = step.operation().channels();
      graph.addLayer(output, new DenseLayer.Builder().nOut(units).hasBias(bias != null).activation(activation).build(), input(step));
      weigh(output, Nd4j.create(weight.toArray(), new long[] {units, weight.count() / units}, 'c').transpose(),
          bias == null ? null : bias.toArray());
      return;
    }
    Dl4jWindow window = Dl4jWindow.of(step);
    String input = input(step);
    if (window.zeros() != null) {
      graph.addLayer(output + "/zeros", new ZeroPaddingLayer.Builder(window.zeros()).build(), input);
      input = output + "/zeros";
    }
    int groups = step.operation().integer("groups");
    long[] shape = {weight.shape()[0], weight.shape()[1], weight.shape()[2], weight.shape()[3]};
    if (groups == 1) {
      convolution(step, window, output, input, activation, weight.toArray(), shape, bias == null ? null : bias.toArray());
    } else if (groups == step.inputShape()[0]) {
      depthwise(step, window, output, input, activation, weight, bias);
    } else {
      // Nor by parts of the channels: DL4J 1.0.0-M2.1 counts those that a SubsetVertex takes of an image as a negative number.
      throw new CannotException("cannot say: a convolution in " + groups + " groups");
    }
  }

  private void convolution(Step step, Dl4jWindow window, String output, String input, IActivation activation, float[] weight, long[] shape,
      float[] bias) {
    graph.addLayer(output, new ConvolutionLayer.Builder(step.operation().integers("kernel")).stride(step.operation().integers("stride"))
        .dilation(step.operation().integers("dilation")).convolutionMode(window.mode()).padding(window.padding()).nOut((int) shape[0])
        .hasBias(bias != null).activation(activation).build(), input);
    weigh(output, Nd4j.create(weight, shape, 'c'), bias);
  }

  /** DL4J's weights are {@code [kernel height, kernel width, channels, multiplier]}. */
  private void depthwise(Step step, Dl4jWindow window, String output, String input, IActivation activation, Parameter weight,
      Parameter bias) {
    int[] kernel = step.operation().integers("kernel");
    int channels = step.inputShape()[0];
    int multiplier = step.operation().channels() / channels;
    graph.addLayer(output, new DepthwiseConvolution2D.Builder(kernel).stride(step.operation().integers("stride"))
        .dilation(step.operation().integers("dilation")).convolutionMode(window.mode()).padding(window.padding()).depthMultiplier(multiplier)
        .nOut(step.operation().channels()).hasBias(bias != null).activation(activation).build(), input);
    weigh(output, Nd4j.create(weight.toArray(), new long[] {channels, multiplier, kernel[0], kernel[1]}, 'c').permute(2, 3, 0, 1).dup('c'),
        bias == null ? null : bias.toArray());
  }

  private void weigh(String layer, INDArray weight, float[] bias) {
    weights.put(layer, bias == null ? Map.of("W", weight) : Map.of("W", weight, "b", row(bias)));
  }

  private static INDArray row(float[] numbers) {
    return Nd4j.create(numbers, new long[] {1, numbers.length}, 'c');
  }

  private void plain(Step step) throws CannotException {
    Operation o = step.operation();
    String output = step.output();
    names.put(output, output);
    switch (o.kind()) {
      case MAX_POOL, AVERAGE_POOL -> pool(step, o.kind() == Kind.MAX_POOL ? PoolingType.MAX : PoolingType.AVG);
      case GLOBAL_MAX_POOL, GLOBAL_AVERAGE_POOL -> graph.addLayer(output, new GlobalPoolingLayer.Builder(
          o.kind() == Kind.GLOBAL_MAX_POOL ? PoolingType.MAX : PoolingType.AVG).collapseDimensions(false).build(), input(step));
      case BATCH_NORM -> batchNorm(step);
      // DL4J does not divide alpha by the size.
      case LOCAL_RESPONSE_NORM -> graph.addLayer(output, new LocalResponseNormalization.Builder(o.real("k"), o.integer("size"),
          o.real("alpha") / o.integer("size"), o.real("beta")).build(), input(step));
      case ADD -> graph.addVertex(output, new ElementWiseVertex(ElementWiseVertex.Op.Add), inputs(step));
      case CONCAT -> graph.addVertex(output, new MergeVertex(), inputs(step));
      case DROPOUT, IDENTITY -> names.put(output, input(step));
      default -> {
        IActivation activation = activation(o);
        if (activation == null) {
          throw new CannotException("cannot say: no layer here for " + o.label());
        }
        graph.addLayer(output, new ActivationLayer.Builder().activation(activation).build(), input(step));
      }
    }
  }

  private void pool(Step step, PoolingType type) throws CannotException {
    Dl4jWindow window = Dl4jWindow.of(step);
    boolean counts = type == PoolingType.AVG && step.operation().integer("countPadding") == 1;
    boolean padded = Arrays.stream(step.operation().integers("padding")).anyMatch(padding -> padding > 0);
    if (window.zeros() != null || counts && padded && window.isSame()) {
      throw new CannotException("cannot say: a pool with this padding, " + step.operation().label());
    }
    graph.addLayer(step.output(), new SubsamplingLayer.Builder(type).kernelSize(step.operation().integers("kernel"))
        .stride(step.operation().integers("stride")).convolutionMode(window.mode()).padding(window.padding())
        .avgPoolIncludePadInDivisor(counts && !window.isSame()).build(), input(step));
  }

  private void batchNorm(Step step) {
    graph.addLayer(step.output(), new BatchNormalization.Builder().eps(step.operation().real("epsilon")).useLogStd(false).build(),
        input(step));
    Map<String, INDArray> own = new HashMap<>();
    Map.of(Role.SCALE, "gamma", Role.SHIFT, "beta", Role.RUNNING_MEAN, "mean", Role.RUNNING_VARIANCE, "var")
        .forEach((role, name) -> own.put(name, row(step.parameters().get(role).toArray())));
    weights.put(step.output(), own);
  }

  /** Null, if it is none. */
  private static IActivation activation(Operation operation) {
    return switch (operation.kind()) {
      case RELU -> Activation.RELU.getActivationFunction();
      case RELU6 -> Activation.RELU6.getActivationFunction();
      case LEAKY_RELU -> new ActivationLReLU(operation.real("slope"));
      case SIGMOID -> Activation.SIGMOID.getActivationFunction();
      case TANH -> Activation.TANH.getActivationFunction();
      default -> null;
    };
  }
}
