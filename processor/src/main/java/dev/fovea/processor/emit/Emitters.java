package dev.fovea.processor.emit;

import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.operation.Activation;
import dev.fovea.processor.shape.operation.AdaptivePooling;
import dev.fovea.processor.shape.operation.Add;
import dev.fovea.processor.shape.operation.BatchNorm;
import dev.fovea.processor.shape.operation.Concat;
import dev.fovea.processor.shape.operation.Convolution;
import dev.fovea.processor.shape.operation.Dropout;
import dev.fovea.processor.shape.operation.Flatten;
import dev.fovea.processor.shape.operation.Identity;
import dev.fovea.processor.shape.operation.LocalResponseNorm;
import dev.fovea.processor.shape.operation.Multiply;
import dev.fovea.processor.shape.operation.Pooling;
import dev.fovea.processor.shape.operation.Softmax;
import dev.fovea.processor.shape.operation.TransposedConvolution;
import java.util.Map;

/** The emitter of each kind of operation. */
final class Emitters {
  private static final Map<Class<? extends Operation>, OperationEmitter<?>> BY_TYPE = Map.ofEntries(
      Map.entry(Convolution.class, new ConvolutionEmitter()),
      Map.entry(TransposedConvolution.class, new TransposedConvolutionEmitter()),
      Map.entry(Pooling.class, new PoolingEmitter()),
      Map.entry(AdaptivePooling.class, new AdaptivePoolingEmitter()),
      Map.entry(LocalResponseNorm.class, new LocalResponseNormEmitter()),
      Map.entry(BatchNorm.class, new BatchNormEmitter()),
      Map.entry(Activation.class, new ActivationEmitter()),
      Map.entry(Softmax.class, new SoftmaxEmitter()),
      Map.entry(Dropout.class, new DropoutEmitter()),
      Map.entry(Flatten.class, new FlattenEmitter()),
      Map.entry(Add.class, new AddEmitter()),
      Map.entry(Identity.class, new IdentityEmitter()),
      Map.entry(Multiply.class, new MultiplyEmitter()),
      Map.entry(Concat.class, new ConcatEmitter()));

  private Emitters() {}

  /** The emitter of an operation. */
  @SuppressWarnings("unchecked") // each entry above pairs a type with its own emitter
  static <O extends Operation> OperationEmitter<O> of(O operation) {
    return (OperationEmitter<O>) BY_TYPE.get(operation.getClass());
  }
}
