package dev.fovea.processor.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fovea.runtime.Mode;
import dev.fovea.runtime.Parameters;
import dev.fovea.runtime.Tensor;
import dev.fovea.runtime.kernel.NetworkForward;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Networks whose first convolutions are pooled as their sums come, against the eager class, which does one operation after the other. */
class PooledConvolutionsTest {
  private static final String LENET = """
      @Conv(filters = 6, kernel = 5, padding = 2) @Relu Tensor c1(Tensor input);
      @MaxPool(kernel = 2) Tensor s2(Tensor c1);
      @Conv(filters = 16, kernel = 5) @Relu Tensor c3(Tensor s2);
      @MaxPool(kernel = 2) Tensor s4(Tensor c3);
      @Dense(10) Tensor scores(Tensor s4);
      """;

  /** Of which a pooled convolution is a part, once. */
  private static final Map<String, String> POOLED = new LinkedHashMap<>();
  /** Of which none is. */
  private static final Map<String, String> SEPARATE = new LinkedHashMap<>();

  static {
    POOLED.put("one channel", LENET);
    POOLED.put("no activation, odd sizes",
        "@Conv(filters = 5, kernel = {3, 6}, padding = {0, 1, 2, 3}) @MaxPool(kernel = 2) Tensor a(Tensor input);");
    POOLED.put("other bounds, no bias",
        "@Conv(filters = 8, kernel = 3, bias = Bias.FALSE) @Relu6 @Dropout(0.4) @MaxPool(kernel = 2) Tensor a(Tensor input);");
    POOLED.put("read with padding", """
        @Conv(filters = 7, kernel = 4) @Relu @MaxPool(kernel = 2) Tensor a(Tensor input);
        @Conv(filters = 20, kernel = 3, padding = 1) Tensor b(Tensor a);
        @TransposedConv(filters = 3, kernel = 3, stride = 2, padding = 1) @Output Tensor c(Tensor a);
        @Relu6 @Output Tensor d(Tensor b);
        """);
    POOLED.put("read by whole vectors", """
        @Conv(filters = 3, kernel = 3, padding = 1) @Relu @MaxPool(kernel = 2) Tensor a(Tensor input);
        @AvgPool(kernel = 2) Tensor b(Tensor a);
        @Depthwise(kernel = 3, padding = 1) Tensor c(Tensor b);
        """);
    POOLED.put("changed behind the pool", """
        @Conv(filters = 6, kernel = 5, padding = 2) @MaxPool(kernel = 2) @BatchNorm @Tanh Tensor a(Tensor input);
        @Conv(filters = 40, kernel = 3) Tensor b(Tensor a);
        """);
    POOLED.put("concatenated", """
        @Conv(filters = 8, kernel = 3, padding = 1) @Relu @MaxPool(kernel = 2) Tensor a(Tensor input);
        @AvgPool(kernel = 2) Tensor b(Tensor input);
        @Concat Tensor c(Tensor b, Tensor a);
        @Pointwise(filters = 9) Tensor d(Tensor c);
        """);
    SEPARATE.put("too many filters", "@Conv(filters = 9, kernel = 3) @MaxPool(kernel = 2) Tensor a(Tensor input);");
    SEPARATE.put("not only bounds", "@Conv(filters = 4, kernel = 3) @BatchNorm @MaxPool(kernel = 2) Tensor a(Tensor input);");
    SEPARATE.put("windows that overlap", "@Conv(filters = 4, kernel = 3) @MaxPool(kernel = 2, stride = 1) Tensor a(Tensor input);");
    SEPARATE.put("windows with padding", "@Conv(filters = 4, kernel = 3) @MaxPool(kernel = 2, padding = 1) Tensor a(Tensor input);");
    SEPARATE.put("averages", "@Conv(filters = 4, kernel = 3) @AvgPool(kernel = 2) Tensor a(Tensor input);");
    SEPARATE.put("gaps in the kernel", "@Conv(filters = 4, kernel = 3, dilation = 2) @MaxPool(kernel = 2) Tensor a(Tensor input);");
    SEPARATE.put("another reader", """
        @Conv(filters = 4, kernel = 3) @Relu Tensor a(Tensor input);
        @MaxPool(kernel = 2) @Output Tensor b(Tensor a);
        @AvgPool(kernel = 2) @Output Tensor c(Tensor a);
        """);
    SEPARATE.put("an output", """
        @Conv(filters = 4, kernel = 3) @Relu @Output Tensor a(Tensor input);
        @MaxPool(kernel = 2) @Output Tensor b(Tensor a);
        """);
  }

  private static void check(Map<String, String> bodies, int height, int width, int pooled) {
    for (int channels : new int[] {1, 3}) {
      bodies.forEach((name, body) -> {
        TestNetwork network = TestNetwork.of("@Network(input = {" + channels + ", " + height + ", " + width + "})", body);
        String forward = network.generated("Forward");
        assertEquals(pooled, forward.split("kernels.correlatePool", -1).length - 1, name);
        for (int batch : new int[] {1, 3}) {
          agrees(network, name + ", batch " + batch, batch, channels, height, width);
        }
      });
    }
  }

  private static void agrees(TestNetwork network, String what, int batch, int channels, int height, int width) {
    Parameters planned = RandomValues.fill(network.random(1), 5);
    Parameters stepped = RandomValues.fill(network.random(2), 5);
    Tensor images = RandomValues.tensor(3, batch, channels, height, width);
    Map<String, Tensor> expected = network.runEager(network.eager(stepped, Mode.INFERENCE, 1), images);
    NetworkForward pass = (NetworkForward) TestNetwork.forward(planned, Mode.INFERENCE, batch);
    for (int run = 0; run < 2; run++) {
      Arrays.fill(pass.pass().arena(), Float.NaN);
      pass.run(images);
      List<Tensor> outputs = pass.outputs();
      for (int i = 0; i < outputs.size(); i++) {
        String name = network.layers().outputs().get(i).name();
        RandomValues.assertClose(RandomValues.doubles(expected.get(name)), RandomValues.doubles(outputs.get(i)), 1e-4, what + ", " + name);
      }
    }
  }

  @Test
  void whatIsPooledAsItComesAgreesWithTheEagerNetwork() {
    check(POOLED, 21, 24, 1);
    check(POOLED, 36, 41, 1);
  }

  @Test
  void otherPoolsAreStepsOfTheirOwn() {
    check(SEPARATE, 22, 23, 0);
  }

  @Test
  void bitsDoNotDependOnTheNumberOfThreads() {
    TestNetwork network = TestNetwork.of("@Network(input = {3, 120, 120})", LENET);
    Parameters parameters = RandomValues.fill(network.random(1), 5);
    Tensor images = RandomValues.tensor(3, 2, 3, 120, 120);
    double[] alone = RandomValues.doubles(parameters.forward(Mode.INFERENCE, 2, 1).run(images));
    for (int threads : new int[] {2, 3}) {
      assertArrayEquals(alone, RandomValues.doubles(parameters.forward(Mode.INFERENCE, 2, threads).run(images)));
    }
  }

  @Test
  void anInferenceHasTheBitsOfARecordedPass() {
    TestNetwork network = TestNetwork.of("@Network(input = {1, 28, 28})", LENET);
    Parameters parameters = RandomValues.fill(network.random(1), 5);
    Tensor images = RandomValues.tensor(3, 1, 1, 28, 28);
    assertArrayEquals(RandomValues.doubles(parameters.forward(Mode.RECORDING, 1, 1).run(images)),
        RandomValues.doubles(parameters.forward(Mode.INFERENCE, 1, 1).run(images)));
  }
}
