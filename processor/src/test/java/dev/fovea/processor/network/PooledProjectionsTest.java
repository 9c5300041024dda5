package dev.fovea.processor.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.runtime.Deconvnet;
import dev.fovea.runtime.Forward;
import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Mode;
import dev.fovea.runtime.Region;
import dev.fovea.runtime.Tensor;
import org.junit.jupiter.api.Test;

/** What single units of pools, rectifiers and response norms send back to the image. */
class PooledProjectionsTest {
  private static Forward run(TestNetwork network, Tensor image) {
    Forward forward = TestNetwork.forward(network.random(1), Mode.RECORDING, 1);
    forward.run(image);
    return forward;
  }

  @Test
  void aGlobalMaximumGoesToItsFirstPlace() {
    TestNetwork network = TestNetwork.of("@Network(input = {2, 3, 4})", "@GlobalMaxPool Tensor pool(Tensor input);");
    Tensor image = Tensor.of(new float[] {1, 2, 5, 0, 5, 1, 1, 1, 5, 0, 0, 0, -3, -2, -1, -4, -5, -6, -7, -8, -9, -1, -2, -3}, 2, 3, 4);
    Deconvnet deconvnet = run(network, image).deconvnet();
    deconvnet.setStrict(true);
    for (int map = 0; map < 2; map++) {
      Tensor pixels = deconvnet.from(network.layers().get("pool")).unit(map, 0, 0);
      for (int i = 0; i < 24; i++) {
        int first = map == 0 ? 2 : 14;
        assertEquals(i == first ? 1 : 0, pixels.get(i / 12, i % 12 / 4, i % 4), "map " + map + ", number " + i);
      }
    }
  }

  /** Of 5 rows and 3 windows the middle one has 3: rows 1 to 3; of 4 columns and 3 windows the last has columns 2 and 3. */
  @Test
  void anAdaptiveAverageIsSpreadOverItsWindow() {
    TestNetwork network = TestNetwork.of("@Network(input = {1, 5, 4})", "@AdaptiveAvgPool(3) Tensor pool(Tensor input);");
    Layer pool = network.layers().get("pool");
    assertEquals(new Region(1, 2, 3, 3), pool.region(1, 2));
    Deconvnet deconvnet = run(network, RandomValues.tensor(1, 1, 1, 5, 4)).deconvnet();
    Tensor pixels = deconvnet.from(pool).unit(0, 1, 2);
    for (int y = 0; y < 5; y++) {
      for (int x = 0; x < 4; x++) {
        assertEquals(pool.region(1, 2).contains(y, x) ? 1 / 6f : 0, pixels.get(0, y, x), 1e-7f, y + ", " + x);
      }
    }
    deconvnet.setStrict(true);
    assertTrue(assertThrows(IllegalArgumentException.class, () -> deconvnet.from(pool).unit(0, 1, 2)).getMessage()
        .contains("adaptive average pool 3x3"));
  }

  @Test
  void aResponseNormPassesTheSignalAsItIsUnlessStrict() {
    TestNetwork network = TestNetwork.of("@Network(input = {5, 2, 2})", "@LocalResponseNorm(alpha = 3) Tensor norm(Tensor input);");
    Deconvnet deconvnet = run(network, RandomValues.tensor(1, 1, 5, 2, 2)).deconvnet();
    Layer norm = network.layers().get("norm");
    Tensor signal = RandomValues.tensor(2, 1, 5, 2, 2);
    RandomValues.assertClose(RandomValues.doubles(signal), RandomValues.doubles(deconvnet.project(norm, signal)), 0, "signal");
    deconvnet.setStrict(true);
    assertThrows(IllegalArgumentException.class, () -> deconvnet.project(norm, signal));
  }

  @Test
  void relu6RectifiesTheSignalAndHasNoEndAtSix() {
    TestNetwork network = TestNetwork.of("@Network(input = {1, 1, 4})", "@Relu6 Tensor relu(Tensor input);");
    Deconvnet deconvnet = run(network, Tensor.of(new float[] {-1, 7, 3, -2}, 1, 1, 4)).deconvnet();
    deconvnet.setStrict(true);
    Tensor pixels = deconvnet.project(network.layers().get("relu"), Tensor.of(new float[] {9, 8, -7, -6}, 1, 1, 4));
    RandomValues.assertClose(new double[] {9, 8, 0, 0}, RandomValues.doubles(pixels), 0, "signal");
  }
}
