package dev.fovea.processor.shape;

import static dev.fovea.processor.shape.Written.op;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.AvgPool;
import dev.fovea.BatchNorm;
import dev.fovea.Concat;
import dev.fovea.Conv;
import dev.fovea.Dense;
import dev.fovea.Depthwise;
import dev.fovea.Dropout;
import dev.fovea.LeakyRelu;
import dev.fovea.LocalResponseNorm;
import dev.fovea.Pointwise;
import dev.fovea.Relu;
import dev.fovea.Shortcut;
import dev.fovea.TransposedConv;
import dev.fovea.processor.graph.OperationSpec;
import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Problem;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every number is taken up to its bound, and refused beyond it. */
class LimitsTest {
  private static final int[] IMAGE = {1, 12, 12};
  private static final double NOT_MUCH = 1e-9;

  private static List<Code> errors(int[] input, OperationSpec operation) {
    Written.Result result = new Written(input).layer("layer", "input", operation).infer();
    assertEquals(result.accepted() ? 1 : 0, result.network().layers().size(), "what is refused has no shape");
    return result.errors().stream().map(Problem::code).toList();
  }

  /** An annotation with its other members as they are most often written. */
  private static OperationSpec with(Class<? extends Annotation> kind, Object... member) {
    List<Object> all = new ArrayList<>();
    if (kind == Conv.class || kind == TransposedConv.class) {
      all.addAll(List.of("filters", 4, "kernel", 3));
    }
    if (kind == Depthwise.class || kind == AvgPool.class) {
      all.addAll(List.of("kernel", 3));
    }
    if (kind == Dense.class) {
      all.addAll(List.of("value", 3));
    }
    all.addAll(Arrays.asList(member));
    return op(kind, all.toArray());
  }

  private static void assertBound(Class<? extends Annotation> kind, String member, Object accepted, Object... refused) {
    String what = "@" + kind.getSimpleName() + " " + member + " of ";
    assertEquals(List.of(), errors(IMAGE, with(kind, member, accepted)), what + accepted);
    for (Object each : refused) {
      assertEquals(List.of(Code.NUMBER), errors(IMAGE, with(kind, member, each)), what + each);
    }
  }

  @Test
  void realNumbersEndAtTheirBounds() {
    assertBound(LeakyRelu.class, "value", 0.0, -NOT_MUCH, Double.NaN, 1e39);
    assertBound(Dropout.class, "value", 0.0, -NOT_MUCH, Double.NaN);
    assertBound(Dropout.class, "value", 1 - NOT_MUCH, 1.0);
    assertBound(BatchNorm.class, "epsilon", Double.MIN_VALUE, 0.0, Double.NaN, Double.POSITIVE_INFINITY);
    assertBound(BatchNorm.class, "momentum", 0.0, -NOT_MUCH, Double.NaN);
    assertBound(BatchNorm.class, "momentum", 1.0, 1 + NOT_MUCH);
    assertBound(LocalResponseNorm.class, "alpha", 0.0, -NOT_MUCH);
    assertBound(LocalResponseNorm.class, "beta", 0.0, -NOT_MUCH);
    assertBound(LocalResponseNorm.class, "k", (double) Float.MIN_NORMAL, (double) Float.MIN_VALUE);
    for (Class<? extends Annotation> kind : List.of(Conv.class, TransposedConv.class, Dense.class, Depthwise.class)) {
      assertBound(kind, "l1", 0.0, -NOT_MUCH, Double.NaN, Double.POSITIVE_INFINITY);
      assertBound(kind, "l2", 0.0, -NOT_MUCH, Double.NaN, Double.POSITIVE_INFINITY);
    }
  }

  @Test
  void wholeNumbersEndAtTheirBounds() {
    for (Class<? extends Annotation> kind : List.of(Conv.class, TransposedConv.class)) {
      for (String member : List.of("filters", "kernel", "stride", "dilation", "groups")) {
        assertBound(kind, member, 1, 0);
      }
      assertBound(kind, "padding", 0, -1);
    }
    assertBound(TransposedConv.class, "outputPadding", 0, -1);
    assertBound(TransposedConv.class, "outputSize", 14, 0);
    assertBound(Depthwise.class, "multiplier", 1, 0);
    assertBound(Dense.class, "value", 1, 0);
    assertBound(AvgPool.class, "stride", 1, 0);
    assertBound(LocalResponseNorm.class, "size", 1, 0);
  }

  @Test
  void anImageHasAtLeastOneOfEverything() {
    assertEquals("[fovea:number] input: the size must be at least 1, but is 0", said(0));
    assertEquals("[fovea:number] input: channels must be at least 1, but is -1", said(-1, 2, 2));
    assertEquals("[fovea:number] input: height must be at least 1, but is 0", said(1, 0, 2));
    assertEquals("[fovea:number] input: width must be at least 1, but is 0", said(1, 1, 0));
    assertEquals("[fovea:number] input takes channels, height and width, or one number for a flat tensor, but has none\n"
        + "  help: input = {3, 224, 224}, say", said());
    assertTrue(said(1, 2, 3, 4).contains("or one number for a flat tensor, not 4 numbers"));
  }

  private static String said(int... input) {
    return new Written(input).layer("relu", "input", op(Relu.class)).infer().text();
  }

  @Test
  void sidesAreNamedAndGoWhereTheyAreWritten() {
    Written.Result result = new Written(1, 20, 20).layer("conv", "input", op(Conv.class, "filters", 1, "kernel", 3, "padding",
        new int[] {1, 10, 200, 4000})).infer();
    assertEquals(new Shape(1, 20 + 201 - 2, 20 + 4010 - 2), result.shape("conv"));
    List<String> sides = List.of("top", "left", "bottom", "right");
    for (int side = 0; side < 4; side++) {
      int[] padding = new int[4];
      padding[side] = -1;
      String said = new Written(IMAGE).layer("conv", "input", with(Conv.class, "padding", padding)).infer().text();
      assertEquals("[fovea:number] conv: padding must be at least 0, but its " + sides.get(side) + " is -1\n  help: padding = 0", said);
    }
  }

  /** A padding mode decides the padding itself: written padding of any side contradicts it. */
  @Test
  void oneSideOfPaddingIsPadding() {
    for (int side = 0; side < 4; side++) {
      int[] padding = new int[4];
      padding[side] = 1;
      assertEquals(List.of(Code.NUMBER), errors(IMAGE, with(Conv.class, "padding", padding, "paddingMode", "SAME")));
    }
    assertEquals(List.of(Code.NUMBER), errors(IMAGE, with(Conv.class, "padding", 0, "paddingMode", "SAME")));
    assertEquals(List.of(), errors(IMAGE, with(Conv.class, "paddingMode", "SAME")));
  }

  /** An image of 2^31 - 1 numbers, which is a prime, is flat; 2^31 is out of reach, from whatever factors it comes. */
  @Test
  void aTensorHoldsAllNumbersThatAnIntCounts() {
    assertEquals(List.of(), errors(new int[] {Integer.MAX_VALUE}, op(Relu.class)));
    assertEquals(List.of(), errors(new int[] {Integer.MAX_VALUE, 1, 1}, op(Relu.class)));
    assertEquals(List.of(), errors(new int[] {1, Integer.MAX_VALUE, 1}, op(Relu.class)));
    assertEquals(List.of(), errors(new int[] {1, 1, Integer.MAX_VALUE}, op(Relu.class)));
    assertEquals(List.of(Code.TOO_LARGE), errors(new int[] {2, 1 << 15, 1 << 15}, op(Relu.class)));
    assertEquals(List.of(Code.TOO_LARGE), errors(new int[] {1 << 30, 2, 1}, op(Relu.class)));
    assertEquals(List.of(Code.TOO_LARGE), errors(new int[] {1 << 30, 1 << 30, 1 << 30}, op(Relu.class)));
    assertEquals(List.of(Code.TOO_LARGE), errors(new int[] {1 << 16, 1 << 16, 1 << 16}, op(Relu.class)));
    Written half = new Written(1 << 30, 1, 1).layer("a", "input", op(Relu.class)).layer("b", "input", op(Relu.class))
        .layer("both", "a b", op(Concat.class));
    assertEquals(List.of(Code.TOO_LARGE), half.infer().errors().stream().map(Problem::code).toList());
  }

  /** Filters are stored in sixteens: 16 of 2^27 numbers would be 2^31. */
  @Test
  void weightsAreCountedAsTheyAreStored() {
    assertEquals(List.of(), errors(new int[] {(1 << 27) - 1}, op(Dense.class, "value", 1)));
    assertEquals(List.of(), errors(new int[] {(1 << 27) - 1}, op(Dense.class, "value", 16)));
    assertEquals(List.of(Code.TOO_LARGE), errors(new int[] {(1 << 27) - 1}, op(Dense.class, "value", 17)));
    assertEquals(List.of(Code.TOO_LARGE), errors(new int[] {1 << 27}, op(Dense.class, "value", 1)));
    assertEquals(List.of(), errors(new int[] {(1 << 27) - 1, 1, 1}, op(Pointwise.class, "filters", 16)));
    assertEquals(List.of(Code.TOO_LARGE), errors(new int[] {1 << 27, 1, 1}, op(Pointwise.class, "filters", 16)));
    assertEquals(List.of(Code.TOO_LARGE), errors(new int[] {1 << 27, 1, 1}, op(TransposedConv.class, "filters", 1, "kernel", 1)));
    assertEquals(List.of(), errors(new int[] {(1 << 27) - 1, 1, 1}, op(TransposedConv.class, "filters", 1, "kernel", 1)));
    int[] wide = {1 << 17, 1, 1 << 10};
    assertEquals(List.of(), errors(wide, op(Conv.class, "filters", 16, "kernel", new int[] {1, 1023})));
    assertEquals(List.of(Code.TOO_LARGE), errors(wide, op(Conv.class, "filters", 16, "kernel", new int[] {1, 1024})));
    assertEquals(List.of(), errors(wide, op(TransposedConv.class, "filters", 1, "kernel", new int[] {1, 1023})));
    assertEquals(List.of(Code.TOO_LARGE), errors(wide, op(TransposedConv.class, "filters", 1, "kernel", new int[] {1, 1024})));
    Written shortcut = new Written(1 << 27, 2, 1).layer("few", "input", op(AvgPool.class, "kernel", new int[] {2, 1}))
        .layer("shortcut", "input few", op(Shortcut.class));
    List<Problem> refused = shortcut.infer().errors();
    assertEquals(List.of(Code.TOO_LARGE), refused.stream().map(Problem::code).toList());
    assertEquals("shortcut would have 134217728 * 134217728 weights, more than one tensor can hold", refused.get(0).headline());
  }

  /** 2^30 numbers, each a sum of 8 * 4095^2 products: 64 such layers stay below 2^63, as 64 * 2^30 * 134152200 does; 65 do not. */
  @Test
  void multiplyAddsOfANetworkAreCounted() {
    assertEquals(List.of(), largeNetwork(64).infer().errors());
    Written.Result refused = largeNetwork(65).infer();
    assertEquals("[fovea:too-large] the network's multiply-adds for one image add up to more than 2^63 - 1", refused.text());
  }

  /** Units 256, 256^2, 256^3 and 256^4 apart; layers after one whose pixels cannot be counted are said to see the whole image. */
  @Test
  void pixelsThatALayerSeesAreCounted() {
    Written written = new Written(1, 1, 1);
    for (int i = 1; i <= 6; i++) {
      written.layer("layer" + i, i == 1 ? "input" : "layer" + (i - 1), op(Conv.class, "filters", 1, "kernel", 2, "stride", 256, "padding",
          new int[] {1, 1, 0, 0}));
    }
    Written.Result result = written.infer();
    assertEquals(List.of("layer4 sees, with the padding around it, more than 2^31 - 1 rows or columns of the image"),
        result.errors().stream().map(Problem::headline).toList());
    assertEquals(1 + 1 + 256 + 256 * 256, result.network().layer("layer3").receptiveField().rows().size());
    for (String layer : List.of("layer4", "layer6")) {
      assertEquals(1, result.network().layer(layer).receptiveField().rows().size());
    }
  }

  private static Written largeNetwork(int layers) {
    Written written = new Written(8, 1 << 13, 1 << 14);
    for (int i = 0; i < layers; i++) {
      written.layer("layer" + i, i == 0 ? "input" : "layer" + (i - 1), op(Conv.class, "filters", 8, "kernel", 4095, "paddingMode", "SAME"));
    }
    return written;
  }

  @Test
  void weightsOfGroupsAreCountedForAllGroups() {
    String said = new Written(1 << 20, 1, 1).layer("conv", "input", op(Conv.class, "filters", 1 << 20, "kernel", 1, "groups", 1 << 4))
        .infer().text();
    assertTrue(said.startsWith("[fovea:too-large] conv would have 1048576 * 65536 weights"), said);
  }

  /** One call for each position within the stride: 32 by 32 of them, and strides of 256 by 256 where the image is small. */
  @Test
  void stridesEndWhereTheirCodeWouldBeTooLong() {
    assertEquals(List.of(), errors(new int[] {1, 64, 64}, op(Conv.class, "filters", 1, "kernel", 1, "stride", 32)));
    assertEquals(List.of(Code.TOO_LARGE),
        errors(new int[] {1, 64, 64}, op(Conv.class, "filters", 1, "kernel", 1, "stride", new int[] {32, 33})));
    assertEquals(List.of(), errors(new int[] {1, 64, 16}, op(Conv.class, "filters", 1, "kernel", 1, "stride", new int[] {64, 33})));
    assertEquals(List.of(), errors(new int[] {1, 16, 64}, op(Conv.class, "filters", 1, "kernel", 1, "stride", new int[] {33, 64})));
    assertEquals(List.of(), errors(new int[] {1, 4, 4}, op(Conv.class, "filters", 1, "kernel", 1, "stride", 256)));
    assertEquals(List.of(Code.TOO_LARGE),
        errors(new int[] {1, 4, 4}, op(Conv.class, "filters", 1, "kernel", 1, "stride", new int[] {256, 257})));
    assertEquals(List.of(), errors(new int[] {1, 2, 2}, op(TransposedConv.class, "filters", 1, "kernel", 32, "stride", 32)));
    assertEquals(List.of(Code.TOO_LARGE), errors(new int[] {1, 2, 2}, op(TransposedConv.class, "filters", 1, "kernel", 33, "stride", 33)));
  }

  /** 2 (2^30 - 1) + 1 is 2^31 - 1: such a window is too large for its input, but can be counted. */
  @Test
  void windowsAreCountedWithTheirDilation() {
    for (Class<? extends Annotation> kind : List.of(Conv.class, AvgPool.class)) {
      int[] longest = {1, 1 << 30};
      OperationSpec countable = kind == Conv.class ? with(kind, "kernel", longest, "dilation", 2) : with(kind, "kernel", longest);
      assertEquals(List.of(Code.KERNEL), errors(IMAGE, countable));
    }
    assertEquals(List.of(Code.TOO_LARGE), errors(IMAGE, with(Conv.class, "kernel", new int[] {1, (1 << 30) + 1}, "dilation", 2)));
    assertEquals(List.of(Code.TOO_LARGE), errors(IMAGE, with(Conv.class, "kernel", new int[] {(1 << 30) + 1, 1}, "dilation", 2)));
  }
}
