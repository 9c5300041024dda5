package dev.fovea.examples.networks;

import dev.fovea.Network;

class ResNet50Test extends NetworkContract {
  /** The last block has 2x2 units. */
  @Network(input = {3, 64, 64})
  interface Small extends ResNet50 {}

  ResNet50Test() {
    super(ResNet50Test_SmallParameters.random(1), ResNet50Test_SmallEager::new);
  }
}
