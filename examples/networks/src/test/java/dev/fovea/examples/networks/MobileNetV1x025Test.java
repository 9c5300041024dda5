package dev.fovea.examples.networks;

import dev.fovea.Network;

class MobileNetV1x025Test extends NetworkContract {
  /** The last block has 2x2 units. */
  @Network(input = {3, 64, 64}, widthMultiplier = 0.25)
  interface Small extends MobileNetV1 {}

  MobileNetV1x025Test() {
    super(MobileNetV1x025Test_SmallParameters.random(1), MobileNetV1x025Test_SmallEager::new);
  }
}
