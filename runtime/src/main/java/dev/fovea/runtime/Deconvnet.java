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
   * Carries a signal at the output of a layer back to pixels. What lies outside the receptive fields of its numbers other than zero is
   * not computed.
   *
   * @param signal the signal, of the layer's shape, for every image of the batch
   * @return {@code [channels, height, width]} of the image, a view that the next projection overwrites
   * @throws IllegalArgumentException if an operation on the way has no reverse, or the signal's shape is not the layer's
   */
  Tensor project(Layer layer, Tensor signal);

  /**
   * Carries a 1 at one unit of each image back to pixels. What lies outside the unit's receptive field is not computed.
   *
   * @param units for each image of the batch the index of its unit in channel, row, column order; -1 for none
   * @return {@code [channels, height, width]} of the image, a view that the next projection overwrites
   * @throws IllegalArgumentException if an operation on the way has no reverse, or there is not one unit for each image
   * @throws IndexOutOfBoundsException if the layer has no such unit
   */
  Tensor project(Layer layer, int[] units);

  /** The projections that start at a layer. */
  default Projection from(Layer layer) {
    return new Projection(this, layer);
  }
}
