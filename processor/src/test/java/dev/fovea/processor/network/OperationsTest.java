package dev.fovea.processor.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.runtime.Layers;
import dev.fovea.runtime.Operation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The catalogue says what each layer does, with everything worked out that was left open in the interface. */
class OperationsTest {
  private static final Layers LAYERS = TestNetwork.of("@Network(input = {4, 12, 13})", """
      @Conv(filters = 6, kernel = {3, 4}, stride = 2, paddingMode = PaddingMode.SAME, groups = 2)
      @BatchNorm(epsilon = 1e-3) @LeakyRelu(0.2)
      Tensor conv(Tensor input);
      @Depthwise(kernel = 3, dilation = {2, 1}, padding = {2, 1}) @Relu6 @Pointwise(filters = 5) Tensor separable(Tensor conv);
      @MaxPool(kernel = 3, stride = 2, ceil = true) Tensor max(Tensor separable);
      @AvgPool(kernel = 2, padding = {1, 0, 0, 1}, countPadding = false) Tensor average(Tensor separable);
      @AdaptiveAvgPool({4, 5}) Tensor unequal(Tensor input);
      @AdaptiveAvgPool({6, 4}) Tensor equal(Tensor input);
      @TransposedConv(filters = 3, kernel = {1, 2}, stride = 2, padding = {0, 0, 0, 1}) Tensor up(Tensor average, @ShapeOf Tensor target);
      @Pointwise(filters = 3) Tensor target(Tensor separable);
      @Add @Sigmoid Tensor sum(Tensor up, Tensor target);
      @Shortcut(batchNorm = true) Tensor projected(Tensor max, Tensor smaller);
      @Conv(filters = 7, kernel = 1, stride = {2, 1}) Tensor smaller(Tensor max);
      @Shortcut Tensor same(Tensor projected, Tensor smaller);
      @LocalResponseNorm(size = 4) @Dropout(0.25) @GlobalMaxPool Tensor strongest(Tensor same);
      @Output @Flatten @Dense(3) @Softmax Tensor classes(Tensor sum);
      @Output @Concat Tensor numbers(Tensor strongest, Tensor gap0, Tensor gap1);
      @GlobalAvgPool @Tanh Tensor gap0(Tensor unequal);
      @AdaptiveAvgPool({1, 1}) Tensor gap1(Tensor equal);
      @Output @Multiply @Relu Tensor product(Tensor sum, Tensor target);
      """).layers();

  @Test
  void windowsAreWorkedOut() {
    requireOperations("conv",
        "CONVOLUTION [6, 6, 7] {kernel=[3, 4], stride=[2, 2], dilation=[1, 1], padding=[0, 1, 1, 2], groups=[2]}",
        "BATCH_NORM [6, 6, 7] {epsilon=[0.001]}", "LEAKY_RELU [6, 6, 7] {slope=[0.2]}");
    requireOperations("separable",
        "CONVOLUTION [6, 6, 7] {kernel=[3, 3], stride=[1, 1], dilation=[2, 1], padding=[2, 1, 2, 1], groups=[6]}",
        "RELU6 [6, 6, 7] {}",
        "CONVOLUTION [5, 6, 7] {kernel=[1, 1], stride=[1, 1], dilation=[1, 1], padding=[0, 0, 0, 0], groups=[1]}");
    requireOperations("max", "MAX_POOL [5, 3, 3] {kernel=[3, 3], stride=[2, 2], dilation=[1, 1], padding=[0, 0, 0, 0]}");
    requireOperations("average",
        "AVERAGE_POOL [5, 3, 4] {kernel=[2, 2], stride=[2, 2], dilation=[1, 1], padding=[1, 0, 0, 1], countPadding=[0]}");
  }

  @Test
  void adaptivePoolsWithEqualWindowsArePlainOnes() {
    requireOperations("unequal", "ADAPTIVE_AVERAGE_POOL [4, 4, 5] {}");
    requireOperations("equal",
        "AVERAGE_POOL [4, 6, 4] {kernel=[2, 4], stride=[2, 3], dilation=[1, 1], padding=[0, 0, 0, 0], countPadding=[1]}");
    requireOperations("gap1", "GLOBAL_AVERAGE_POOL [4, 1, 1] {}");
  }

  @Test
  void outputPaddingAndShortcutsAreWorkedOut() {
    requireOperations("up", "TRANSPOSED_CONVOLUTION [3, 6, 7] {kernel=[1, 2], stride=[2, 2], dilation=[1, 1],"
        + " padding=[0, 0, 0, 1], outputPadding=[1, 0], groups=[1]}");
    requireOperations("projected",
        "CONVOLUTION [7, 2, 3] {kernel=[1, 1], stride=[2, 1], dilation=[1, 1], padding=[0, 0, 0, 0], groups=[1]}",
        "BATCH_NORM [7, 2, 3] {epsilon=[1.0E-5]}");
    requireOperations("same", "IDENTITY [7, 2, 3] {}");
  }

  @Test
  void theOthersSayWhatTheyDo() {
    requireOperations("sum", "ADD [3, 6, 7] {}", "SIGMOID [3, 6, 7] {}");
    requireOperations("strongest", "LOCAL_RESPONSE_NORM [7, 2, 3] {size=[4], alpha=[1.0E-4], beta=[0.75], k=[1.0]}",
        "DROPOUT [7, 2, 3] {rate=[0.25]}", "GLOBAL_MAX_POOL [7, 1, 1] {}");
    requireOperations("classes", "FLATTEN [126, 1, 1] {}", "DENSE [3, 1, 1] {}", "SOFTMAX [3, 1, 1] {}");
    requireOperations("gap0", "GLOBAL_AVERAGE_POOL [4, 1, 1] {}", "TANH [4, 1, 1] {}");
    requireOperations("numbers", "CONCAT [15, 1, 1] {}");
    requireOperations("product", "MULTIPLY [3, 6, 7] {}", "RELU [3, 6, 7] {}");
    assertEquals("flatten, dense 3, softmax", LAYERS.get("classes").label());
  }

  @Test
  void theLayoutIsKnown() {
    assertFalse(LAYERS.isChannelsLast());
    assertTrue(TestNetwork.of("@Network(input = {1, 2, 3}, layout = Layout.NHWC)", "@Relu Tensor relu(Tensor input);").layers()
        .isChannelsLast());
  }

  private static void requireOperations(String layer, String... expected) {
    assertEquals(List.of(expected), LAYERS.get(layer).operations().stream().map(OperationsTest::text).toList());
  }

  private static String text(Operation operation) {
    return operation.kind() + " [" + operation.channels() + ", " + operation.height() + ", " + operation.width() + "] "
        + operation.attributes();
  }
}
