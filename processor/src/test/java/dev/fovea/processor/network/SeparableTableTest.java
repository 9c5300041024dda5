package dev.fovea.processor.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the table says of separable convolutions, against the standard one that they stand for, counted as a layer of its own. */
class SeparableTableTest {
  @Test
  void aDepthwiseAndAPointwiseConvolutionAreComparedWithTheStandardOne() {
    TestNetwork network = TestNetwork.of("@Network(input = {6, 10, 10})", """
          @Depthwise(kernel = 3, padding = 1) @BatchNorm @Relu            Tensor spread(Tensor input);
          @Pointwise(filters = 16)                                        Tensor mix(Tensor spread);
          @Output @Conv(filters = 16, kernel = 3, padding = 1)            Tensor standard(Tensor input);
          @Output @Pointwise(filters = 2)                                 Tensor other(Tensor mix);
        """);
    double share = (double) (network.layers().get("spread").multiplyAdds() + network.layers().get("mix").multiplyAdds())
        / network.layers().get("standard").multiplyAdds();
    assertEquals(0.174, share, 5e-4); // 1/16 + 1/9
    assertEquals(List.of("spread and mix: 1/16 + 1/9 = 0.174 of the multiply-adds of a 3x3 convolution with 16 filters"),
        network.layers().notes());
    assertTrue(network.layers().table().endsWith("with 16 filters\n"));
  }
}
