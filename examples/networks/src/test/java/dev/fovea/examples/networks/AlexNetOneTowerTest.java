package dev.fovea.examples.networks;

import dev.fovea.Network;

class AlexNetOneTowerTest extends NetworkContract {
  /** The smallest image whose last pool has a window. */
  @Network(input = {3, 63, 63})
  interface Small extends AlexNetOneTower {}

  AlexNetOneTowerTest() {
    super(AlexNetOneTowerTest_SmallParameters.random(1), AlexNetOneTowerTest_SmallEager::new);
  }
}
