package dev.fovea.runtime;

import java.util.List;

/**
 * The planned forward pass of a network, which owns its buffers: {@link #run} allocates nothing, and what it returned is overwritten
 * by the next run. For one thread at a time.
 */
public interface Forward {
  /** What the pass is for. */
  Mode mode();

  /** How many images one run takes. */
  int batch();

  /** The parameters that it reads. */
  Parameters parameters();

  /**
   * Runs a batch of images through the network.
   *
   * @param images {@link #batch()} images of the network's input shape, in any layout
   * @return the first output, a view that the next run overwrites
   * @throws IllegalArgumentException if batch or shape are not those of the network
   */
  Tensor run(Tensor images);

  /** The values of all outputs, in the order of {@link Layers#outputs()}: views that the next run overwrites. */
  List<Tensor> outputs();

  /**
   * What the last run made of a layer: a view that the next run overwrites.
   *
   * @throws IllegalStateException if the pass does not record
   */
  Tensor activation(Layer layer);

  /**
   * A layer's values as they were before its last activation; its {@link #activation} where it has none.
   *
   * @throws IllegalStateException if the pass does not record
   */
  Tensor preactivation(Layer layer);

  /**
   * The backward pass that follows runs of this one.
   *
   * @throws IllegalStateException if the pass does not record
   */
  Backward backward();

  /**
   * The reverse pass that follows runs of this one.
   *
   * @throws IllegalStateException if the mode is not {@link Mode#RECORDING}
   */
  Deconvnet deconvnet();
}
