package dev.fovea.processor.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.runtime.Backward;
import dev.fovea.runtime.Forward;
import dev.fovea.runtime.Mode;
import dev.fovea.runtime.Parameters;
import dev.fovea.runtime.Tensor;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Strides as in patch embeddings and in networks that scale up 32 times at once. */
class LargeStrideTest {
  private static final String BODY = """
        @Conv(filters = 10, kernel = 9, stride = {6, 7}, padding = 2) Tensor patches(Tensor input);
        @TransposedConv(filters = 4, kernel = {11, 8}, stride = {7, 5}, padding = 1, groups = 2) @Relu Tensor up(Tensor patches);
      """;

  @Test
  void transposedLayersAgreeWithTheirEagerOnes() {
    TestNetwork network = TestNetwork.of("@Network(input = {3, 33, 40}) @Allow({Warning.CHECKERBOARD, Warning.DROPPED_PIXELS})", BODY);
    Parameters parameters = network.random(3);
    Tensor image = random(5, 2, 3, 33, 40);
    float[] expected = network.runEager(network.eager(parameters, Mode.INFERENCE, 0), image).get("up").toArray();
    for (Mode mode : Mode.values()) {
      assertArrayEquals(expected, parameters.forward(mode, 2, 1).run(image).toArray(), 1e-4f, mode.name());
    }
  }

  /** The gradient is the adjoint of the (linear) network: {@code <A x, y> = <x, A* y>}. */
  @Test
  void gradientsAreTheAdjoint() {
    TestNetwork network = TestNetwork.of("@Network(input = {3, 33, 40}) @Allow({Warning.CHECKERBOARD, Warning.DROPPED_PIXELS})",
        BODY.replace("@Relu", "").replace("groups = 2", "groups = 2, bias = Bias.FALSE").replace("padding = 2", "padding = 2, bias = Bias.FALSE"));
    Parameters parameters = network.random(3);
    Forward forward = parameters.forward(Mode.RECORDING, 1, 1);
    Tensor x = random(1, 1, 3, 33, 40);
    Tensor output = forward.run(x).copy();
    Tensor y = random(2, 1, output.channels(), output.height(), output.width());
    Backward backward = forward.backward();
    double left = dot(output, y);
    double right = dot(x, backward.run(y));
    assertEquals(left, right, 1e-4 * Math.sqrt(dot(output, output) * dot(y, y)));
  }

  @Test
  void anFcnThatScalesUp32TimesCompilesToShortMethods() {
    TestNetwork network = TestNetwork.of("@Network(input = {3, 64, 64})", """
          @Conv(filters = 8, kernel = 32, stride = 32) Tensor patches(Tensor input);
          @TransposedConv(filters = 4, kernel = 64, stride = 32, padding = 16) Tensor up(Tensor patches);
        """);
    network.classes().forEach((name, bytes) -> assertTrue(bytes.length < 20_000, name + " has " + bytes.length + " bytes"));
    assertEquals("[4, 64, 64]", Arrays.toString(network.layers().get("up").shape()));
  }

  private static Tensor random(long seed, int batch, int channels, int height, int width) {
    Tensor tensor = Tensor.zeros(batch, channels, height, width);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < tensor.data().length; i++) {
      tensor.data()[i] = (float) (2 * random.nextDouble() - 1);
    }
    return tensor;
  }

  private static double dot(Tensor a, Tensor b) {
    float[] left = a.toArray();
    float[] right = b.toArray();
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += (double) left[i] * right[i];
    }
    return sum;
  }
}
