package dev.fovea.examples.networks;

class CifarNetTest extends NetworkContract {
  CifarNetTest() {
    super(CifarNetParameters.random(1), CifarNetEager::new);
  }
}
