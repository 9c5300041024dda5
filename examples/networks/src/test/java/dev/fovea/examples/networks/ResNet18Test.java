package dev.fovea.examples.networks;

import dev.fovea.Network;

class ResNet18Test extends NetworkContract {
  /** The last block has 2x2 units. */
  @Network(input = {3, 64, 64})
  interface Small extends ResNet18 {}

  ResNet18Test() {
    super(ResNet18Test_SmallParameters.random(1), ResNet18Test_SmallEager::new);
  }
}
