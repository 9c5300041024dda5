package dev.fovea.onnx;

import dev.fovea.runtime.Operation.Kind;
import java.util.EnumMap;
import java.util.Map;

/** The translation of each kind of operation. */
final class Translations {
  static final Map<Kind, Translation> ALL = new EnumMap<>(Map.ofEntries(
      Map.entry(Kind.CONVOLUTION, Filters::convolution),
      Map.entry(Kind.TRANSPOSED_CONVOLUTION, Filters::transposed),
      Map.entry(Kind.DENSE, Filters::dense),
      Map.entry(Kind.MAX_POOL, Pools::maximum),
      Map.entry(Kind.AVERAGE_POOL, Pools::average),
      Map.entry(Kind.GLOBAL_MAX_POOL, step -> Pools.global(step, "GlobalMaxPool")),
      Map.entry(Kind.GLOBAL_AVERAGE_POOL, step -> Pools.global(step, "GlobalAveragePool")),
      Map.entry(Kind.ADAPTIVE_AVERAGE_POOL, AdaptivePools::average),
      Map.entry(Kind.BATCH_NORM, Normalizations::batch),
      Map.entry(Kind.LOCAL_RESPONSE_NORM, Normalizations::localResponse),
      Map.entry(Kind.DROPOUT, Step::input),
      Map.entry(Kind.RELU, step -> Elements.function(step, "Relu")),
      Map.entry(Kind.RELU6, Elements::relu6),
      Map.entry(Kind.LEAKY_RELU, Elements::leakyRelu),
      Map.entry(Kind.SIGMOID, step -> Elements.function(step, "Sigmoid")),
      Map.entry(Kind.TANH, step -> Elements.function(step, "Tanh")),
      Map.entry(Kind.SOFTMAX, Elements::softmax),
      Map.entry(Kind.ADD, Joins::add),
      Map.entry(Kind.MULTIPLY, Joins::multiply),
      Map.entry(Kind.CONCAT, Joins::concat),
      Map.entry(Kind.FLATTEN, Step::flat),
      Map.entry(Kind.IDENTITY, Step::input)));

  private Translations() {}
}
