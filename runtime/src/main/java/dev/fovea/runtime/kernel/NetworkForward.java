package dev.fovea.runtime.kernel;

import dev.fovea.runtime.Forward;
import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Layers;
import dev.fovea.runtime.Mode;
import dev.fovea.runtime.Parameters;
import dev.fovea.runtime.Tensor;
import java.util.List;

/** What all generated forward classes share. */
public abstract class NetworkForward implements Forward {
  private final Parameters parameters;
  private final Layers layers;
  private final Mode mode;
  private final ForwardPass pass;
  private final int[] input;
  private boolean hasRun;

  /** A forward in one mode, around the pass of that mode. */
  protected NetworkForward(Parameters parameters, Mode mode, ForwardPass pass) {
    this.parameters = parameters;
    this.layers = parameters.layers();
    this.mode = mode;
    this.pass = pass;
    this.input = layers.input();
  }

  @Override
  public Mode mode() {
    return mode;
  }

  @Override
  public int batch() {
    return pass.batch;
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  /** The pass itself, for tests that look at its buffers. */
  public final ForwardPass pass() {
    return pass;
  }

  /** Decides which numbers dropout drops from the next run on; each run drops others. */
  public final void setDropoutSeed(long seed) {
    pass.setSeed(seed);
  }

  @Override
  public Tensor run(Tensor images) {
    if (images.batch() != pass.batch || images.channels() != input[0] || images.height() != input[1]
        || images.width() != input[2]) {
      throw new IllegalArgumentException(layers.network() + " takes " + pass.batch + " image" + (pass.batch == 1 ? "" : "s")
          + " of shape [" + input[0] + ", " + input[1] + ", " + input[2] + "], but got " + images.batch() + " of shape ["
          + images.channels() + ", " + images.height() + ", " + images.width() + "]"
          + (images.batch() == pass.batch ? "" : "; the batch size is chosen in forward(mode, batch)"));
    }
    if (hasRun) {
      pass.count();
    }
    hasRun = true;
    pass.run(images);
    return pass.outputs().get(0);
  }

  @Override
  public List<Tensor> outputs() {
    return List.copyOf(pass.outputs());
  }

  @Override
  public Tensor activation(Layer layer) {
    return recorded("activations").activations().get(index(layer));
  }

  @Override
  public Tensor preactivation(Layer layer) {
    return recorded("activations").preactivations().get(index(layer));
  }

  /** The layer of a dotted name. */
  protected final Layer layer(String name) {
    return layers.get(name);
  }

  private int index(Layer layer) {
    return Catalogue.index(layers, layer);
  }

  /** The pass, if it keeps what is asked for. */
  protected final ForwardPass recorded(String what) {
    if (!mode.records()) {
      throw new IllegalStateException(
          "an INFERENCE pass keeps no " + what + ": make one with forward(Mode.RECORDING), or Mode.TRAINING to train");
    }
    return pass;
  }

  /** Whether there is something to go back from. */
  final void requireRun() {
    if (!hasRun) {
      throw new IllegalStateException("the forward pass has not run yet: call run(images) first");
    }
  }
}
