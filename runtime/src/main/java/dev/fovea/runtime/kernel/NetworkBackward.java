package dev.fovea.runtime.kernel;

import dev.fovea.runtime.Backward;
import dev.fovea.runtime.Layer;
import dev.fovea.runtime.PackedTensor;
import dev.fovea.runtime.Parameter;
import dev.fovea.runtime.Tensor;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** What all generated backward classes share. */
public abstract class NetworkBackward extends ReversePass implements Backward {
  private final Map<Parameter, PackedTensor> gradients = new IdentityHashMap<>();
  private final boolean[] marked;
  private boolean training;

  /** A backward pass that follows a recorded forward one. */
  protected NetworkBackward(NetworkForward forward, ForwardPass recorded, long floats) {
    super(forward, recorded, floats);
    marked = new boolean[layers().all().size()];
    for (Parameter parameter : forward.parameters().all()) {
      if (parameter.role().isTrained()) {
        gradients.put(parameter, new PackedTensor(parameter.name(), parameter.packing()));
      }
    }
  }

  @Override
  public Tensor run(Tensor... outputGradients) {
    requireGradients(outputGradients);
    return runFromOutputs(outputGradients, false);
  }

  @Override
  public void runForTraining(Tensor... outputGradients) {
    requireGradients(outputGradients);
    runFromOutputs(outputGradients, true);
  }

  private void requireGradients(Tensor[] outputGradients) {
    List<Layer> outputs = layers().outputs();
    if (outputGradients.length != outputs.size()) {
      throw new IllegalArgumentException(layers().network() + " has " + outputs.size() + " outputs, "
          + outputs.stream().map(Layer::name).toList() + ", but " + outputGradients.length + " gradients were given");
    }
  }

  private Tensor runFromOutputs(Tensor[] outputGradients, boolean forTraining) {
    List<Layer> outputs = layers().outputs();
    Arrays.fill(marked, false);
    for (int i = 0; i < outputs.size(); i++) {
      marked[outputs.get(i).index()] = true;
    }
    begin(marked);
    training = forTraining;
    for (int i = 0; i < outputGradients.length; i++) {
      arrive(outputs.get(i).index(), outputGradients[i]);
    }
    return finish(marked);
  }

  @Override
  public Tensor runFrom(Layer layer, Tensor gradient) {
    int index = Catalogue.index(layers(), layer);
    Arrays.fill(marked, false);
    marked[index] = true;
    begin(marked);
    training = false;
    for (PackedTensor other : gradients.values()) {
      Arrays.fill(other.packed(), 0);
    }
    arrive(index, gradient);
    return finish(marked);
  }

  @Override
  public Tensor input() {
    requireAll("the images");
    return arrivedAtImage(this);
  }

  @Override
  public Tensor activation(Layer layer) {
    requireAll("activations");
    return arrivedAt(Catalogue.index(layers(), layer), this);
  }

  private void requireAll(String what) {
    if (training) {
      throw new IllegalStateException("the last run was for training, which leaves no gradients by " + what + ": call run(...) for them");
    }
  }

  /** Whether gradients are wanted that lead to no parameter that is trained. */
  protected final boolean beyondTraining() {
    return !training;
  }

  @Override
  public PackedTensor gradient(Parameter parameter) {
    PackedTensor gradient = gradients.get(parameter);
    if (gradient == null) {
      throw new IllegalArgumentException(parameter.role().isTrained()
          ? parameter.name() + " is not a parameter of this network"
          : parameter.name() + " is a running statistic: it has no gradient");
    }
    if (!parameter.isTrainable()) {
      requireAll("frozen parameters such as " + parameter.name());
    }
    return gradient;
  }

  /** The gradient by the parameter of a dotted name. */
  protected final PackedTensor gradient(String parameter) {
    return gradient(forward().parameters().get(parameter));
  }

  /** Zeros the padding of a grouped gradient, where a group's last block overlaps the next group. */
  protected final void clearPadding(String parameter) {
    PackedTensor gradient = gradients.get(forward().parameters().get(parameter));
    gradient.packing().clearPadding(gradient.packed());
  }
}
