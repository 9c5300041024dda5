package dev.fovea.examples.benchmarks;

import dev.fovea.Conv;
import dev.fovea.Network;
import dev.fovea.runtime.Tensor;

/** One layer as they stand in the middle of VGG-16 and ResNet: 3x3, 128 to 128 channels, 56x56. */
@Network(input = {128, 56, 56})
public interface Convolution3x3 {
  @Conv(filters = 128, kernel = 3, padding = 1)
  Tensor conv(Tensor input);
}
