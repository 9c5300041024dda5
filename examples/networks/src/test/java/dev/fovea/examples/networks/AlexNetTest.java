package dev.fovea.examples.networks;

import dev.fovea.Network;

class AlexNetTest extends NetworkContract {
  /** The smallest image whose last pool has a window. */
  @Network(input = {3, 67, 67})
  interface Small extends AlexNet {}

  AlexNetTest() {
    super(AlexNetTest_SmallParameters.random(1), AlexNetTest_SmallEager::new);
  }
}
