package dev.fovea.processor.shape;

import static dev.fovea.processor.shape.Written.op;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.AdaptiveAvgPool;
import dev.fovea.Conv;
import dev.fovea.Dense;
import dev.fovea.GlobalMaxPool;
import dev.fovea.LocalResponseNorm;
import dev.fovea.MaxPool;
import dev.fovea.Multiply;
import dev.fovea.Relu6;
import dev.fovea.processor.graph.OperationSpec;
import dev.fovea.processor.shape.Weights.Initialization;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Shapes and messages of products, global and adaptive pools, and response norms. */
class GatesAndPoolsTest {
  private static Written.Result products(int[] left, int[] right) {
    return new Written(64, 20, 20).layer("x", "input", conv(left)).layer("gate", "input", conv(right))
        .layer("product", "x gate", op(Multiply.class)).infer();
  }

  /** Some convolution that gives a shape. */
  private static OperationSpec conv(int[] shape) {
    return op(Conv.class, "filters", shape[0], "kernel", new int[] {21 - shape[1], 21 - shape[2]});
  }

  @Test
  void aProductHasTheShapeOfBothOrOfWhatItsGateIsFor() {
    assertEquals(new Shape(8, 5, 7), products(new int[] {8, 5, 7}, new int[] {8, 5, 7}).shape("product"));
    assertEquals(new Shape(8, 5, 7), products(new int[] {8, 5, 7}, new int[] {8, 1, 1}).shape("product"));
    assertEquals(new Shape(8, 5, 7), products(new int[] {8, 1, 1}, new int[] {8, 5, 7}).shape("product"));
    assertEquals(new Shape(8, 1, 1), products(new int[] {8, 1, 1}, new int[] {8, 1, 1}).shape("product"));
    assertEquals(0, products(new int[] {8, 5, 7}, new int[] {8, 1, 1}).network().layer("product").multiplyAdds());
  }

  @Test
  void aGateForOtherChannelsIsToldWhichItNeeds() {
    String said = products(new int[] {8, 5, 7}, new int[] {6, 1, 1}).text();
    assertTrue(said.startsWith("[fovea:multiply] product multiplies tensors that do not fit: x is [8, 5, 7], gate is [6, 1, 1]\n"
        + "    channels: 8 = 6 is false\n"), said);
    assertTrue(said.contains("[8, 1, 1] for gate: one number for each channel of x"), said);
    String mirrored = products(new int[] {6, 1, 1}, new int[] {8, 5, 7}).text();
    assertTrue(mirrored.contains("channels: 6 = 8 is false"), mirrored);
    assertTrue(mirrored.contains("[8, 1, 1] for x: one number for each channel of gate"), mirrored);
    assertFalse(mirrored.contains("height"), mirrored);
  }

  @Test
  void imagesOfDifferentSizesAreToldWhatDiffers() {
    String said = products(new int[] {8, 5, 7}, new int[] {8, 5, 1}).text();
    assertTrue(said.contains("width: 7 = 1 is false"), said);
    assertFalse(said.contains("height: 5"), said);
    assertFalse(said.contains("channels:"), said);
    assertTrue(said.contains("a gate, [8, 1, 1] for gate or [8, 1, 1] for x, counts at every pixel"), said);
  }

  @Test
  void aProductTakesTwoTensorsAndComesFirst() {
    Written.Result one = new Written(3, 4, 4).layer("product", "input", op(Multiply.class)).infer();
    assertTrue(one.text().startsWith("[fovea:inputs] @Multiply takes 2 inputs, but product has 1"), one::text);
    Written.Result late = new Written(3, 4, 4).layer("product", "input", op(Relu6.class), op(Multiply.class)).infer();
    assertTrue(late.text().contains("so it must be its first operation"), late::text);
  }

  @Test
  void poolsGiveTheSizeThatIsAskedFor() {
    assertEquals(new Shape(9, 1, 1), layer(new int[] {9, 5, 4}, op(GlobalMaxPool.class)).output());
    assertEquals(new Shape(9, 3, 3), layer(new int[] {9, 5, 4}, op(AdaptiveAvgPool.class, "value", 3)).output());
    assertEquals(new Shape(9, 7, 2), layer(new int[] {9, 5, 4}, op(AdaptiveAvgPool.class, "value", new int[] {7, 2})).output());
    for (Object wrong : List.of(0, -1, new int[] {3, 0}, new int[] {1, 2, 3}, new int[] {})) {
      Written.Result result = new Written(9, 5, 4).layer("pool", "input", op(AdaptiveAvgPool.class, "value", wrong)).infer();
      assertEquals(1, result.errors().size(), result::text);
      assertTrue(result.text().startsWith("[fovea:number] pool: "), result::text);
    }
    Written.Result large = new Written(9, 5, 4).layer("pool", "input", op(AdaptiveAvgPool.class, "value", 1 << 20)).infer();
    assertTrue(large.text().startsWith("[fovea:too-large] pool would produce"), large::text);
  }

  private static ShapedLayer layer(int[] input, OperationSpec... operations) {
    Written.Result result = new Written(input).layer("layer", "input", operations).infer();
    assertTrue(result.accepted(), result::text);
    return result.network().layer("layer");
  }

  @Test
  void adaptiveWindowsThatAreAlikeAreAPlainPool() {
    assertEquals("average pool 2x2 /2", layer(new int[] {1, 12, 12}, op(AdaptiveAvgPool.class, "value", 6)).label());
    assertEquals("average pool 3x3 /2", layer(new int[] {1, 13, 13}, op(AdaptiveAvgPool.class, "value", 6)).label());
    assertEquals("global average pool", layer(new int[] {1, 13, 11}, op(AdaptiveAvgPool.class, "value", 1)).label());
    assertEquals("adaptive average pool 3x3", layer(new int[] {1, 1, 1}, op(AdaptiveAvgPool.class, "value", 3)).label());
    assertEquals("adaptive average pool 5x5", layer(new int[] {1, 13, 13}, op(AdaptiveAvgPool.class, "value", 5)).label());
    for (int input = 1; input <= 40; input++) {
      for (int output = 1; output <= 45; output++) {
        checkField(input, output);
      }
    }
  }

  /** The summary of evenly spaced windows is that of each one; others are reported as misaligned, and the largest one counts. */
  private static void checkField(int input, int output) {
    ReceptiveField field = layer(new int[] {1, input, 1}, op(AdaptiveAvgPool.class, "value", new int[] {output, 1})).receptiveField();
    int largest = 0;
    boolean even = true;
    for (int unit = 0; unit < output; unit++) {
      int first = unit * input / output;
      int end = ((unit + 1) * input + output - 1) / output;
      largest = Math.max(largest, end - first);
      even &= first == unit * field.rows().jump() - field.rows().padding() && end - first == field.rows().size();
    }
    assertEquals(even, field.aligned(), input + " to " + output + ": " + field.describe());
    assertEquals(largest, field.rows().size(), input + " to " + output);
  }

  @Test
  void aGlobalMaximumOfTooManyPixelsIsRefused() {
    Written.Result result = new Written(1, 1 << 13, 1 << 12).layer("pool", "input", op(GlobalMaxPool.class)).infer();
    assertTrue(result.text().startsWith("[fovea:too-large] pool would take the maximum of 8192x4096 pixels"), result::text);
    assertEquals(new Shape(1, 1, 1), layer(new int[] {1, 1 << 12, 1 << 12}, op(GlobalMaxPool.class)).output());
  }

  @Test
  void numbersOfAResponseNormAreChecked() {
    assertEquals(new Shape(7, 5, 4), layer(new int[] {7, 5, 4}, op(LocalResponseNorm.class, "size", 99)).output());
    Object[][] wrong = {{"size", 0}, {"alpha", -1.0}, {"alpha", Double.NaN}, {"beta", -0.5}, {"beta", Double.POSITIVE_INFINITY},
        {"k", 0.0}, {"k", -1.0}, {"k", 1e-60}, {"k", 1e300}};
    for (Object[] member : wrong) {
      Written.Result result = new Written(7, 5, 4).layer("norm", "input", op(LocalResponseNorm.class, member)).infer();
      assertEquals(1, result.errors().size(), result::text);
      assertTrue(result.text().startsWith("[fovea:number] norm: " + member[0] + " must be "), result::text);
      String bound = member[0].equals("size") ? "at least 1"
          : member[0].equals("k") ? "a finite number above 0" : "a finite number of at least 0";
      assertTrue(result.text().contains(" must be " + bound + ", but is " + member[1]), result::text);
    }
  }

  @Test
  void filtersBeforeRelu6AreDrawnAsBeforeOtherRectifiers() {
    ShapedLayer layer = layer(new int[] {2, 4, 4}, op(Dense.class, "value", 3), op(Relu6.class));
    assertEquals(new Initialization(Initialization.Kind.NORMAL, Math.sqrt(2.0 / 32)), layer.operations().get(0).weights().get(0).initialization());
  }

  @Test
  void maximaOfAllAreWhatAWindowOfAllGives() {
    ShapedLayer global = layer(new int[] {3, 6, 5}, op(GlobalMaxPool.class));
    ShapedLayer window = layer(new int[] {3, 6, 5}, op(MaxPool.class, "kernel", new int[] {6, 5}));
    assertEquals(window.output(), global.output());
    assertEquals(window.receptiveField().rows().size(), global.receptiveField().rows().size());
  }
}
