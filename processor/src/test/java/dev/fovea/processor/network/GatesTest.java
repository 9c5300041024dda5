package dev.fovea.processor.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.runtime.Backward;
import dev.fovea.runtime.Forward;
import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Mode;
import dev.fovea.runtime.Parameters;
import dev.fovea.runtime.Region;
import dev.fovea.runtime.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Products of tensors: squeeze-and-excitation, and attention maps of one shape. */
class GatesTest {
  private static final TestNetwork NETWORK = TestNetwork.of("@Network(input = {3, 8, 6})", """
        @Conv(filters = 20, kernel = 3, padding = 1) @Relu Tensor features(Tensor input);
        @GlobalAvgPool Tensor squeeze(Tensor features);
        @Dense(5) @Relu Tensor reduce(Tensor squeeze);
        @Dense(20) @Sigmoid Tensor gate(Tensor reduce);
        @Multiply Tensor right(Tensor features, Tensor gate);
        @Multiply Tensor left(Tensor gate, Tensor features);
        @Multiply @BatchNorm @Relu6 Tensor product(Tensor right, Tensor left);
        @Conv(filters = 4, kernel = 3) @Output Tensor after(Tensor product);
        @Multiply @Output Tensor gates(Tensor gate, Tensor squeeze);
      """);

  private static Forward run(Mode mode, Parameters parameters, Tensor images) {
    Forward forward = TestNetwork.forward(parameters, mode, images.batch());
    forward.run(images);
    return forward;
  }

  private static final Tensor IMAGES = RandomValues.tensor(3, 2, 3, 8, 6);

  @Test
  void aGateCountsAtEveryPixelInEitherPlace() {
    Forward forward = run(Mode.RECORDING, RandomValues.fill(NETWORK.random(1), 5), IMAGES);
    Map<String, Layer> layers = Map.of("features", NETWORK.layers().get("features"), "gate", NETWORK.layers().get("gate"));
    Tensor features = forward.activation(layers.get("features"));
    Tensor gate = forward.activation(layers.get("gate"));
    for (String product : List.of("right", "left")) {
      Tensor actual = forward.activation(NETWORK.layers().get(product));
      for (int n = 0; n < 2; n++) {
        for (int c = 0; c < 20; c++) {
          for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 6; x++) {
              assertEquals(features.get(n, c, y, x) * gate.get(n, c, 0, 0), actual.get(n, c, y, x), 1e-6, product);
            }
          }
        }
      }
    }
  }

  /** In the direction of a gate, {@code <dL/dgate, v> = <dL/dproduct, features * v>}. */
  @Test
  void aGateCollectsTheGradientOfAllPixels() {
    TestNetwork network = TestNetwork.of("@Network(input = {17, 5, 7})", """
          @Sigmoid Tensor features(Tensor input);
          @GlobalMaxPool Tensor gate(Tensor input);
          @Multiply Tensor product(Tensor gate, Tensor features);
        """);
    Tensor images = RandomValues.tensor(4, 3, 17, 5, 7);
    Forward forward = run(Mode.RECORDING, network.random(1), images);
    Tensor arrives = RandomValues.tensor(5, 3, 17, 5, 7);
    Backward backward = forward.backward();
    backward.run(arrives);
    Tensor actual = backward.activation(network.layers().get("gate"));
    Tensor features = forward.activation(network.layers().get("features"));
    for (int n = 0; n < 3; n++) {
      for (int c = 0; c < 17; c++) {
        double sum = 0;
        for (int pixel = 0; pixel < 35; pixel++) {
          sum += (double) arrives.get(n, c, pixel / 7, pixel % 7) * features.get(n, c, pixel / 7, pixel % 7);
        }
        assertEquals(sum, actual.get(n, c, 0, 0), 1e-5, "image " + n + ", channel " + c);
      }
    }
  }

  @Test
  void aGatedUnitSeesWhatItsGateSees() {
    Region everything = new Region(-1, -1, 8, 6);
    for (String name : List.of("gate", "right", "left", "product", "after")) {
      Layer layer = NETWORK.layers().get(name);
      assertEquals(everything, layer.region(layer.height() - 1, 0), name);
      assertTrue(layer.receptiveField().aligned(), name);
      assertEquals("10x8", layer.receptiveField().toString(), name);
    }
    assertEquals(new Region(2, 1, 4, 3), NETWORK.layers().get("features").region(3, 2));
  }

  /** A gate that sees only a corner: the units of a product see that and their own window. */
  @Test
  void aGateOfACornerIsSeenByUnitsEverywhere() {
    TestNetwork network = TestNetwork.of("@Network(input = {2, 9, 9})", """
          @Conv(filters = 2, kernel = 3, stride = 3, padding = 0) Tensor thirds(Tensor input);
          @MaxPool(kernel = 1, stride = 3) Tensor corner(Tensor thirds);
          @Multiply Tensor product(Tensor thirds, Tensor corner);
        """);
    Layer product = network.layers().get("product");
    assertEquals(new Region(0, 0, 2, 2), product.region(0, 0));
    assertEquals(new Region(0, 0, 8, 5), product.region(2, 1));
    assertTrue(!product.receptiveField().aligned());
    assertEquals(9, product.receptiveField().height());
  }

  @Test
  void aDeconvnetDoesNotGoBackThroughAProduct() {
    TestNetwork network = TestNetwork.of("@Network(input = {3, 8, 6})", """
          @GlobalMaxPool Tensor gate(Tensor input);
          @Multiply @Relu6 Tensor product(Tensor gate, Tensor input);
          @MaxPool(kernel = 2) Tensor after(Tensor product);
        """);
    Forward forward = run(Mode.RECORDING, network.random(1), IMAGES);
    IllegalArgumentException refused = assertThrows(IllegalArgumentException.class,
        () -> forward.deconvnet().from(network.layers().get("after")).strongest());
    assertTrue(refused.getMessage().startsWith("a deconvnet cannot go back through the multiply of product, which lies on the way from after"),
        refused.getMessage());
  }
}
