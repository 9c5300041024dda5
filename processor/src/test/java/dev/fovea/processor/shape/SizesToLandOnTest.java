package dev.fovea.processor.shape;

import static dev.fovea.processor.shape.Written.op;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.Add;
import dev.fovea.Concat;
import dev.fovea.Conv;
import dev.fovea.MaxPool;
import dev.fovea.Relu;
import dev.fovea.TransposedConv;
import dev.fovea.processor.graph.OperationSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What lets an upsampling land on the size of what it is joined with is what arithmetic by hand gives. */
class SizesToLandOnTest {
  private static List<String> errorHelp(Written written) {
    Written.Result result = written.everyEndIsAnOutput().infer();
    assertEquals(1, result.errors().size(), result::text);
    return result.errors().get(0).help();
  }

  private static OperationSpec up(Object... members) {
    Object[] all = new Object[members.length + 2];
    all[0] = "filters";
    all[1] = 4;
    System.arraycopy(members, 0, all, 2, members.length);
    return op(TransposedConv.class, all);
  }

  /** A skip of a size, and what is upsampled to join it. */
  private static Written joined(int height, int width, OperationSpec down, OperationSpec up) {
    return new Written(4, height, width).layer("down", "input", down).layer("up", "down", up).layer("both", "up input", op(Concat.class));
  }

  private static OperationSpec half() {
    return op(MaxPool.class, "kernel", 2);
  }

  /** Thirteen rows are halved to 6, and 2 * 5 + 2 + 1 = 13; twelve columns to 6, and 2 * 5 + 2 = 12. */
  @Test
  void outputPaddingDiffersByAxisWhereSizesDo() {
    assertTrue(errorHelp(joined(13, 12, half(), up("kernel", 2, "stride", 2))).contains("outputPadding = {1, 0} on up"));
    assertTrue(errorHelp(joined(12, 13, half(), up("kernel", 2, "stride", 2))).contains("outputPadding = {0, 1} on up"));
  }

  /** 2 * 5 + 4 = 14: one row less on either side for 12; and 2 * 6 + 4 = 16, two less for 12 of 7, where the width's 14 is meant. */
  @Test
  void paddingDiffersByAxisWhereSizesDo() {
    OperationSpec down = op(Conv.class, "filters", 4, "kernel", new int[] {2, 1}, "stride", 2);
    assertEquals("padding = {1, 0} on up", errorHelp(joined(12, 14, down, up("kernel", new int[] {4, 2}, "stride", 2))).get(0));
    assertEquals("padding = {0, 1} on up", errorHelp(joined(14, 12, op(Conv.class, "filters", 4, "kernel", new int[] {1, 2}, "stride", 2),
        up("kernel", new int[] {2, 4}, "stride", 2))).get(0));
    assertEquals("padding = {1, 2} on up", errorHelp(joined(12, 12, half(), up("kernel", new int[] {4, 6}, "stride", 2))).get(0));
  }

  /** 2 * 5 + 3 - 2 + 1 = 12: neither number is enough alone. */
  @Test
  void aKernelOfThreeDoublesWithBoth() {
    assertEquals("padding = 1, outputPadding = 1 on up", errorHelp(joined(12, 12, half(), up("kernel", 3, "stride", 2))).get(0));
  }

  /** 45 rows on the second level, 44 / 2 = 22 on the third: 2 * 21 + 2 + 1 = 45, and then 2 * 44 + 2 = 90, 91 with one more. */
  private static Written unet(int size, Object... members) {
    return new Written(1, size, size).layer("pool1", "input", half()).layer("pool2", "pool1", half())
        .layer("up2", "pool2", up(members)).layer("dec2", "up2 pool1", op(Concat.class)).layer("act2", "dec2", op(Relu.class))
        .layer("up1", "act2", up(members)).layer("dec1", "up1 input", op(Concat.class));
  }

  @Test
  void everyLevelOfOddSizesTakesItsSizeFromTheSkip() {
    assertTrue(errorHelp(unet(90, "kernel", 2, "stride", 2)).contains("outputPadding = 1 on up2"));
    assertEquals(List.of("add @ShapeOf Tensor pool1 to up2 and @ShapeOf Tensor input to up1", "an input of 88x88 or 92x92"),
        errorHelp(unet(91, "kernel", 2, "stride", 2)));
    assertEquals("add @ShapeOf Tensor pool1 to up2 with padding = 0 instead of paddingMode",
        errorHelp(unet(90, "kernel", 3, "stride", 2, "paddingMode", "SAME")).get(0));
    assertEquals("add @ShapeOf Tensor pool1 to up2 and @ShapeOf Tensor input to up1, each with padding = 0 instead of paddingMode",
        errorHelp(unet(91, "kernel", 3, "stride", 2, "paddingMode", "SAME")).get(0));
  }

  /** A size that is given already, or no upsampling at all, is not for another layer to decide. */
  @Test
  void whatDecidesItsSizeAlreadyKeepsIt() {
    assertTrue(errorHelp(joined(13, 13, half(), up("kernel", 2, "stride", 2, "outputSize", 12))).stream()
        .noneMatch(each -> each.contains("@ShapeOf")));
    assertTrue(errorHelp(joined(6, 6, op(Conv.class, "filters", 4, "kernel", 1), up("kernel", 2, "stride", 2))).stream()
        .noneMatch(each -> each.contains("@ShapeOf")));
  }

  /** 8 * 45 + 16 - 16 + 8 = 368 = 8 * 45 + 16 - 8; 8 * 61 + 16 - 16 + 1 = 489. An odd number leaves one, and no padding is below none. */
  @Test
  void outputPaddingBeyondTheStrideIsPaddingLess() {
    Written keras = new Written(8, 46, 62).layer("up", "input",
        up("kernel", 16, "stride", 8, "padding", 8, "outputPadding", new int[] {8, 1}));
    assertEquals(List.of("padding = {4, 8}, outputPadding = {0, 1} for the same size", "outputPadding <= 7"), errorHelp(keras));
    assertEquals(new Shape(4, 368, 489), new Written(8, 46, 62).layer("up", "input",
        up("kernel", 16, "stride", 8, "padding", new int[] {4, 8}, "outputPadding", new int[] {0, 1})).infer().shape("up"));
    assertEquals(List.of("padding = 1, outputPadding = 1 for the same size", "outputPadding <= 1"),
        errorHelp(new Written(1, 5, 5).layer("up", "input", up("kernel", 4, "stride", 2, "padding", 2, "outputPadding", 3))));
    assertEquals(List.of("outputPadding <= 1"),
        errorHelp(new Written(1, 5, 5).layer("up", "input", up("kernel", 4, "stride", 2, "outputPadding", 3))));
  }

  /** (n - 3) / 2 + 1 = 149 for 299 and for 300, which drops a row. */
  @Test
  void anImageForWhichAnAssertionHoldsIsOffered() {
    OperationSpec conv = op(Conv.class, "filters", 32, "kernel", 3, "stride", 2);
    assertEquals(List.of("an input of 299x299", "@Shape({32, 114, 114})"),
        errorHelp(new Written(3, 229, 229).layer("conv", "input", List.of(32, 149, 149), conv)));
    assertEquals(List.of("an input of 299x299", "@Shape({32, 154, 154})"),
        errorHelp(new Written(3, 310, 310).layer("conv", "input", List.of(32, 149, 149), conv)));
    assertEquals(List.of("@Shape({32, 114, 114})"),
        errorHelp(new Written(3, 229, 229).layer("conv", "input", List.of(32, 229, 229), conv)), "what gives back its own size is meant to");
  }

  /** Sixteen divides 480 and 496; 487, which is nearer, fits too, and drops a row at every pool. */
  @Test
  void sizesThatDropNoPixelsComeBeforeNearerOnes() {
    Written unet = new Written(1, 488, 488);
    String last = "input";
    for (int level = 1; level <= 4; level++) {
      unet.layer("pool" + level, last, half());
      last = "pool" + level;
    }
    unet.layer("up", last, up("kernel", 2, "stride", 2)).layer("join", "up pool3", op(Concat.class));
    assertTrue(errorHelp(unet).contains("an input of 480x480 or 496x496"));
  }

  /** 26 rows under windows of 3 two apart: 12, and with padding 13, as many as the pool that rounds up has. */
  @Test
  void paddingThatSeveralBranchesLackIsOfferedAtOnce() {
    OperationSpec conv = op(Conv.class, "filters", 4, "kernel", 3, "stride", 2);
    Written mixed = new Written(4, 26, 26).layer("pool", "input", op(MaxPool.class, "kernel", 3, "stride", 2, "ceil", true))
        .layer("a", "input", conv).layer("b", "input", conv).layer("sum", "pool a b", op(Concat.class));
    assertEquals(List.of("ceil = false on pool", "padding = 1 on a and b", "an input of 25x25 or 27x27"), errorHelp(mixed));
    Written sum = new Written(4, 9, 9).layer("a", "input", op(Conv.class, "filters", 4, "kernel", 3))
        .layer("b", "input", op(Conv.class, "filters", 4, "kernel", 5)).layer("sum", "a b", op(Add.class));
    assertTrue(errorHelp(sum).contains("a padding of half the kernel on a and b"), errorHelp(sum)::toString);
  }
}
