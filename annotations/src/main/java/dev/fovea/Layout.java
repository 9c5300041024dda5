package dev.fovea;

/**
 * The order of numbers in images that a network is given and returns. Shapes are written channels first in
 * either.
 */
public enum Layout {
  /** Image, channel, row, column: PyTorch's and ONNX's; the default. */
  NCHW,
  /** Image, row, column, channel: TensorFlow's, and that of most image files. */
  NHWC
}
