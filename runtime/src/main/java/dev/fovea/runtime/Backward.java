package dev.fovea.runtime;

/** Gradients of a loss, from the last run of a recorded forward pass. Owns its buffers; each run overwrites them. */
public interface Backward {
  /** The forward pass that it follows. */
  Forward forward();

  /**
   * Runs back from the outputs.
   *
   * @param outputGradients the gradient of the loss by each output, in the order of {@link Layers#outputs()}
   * @return the gradient by the images, a view that the next run overwrites
   * @throws IllegalArgumentException if number, batch or shapes are not those of the outputs
   */
  Tensor run(Tensor... outputGradients);

  /**
   * Runs back from the outputs for the sake of training: as {@link #run}, but of all gradients only those by parameters that are
   * {@linkplain Parameter#isTrainable() trained} come of it. What leads to none of these, such as the gradient by the images, is not
   * computed, and the others cannot be read until a run that computes them.
   *
   * @param outputGradients the gradient of the loss by each output, in the order of {@link Layers#outputs()}
   * @throws IllegalArgumentException if number, batch or shapes are not those of the outputs
   */
  void runForTraining(Tensor... outputGradients);

  /**
   * Runs back from any layer: the gradient of a loss that depends on the network through that layer's activation only.
   *
   * @return the gradient by the images, a view that the next run overwrites
   */
  Tensor runFrom(Layer layer, Tensor gradient);

  /**
   * The gradient by the images, of the last run.
   *
   * @throws IllegalStateException if that was {@link #runForTraining}
   */
  Tensor input();

  /**
   * The gradient by a layer's activation, of the last run; zeros where the loss does not depend on it.
   *
   * @throws IllegalStateException if that was {@link #runForTraining}
   */
  Tensor activation(Layer layer);

  /**
   * The gradient by a parameter, of the last run, without what {@code l1} and {@code l2} add.
   *
   * @throws IllegalArgumentException if it is not a trained parameter of the network
   * @throws IllegalStateException if it is frozen and the last run was {@link #runForTraining}
   */
  PackedTensor gradient(Parameter parameter);
}
