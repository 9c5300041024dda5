package dev.fovea.onnx;

/**
 * A tensor of the model.
 *
 * @param flat whether it is {@code [N, channels]} instead of {@code [N, channels, height, width]}
 */
record Value(String name, int channels, int height, int width, boolean flat) {
  /** An image, channels first. */
  static Value image(String name, int channels, int height, int width) {
    return new Value(name, channels, height, width, false);
  }

  /** One row of numbers for each image. */
  static Value flat(String name, int numbers) {
    return new Value(name, numbers, 1, 1, true);
  }

  /** Another tensor of the same shape. */
  Value named(String other) {
    return new Value(other, channels, height, width, flat);
  }
}
