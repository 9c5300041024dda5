package dev.fovea.runtime.conformance;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Which operation of ours a case is, by the name that its source gives it. */
final class Operations {
  private static final Map<String, Function<Case, Operation>> READERS = new HashMap<>();

  static {
    names(Convolutions::convolution, "Conv", "Conv2d", "conv2d", "conv2d (depthwise)");
    names(Convolutions::transposed, "ConvTranspose", "ConvTranspose2d", "conv_transpose2d");
    names(Separable::of, "conv2d (depthwise) + conv2d 1x1");
    names(Convolutions::linear, "Linear", "linear");
    names(Convolutions::flattened, "flatten+linear");
    names(Convolutions::matrix, "Gemm", "gemm");
    names(MaxPools::of, "MaxPool", "MaxPool2d", "max_pool2d");
    names(MaxPools::adaptive, "GlobalMaxPool", "AdaptiveMaxPool2d", "adaptive_max_pool2d");
    names(AveragePools::of, "AveragePool", "AvgPool2d", "avg_pool2d");
    names(AveragePools::adaptive, "GlobalAveragePool", "AdaptiveAvgPool2d", "adaptive_avg_pool2d");
    names(AveragePools::area, "interpolate");
    names(BatchNorms::named, "BatchNorm2d", "batch_norm");
    names(BatchNorms::ordered, "BatchNormalization");
    names(Activations::relu, "Relu", "relu");
    names(Activations::relu6, "ReLU6", "relu6");
    names(Activations::leakyRelu, "LeakyRelu", "leaky_relu");
    names(Activations::sigmoid, "Sigmoid", "sigmoid");
    names(Activations::tanh, "Tanh", "tanh");
    names(Activations::softmax, "Softmax", "softmax");
    names(Joins::sum, "Add", "Sum", "add");
    names(Products::of, "Mul", "mul");
    names(Responses::of, "LocalResponseNorm", "LRN");
    names(Joins::concatenation, "Concat", "cat");
    names(Flattenings::of, "Flatten");
    names(excluded("dropout, which draws other numbers"), "Dropout");
    names(excluded("losses, which are checked by themselves"), "cross_entropy", "mse_loss");
  }

  private Operations() {}

  private static Function<Case, Operation> excluded(String reason) {
    return source -> {
      throw new Excluded(reason);
    };
  }

  private static void names(Function<Case, Operation> reader, String... names) {
    for (String name : names) {
      READERS.put(name, reader);
    }
  }

  /**
   * The operation of a case.
   *
   * @throws Excluded if there is none here, or not in that form
   */
  static Operation read(Case source) {
    Function<Case, Operation> reader = READERS.get(source.operation());
    if (reader == null) {
      throw new Excluded("operations that do not exist here");
    }
    return reader.apply(source);
  }
}
