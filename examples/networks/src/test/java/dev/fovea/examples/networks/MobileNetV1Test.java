package dev.fovea.examples.networks;

import dev.fovea.Network;

class MobileNetV1Test extends NetworkContract {
  /** The last block has 2x2 units. */
  @Network(input = {3, 64, 64})
  interface Small extends MobileNetV1 {}

  MobileNetV1Test() {
    super(MobileNetV1Test_SmallParameters.random(1), MobileNetV1Test_SmallEager::new);
  }
}
