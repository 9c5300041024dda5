package dev.fovea.examples.networks;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.Network;
import dev.fovea.runtime.Deconvnet;
import dev.fovea.runtime.Forward;
import dev.fovea.runtime.Mode;
import org.junit.jupiter.api.Test;

class ZFNetTest extends NetworkContract {
  /** One unit is left after the last pool. */
  @Network(input = {3, 64, 64})
  interface Small extends ZFNet {}

  ZFNetTest() {
    super(ZFNetTest_SmallParameters.random(1), ZFNetTest_SmallEager::new);
  }

  @Test
  void aStrictDeconvnetPassesTheWholeNetworkOfItsPaper() {
    Forward forward = parameters.forward(Mode.RECORDING);
    forward.run(image);
    Deconvnet deconvnet = forward.deconvnet();
    deconvnet.setStrict(true);
    float[] projection = deconvnet.from(ZFNetTest_SmallLayers.pool5).strongest().toArray();
    boolean empty = true;
    for (float value : projection) {
      empty &= value == 0;
    }
    assertTrue(!empty, "the strongest unit of pool5 projects to zero");
  }
}
