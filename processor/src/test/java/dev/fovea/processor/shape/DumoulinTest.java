package dev.fovea.processor.shape;

import static dev.fovea.processor.shape.Written.op;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import dev.fovea.AvgPool;
import dev.fovea.Conv;
import dev.fovea.MaxPool;
import dev.fovea.PaddingMode;
import dev.fovea.TransposedConv;
import dev.fovea.processor.graph.OperationSpec;
import java.util.Map;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;

/** V. Dumoulin and F. Visin, "A guide to convolution arithmetic for deep learning" (arXiv 1603.07285): relationships and figures. */
class DumoulinTest {
  private static int size(int input, OperationSpec operation) {
    Written.Result result = new Written(1, input, input).layer("net", "input", operation).infer();
    assertTrue(result.accepted(), result::text);
    assertEquals(result.shape("net").height(), result.shape("net").width());
    return result.shape("net").height();
  }

  private static int convolution(int i, int k, int s, int p, int d) {
    return size(i, op(Conv.class, "filters", 1, "kernel", k, "stride", s, "padding", p, "dilation", d));
  }

  private static int transposed(int i, int k, int s, int p, int a) {
    return size(i, op(TransposedConv.class, "filters", 1, "kernel", k, "stride", s, "padding", p, "outputPadding", a));
  }

  private static int number(JsonObject object, String member) {
    return object.get(member).getAsInt();
  }

  @Test
  void examplesHaveTheirSizes() {
    for (JsonObject example : Material.objects(Material.besideCheckout("dumoulin.json").get("examples"))) {
      switch (example.get("kind").getAsString()) {
        case "convolution":
          assertEquals(number(example, "o"), convolution(number(example, "i"), number(example, "k"), number(example, "s"),
              number(example, "p"), number(example, "d")), example.toString());
          break;
        case "transposed convolution":
          JsonObject of = example.getAsJsonObject("of");
          assertEquals(number(example, "o_prime"), transposed(number(example, "i_prime"), number(of, "k"), number(of, "s"),
              number(of, "p"), number(example, "a")), example.toString());
          break;
        default:
          Class<? extends java.lang.annotation.Annotation> pool =
              example.get("kind").getAsString().startsWith("average") ? AvgPool.class : MaxPool.class;
          assertEquals(number(example, "o"), size(number(example, "i"), op(pool, "kernel", number(example, "k"), "stride",
              number(example, "s"), "padding", number(example, "p"))), example.toString());
      }
    }
  }

  @Test
  void animationsHaveTheirSizes() {
    for (JsonObject animation : Material.objects(Material.besideCheckout("dumoulin.json").get("animations"))) {
      int i = number(animation, "inputSize");
      int k = number(animation, "kernelSize");
      int s = number(animation, "stride");
      int p = number(animation, "padding");
      int d = number(animation, "dilation");
      if (animation.get("mode").getAsString().equals("convolution")) {
        assertEquals(number(animation, "outputSize"), convolution(i, k, s, p, d), animation.toString());
      }
      if (animation.get("transposed").getAsBoolean()) {
        // Drawn as the way back from a convolution's output to the input it came from.
        Written.Result back = new Written(1, i, i).layer("small", "input", op(Conv.class, "filters", 1, "kernel", k, "stride", s, "padding", p))
            .layer("net", "small #input", op(TransposedConv.class, "filters", 1, "kernel", k, "stride", s, "padding", p)).infer();
        assertEquals(i, back.shape("net").height(), animation.toString());
      }
    }
  }

  /** What each relationship says of the size, by its number, of the input i and the kernel k; those on padding modes are below. */
  @Test
  void relationshipsHoldForAllSmallSizes() {
    Map<PaddingMode, IntBinaryOperator> unitStrides = Map.of(
        PaddingMode.VALID, (i, k) -> i - k + 1,
        PaddingMode.HALF, (i, k) -> k % 2 == 1 ? i : i + 1,
        PaddingMode.FULL, (i, k) -> i + k - 1);
    for (int i = 7; i <= 12; i++) {
      for (int k = 1; k <= 7; k++) {
        int input = i;
        int kernel = k;
        unitStrides.forEach((mode, relationship) -> assertEquals(relationship.applyAsInt(input, kernel),
            size(input, op(Conv.class, "filters", 1, "kernel", kernel, "paddingMode", mode)), mode + " of " + kernel + " on " + input));
        for (int p = 0; p < k; p++) {
          assertEquals(i - k + 2 * p + 1, convolution(i, k, 1, p, 1), "relationship 2");
          if (i + k - 1 - 2 * p >= 1) {
            assertEquals(i + k - 1 - 2 * p, transposed(i, k, 1, p, 0), "relationship 9");
          }
          for (int s = 2; s <= 4; s++) {
            int windows = 1;
            for (int end = k; end + s <= i + 2 * p; end += s) {
              windows++;
            }
            assertEquals(windows, convolution(i, k, s, p, 1), "relationship 6");
            assertEquals(i, transposed(windows, k, s, p, (i + 2 * p - k) % s), "relationship 14");
          }
        }
      }
    }
  }

  @Test
  void dilationSpreadsTheKernel() {
    for (int k = 1; k <= 4; k++) {
      for (int d = 1; d <= 4; d++) {
        assertEquals(convolution(20, k + (k - 1) * (d - 1), 2, 1, 1), convolution(20, k, 2, 1, d), "relationship 15");
      }
    }
  }
}
