package dev.fovea.processor.shape;

import static dev.fovea.processor.shape.Written.op;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.AdaptiveAvgPool;
import dev.fovea.Add;
import dev.fovea.AvgPool;
import dev.fovea.BatchNorm;
import dev.fovea.Concat;
import dev.fovea.Conv;
import dev.fovea.Dense;
import dev.fovea.Dropout;
import dev.fovea.Flatten;
import dev.fovea.GlobalAvgPool;
import dev.fovea.GlobalMaxPool;
import dev.fovea.LeakyRelu;
import dev.fovea.LocalResponseNorm;
import dev.fovea.MaxPool;
import dev.fovea.Multiply;
import dev.fovea.Relu;
import dev.fovea.Shortcut;
import dev.fovea.Softmax;
import dev.fovea.TransposedConv;
import dev.fovea.processor.graph.OperationSpec;
import dev.fovea.runtime.Operation.Kind;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The catalogue keeps every number that decides what an operation does, under the names that the runtime documents. */
class OperationDescriptionsTest {
  private static final int[] INPUT = {4, 12, 12};

  private static void assertDescribed(Kind kind, Map<String, List<Number>> numbers, OperationSpec operation) {
    assertDescribed(kind, numbers, new Written(INPUT).layer("layer", "input", operation));
  }

  private static void assertDescribed(Kind kind, Map<String, List<Number>> numbers, Written written) {
    Written.Result result = written.infer();
    assertTrue(result.accepted(), result::text);
    List<ShapedLayer> layers = result.network().layers();
    Description description = layers.get(layers.size() - 1).operations().get(0).description();
    assertEquals(kind, Kind.valueOf(description.kind()));
    assertEquals(numbers, description.numbers());
  }

  private static Written joined(OperationSpec join) {
    return new Written(INPUT).layer("a", "input", op(Relu.class)).layer("b", "input", op(Softmax.class)).layer("joined", "a b", join);
  }

  private static Map<String, List<Number>> windows(String name, Number... numbers) {
    return Map.of("kernel", List.of(3, 5), "stride", List.of(2, 1), "dilation", List.of(1, 1), "padding", List.of(1, 0, 0, 2), name,
        List.of(numbers));
  }

  private static OperationSpec pool(Class<? extends Annotation> kind, Object... more) {
    Object[] all = {"kernel", new int[] {3, 5}, "stride", new int[] {2, 1}, "padding", new int[] {1, 0, 0, 2}, null, null};
    System.arraycopy(more, 0, all, 6, more.length);
    return op(kind, Arrays.copyOf(all, 6 + more.length));
  }

  @Test
  void slidingWindowsKeepTheirNumbers() {
    assertDescribed(Kind.CONVOLUTION, windows("groups", 2), op(Conv.class, "filters", 6, "kernel", new int[] {3, 5}, "stride",
        new int[] {2, 1}, "padding", new int[] {1, 0, 0, 2}, "groups", 2));
    assertDescribed(Kind.TRANSPOSED_CONVOLUTION, Map.of("kernel", List.of(4, 3), "stride", List.of(2, 3), "dilation", List.of(1, 2),
        "padding", List.of(1, 0, 1, 0), "outputPadding", List.of(0, 1), "groups", List.of(1)), op(TransposedConv.class, "filters", 2,
            "kernel", new int[] {4, 3}, "stride", new int[] {2, 3}, "dilation", new int[] {1, 2}, "padding", new int[] {1, 0},
            "outputPadding", new int[] {0, 1}));
    assertDescribed(Kind.AVERAGE_POOL, windows("countPadding", 1), pool(AvgPool.class));
    assertDescribed(Kind.AVERAGE_POOL, windows("countPadding", 0), pool(AvgPool.class, "countPadding", false));
    assertDescribed(Kind.MAX_POOL, Map.of("kernel", List.of(3, 5), "stride", List.of(2, 1), "dilation", List.of(1, 1), "padding",
        List.of(1, 0, 0, 2)), pool(MaxPool.class));
  }

  @Test
  void whatSeesTheWholeImageHasNoNumbers() {
    assertDescribed(Kind.DENSE, Map.of(), op(Dense.class, "value", 3));
    assertDescribed(Kind.FLATTEN, Map.of(), op(Flatten.class));
    assertDescribed(Kind.GLOBAL_AVERAGE_POOL, Map.of(), op(GlobalAvgPool.class));
    assertDescribed(Kind.GLOBAL_MAX_POOL, Map.of(), op(GlobalMaxPool.class));
    assertDescribed(Kind.ADAPTIVE_AVERAGE_POOL, Map.of(), op(AdaptiveAvgPool.class, "value", 5));
  }

  @Test
  void joinsHaveNoNumbers() {
    assertDescribed(Kind.ADD, Map.of(), joined(op(Add.class)));
    assertDescribed(Kind.MULTIPLY, Map.of(), joined(op(Multiply.class)));
    assertDescribed(Kind.CONCAT, Map.of(), joined(op(Concat.class)));
    assertDescribed(Kind.IDENTITY, Map.of(), joined(op(Shortcut.class)));
  }

  @Test
  void functionsKeepTheNumbersOfTheirFormulas() {
    assertDescribed(Kind.RELU, Map.of(), op(Relu.class));
    assertDescribed(Kind.SOFTMAX, Map.of(), op(Softmax.class));
    assertDescribed(Kind.LEAKY_RELU, Map.of("slope", List.of(0.25)), op(LeakyRelu.class, "value", 0.25));
    assertDescribed(Kind.DROPOUT, Map.of("rate", List.of(0.5)), op(Dropout.class, "value", 0.5));
    assertDescribed(Kind.BATCH_NORM, Map.of("epsilon", List.of(1e-3)), op(BatchNorm.class, "epsilon", 1e-3));
    assertDescribed(Kind.LOCAL_RESPONSE_NORM, Map.of("size", List.of(3), "alpha", List.of(0.5), "beta", List.of(0.75), "k", List.of(2.0)),
        op(LocalResponseNorm.class, "size", 3, "alpha", 0.5, "beta", 0.75, "k", 2.0));
  }
}
