package dev.fovea.runtime.train;

import dev.fovea.runtime.Tensor;

/** Views of batches, and checks that losses share. */
final class Batches {
  private Batches() {}

  /** A view of the first images of a batch. */
  static Tensor first(Tensor tensor, int images) {
    return Tensor.view(tensor.data(), tensor.offset(), images, tensor.channels(), tensor.height(), tensor.width(),
        tensor.imageStride(), tensor.channelStride(), tensor.rowStride(), tensor.pixelStride(), tensor.isChannelsLast());
  }

  static void requireShape(String name, Tensor tensor, Tensor outputs, int channels) {
    if (tensor.batch() != outputs.batch() || tensor.channels() != channels || tensor.height() != outputs.height()
        || tensor.width() != outputs.width()) {
      throw new IllegalArgumentException("for outputs of " + describe(outputs.channels(), outputs) + " the " + name + " must be of "
          + describe(channels, outputs) + ", not of " + describe(tensor.channels(), tensor));
    }
  }

  /** A sentence about the first image that holds a NaN or an infinity, or null. */
  static String notFinite(String what, Tensor tensor, int[] samples, int from) {
    for (int n = 0; n < tensor.batch(); n++) {
      for (int c = 0; c < tensor.channels(); c++) {
        for (int y = 0; y < tensor.height(); y++) {
          for (int x = 0; x < tensor.width(); x++) {
            float value = tensor.get(n, c, y, x);
            if (!Float.isFinite(value)) {
              return "the " + what + " of sample " + samples[from + n] + " of the dataset holds " + value + " at channel " + c
                  + ", row " + y + ", column " + x;
            }
          }
        }
      }
    }
    return null;
  }

  private static String describe(int channels, Tensor tensor) {
    return "batch " + tensor.batch() + " and shape [" + channels + ", " + tensor.height() + ", " + tensor.width() + "]";
  }
}
