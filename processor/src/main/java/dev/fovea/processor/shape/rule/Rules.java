package dev.fovea.processor.shape.rule;

import dev.fovea.processor.shape.OperationRule;
import dev.fovea.processor.shape.operation.Activation.Function;
import dev.fovea.processor.shape.operation.Flatten;
import dev.fovea.processor.shape.operation.Softmax;
import java.util.Map;

/** The rule of each operation, by its annotation's simple name. */
public final class Rules {
  private static final Map<String, OperationRule<?>> BY_KIND = Map.ofEntries(
      Map.entry("Conv", new ConvolutionRule()),
      Map.entry("Pointwise", new ConvolutionRule()),
      Map.entry("Depthwise", new ConvolutionRule()),
      Map.entry("TransposedConv", new TransposedConvolutionRule()),
      Map.entry("Dense", new DenseRule()),
      Map.entry("MaxPool", new PoolRule()),
      Map.entry("AvgPool", new PoolRule()),
      Map.entry("GlobalAvgPool", new GlobalPoolRule(false)),
      Map.entry("GlobalMaxPool", new GlobalPoolRule(true)),
      Map.entry("AdaptiveAvgPool", new AdaptiveAvgPoolRule()),
      Map.entry("BatchNorm", new BatchNormRule()),
      Map.entry("LocalResponseNorm", new LocalResponseNormRule()),
      Map.entry("Dropout", new DropoutRule()),
      Map.entry("Relu", new ActivationRule(Function.RELU)),
      Map.entry("Relu6", new ActivationRule(Function.RELU6)),
      Map.entry("LeakyRelu", new ActivationRule(Function.LEAKY_RELU)),
      Map.entry("Sigmoid", new ActivationRule(Function.SIGMOID)),
      Map.entry("Tanh", new ActivationRule(Function.TANH)),
      Map.entry("Softmax", new PlainRule(Softmax::new)),
      Map.entry("Flatten", new PlainRule(Flatten::new)),
      Map.entry("Add", new AddRule()),
      Map.entry("Shortcut", new ShortcutRule()),
      Map.entry("Multiply", new MultiplyRule()),
      Map.entry("Concat", new ConcatRule()));

  private Rules() {}

  /** The rule of an operation. */
  public static OperationRule<?> of(String kind) {
    OperationRule<?> rule = BY_KIND.get(kind);
    if (rule == null) {
      throw new IllegalStateException("no rule for @" + kind);
    }
    return rule;
  }
}
