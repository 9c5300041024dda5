package dev.fovea.runtime.train;

import dev.fovea.runtime.Backward;
import dev.fovea.runtime.Deconvnet;
import dev.fovea.runtime.Forward;
import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Layers;
import dev.fovea.runtime.Mode;
import dev.fovea.runtime.PackedTensor;
import dev.fovea.runtime.Parameter;
import dev.fovea.runtime.Parameters;
import dev.fovea.runtime.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parameters without a network, and gradients that a test writes down. */
final class GivenGradients implements Backward, Parameters {
  private final Map<Parameter, PackedTensor> gradients = new LinkedHashMap<>();

  GivenGradients(Parameter... parameters) {
    for (Parameter parameter : parameters) {
      gradients.put(parameter, parameter.role().isTrained() ? new PackedTensor(parameter.name(), parameter.packing()) : null);
    }
  }

  @Override
  public List<Parameter> all() {
    return List.copyOf(gradients.keySet());
  }

  @Override
  public PackedTensor gradient(Parameter parameter) {
    PackedTensor gradient = gradients.get(parameter);
    if (gradient == null) {
      throw new IllegalArgumentException(parameter + " is not trained");
    }
    return gradient;
  }

  @Override
  public Forward forward() {
    return forward(Mode.TRAINING, 1, 1);
  }

  /** A pass that knows nothing but its parameters. */
  @Override
  public Forward forward(Mode mode, int batch, int threads) {
    return new LinearNetwork.Pass(null, mode, batch) {
      @Override
      public Parameters parameters() {
        return GivenGradients.this;
      }
    };
  }

  @Override
  public Layers layers() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Tensor run(Tensor... outputGradients) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void runForTraining(Tensor... outputGradients) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Tensor runFrom(Layer layer, Tensor gradient) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Tensor input() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Tensor activation(Layer layer) {
    throw new UnsupportedOperationException();
  }

  static Deconvnet none() {
    throw new UnsupportedOperationException();
  }
}
