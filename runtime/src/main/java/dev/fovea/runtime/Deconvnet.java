package dev.fovea.runtime;

/**
 * Zeiler and Fergus's reverse pass ("Visualizing and Understanding Convolutional Networks", ECCV 2014, section 2.1): carries the
 * activity of a unit back to pixels, through transposed filters, rectification of the reverse signal, and the recorded switches of
 * max pools. Follows the last run of a {@link Mode#RECORDING} pass. Owns its buffers.
 */
public interface Deconvnet {
  /** What a max pool does where windows overlap and two of them switched to the same unit. */
  enum Overlap {
    /** Signals add up. */
    ACCUMULATE,
    /** The last window in row-major order wins. */
    LAST
  }

  /** The forward pass that it follows. */
  Forward forward();

  /** Chooses what overlapping windows do; {@link Overlap#ACCUMULATE} at first. */
  void setOverlap(Overlap overlap);

  /**
   * In strict mode only the operations of the paper are passed (convolution, dense, ReLU, max pooling, and what only reshapes);
   * any other on the way is an error. Off at first.
   */
  void setStrict(boolean strict);

  /**
   * Carries a signal at the output of a layer back to pixels.
   *
   * @param signal the signal, of the layer's shape, for every image of the batch
   * @return {@code [channels, height, width]} of the image, a view that the next projection overwrites
   * @throws IllegalArgumentException if an operation on the way has no reverse, or the signal's shape is not the layer's
   */
  Tensor project(Layer layer, Tensor signal);

  /** The projections that start at a layer. */
  default Projection from(Layer layer) {
    return new Projection(this, layer);
  }
}
