package dev.fovea.examples.networks;

import dev.fovea.Network;

class Vgg16Test extends NetworkContract {
  /** One unit is left after the last pool. */
  @Network(input = {3, 32, 32})
  interface Small extends Vgg16 {}

  Vgg16Test() {
    super(Vgg16Test_SmallParameters.random(1), Vgg16Test_SmallEager::new);
  }
}
