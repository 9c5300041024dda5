package dev.fovea.processor.shape;

import static dev.fovea.processor.shape.Written.op;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fovea.AvgPool;
import dev.fovea.Conv;
import dev.fovea.Dense;
import dev.fovea.Dropout;
import dev.fovea.Flatten;
import dev.fovea.MaxPool;
import dev.fovea.TransposedConv;
import dev.fovea.processor.graph.OperationSpec;
import dev.fovea.processor.problem.Problem;
import java.lang.annotation.Annotation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said and offered at the edges: where the last number that fits is 1, where one axis fits and the other does not. */
class WindowFixesTest {
  private static Problem problem(int[] input, OperationSpec operation) {
    return only(new Written(input).layer("layer", "input", operation));
  }

  private static Problem only(Written written) {
    Written.Result result = written.infer();
    assertEquals(1, result.problems().size(), result::text);
    return result.problems().get(0);
  }

  private static List<String> help(int[] input, OperationSpec operation) {
    return problem(input, operation).help();
  }

  private static int[] image(int height, int width) {
    return new int[] {1, height, width};
  }

  private static OperationSpec conv(Object kernel, Object... members) {
    return windows(Conv.class, kernel, members);
  }

  private static OperationSpec up(Object kernel, Object... members) {
    return windows(TransposedConv.class, kernel, members);
  }

  private static OperationSpec windows(Class<? extends Annotation> kind, Object kernel, Object... members) {
    Object[] all = new Object[members.length + 4];
    all[0] = "filters";
    all[1] = 1;
    all[2] = "kernel";
    all[3] = kernel;
    System.arraycopy(members, 0, all, 4, members.length);
    return op(kind, all);
  }

  /** One row takes a kernel of one row; with one row of padding on each side, five take seven. */
  @Test
  void theLargestKernelIsThePaddedImage() {
    assertEquals(List.of("padding = 1", "kernel = {1, 2}", "an input of at least 3x5"), help(image(1, 5), conv(new int[] {3, 2})));
    assertEquals(List.of("padding = 1", "kernel = {2, 1}", "an input of at least 5x3"), help(image(5, 1), conv(new int[] {2, 3})));
    assertEquals(List.of("padding = 1 keeps 1x5", "kernel = 1", "an input of at least 3x5"), help(image(1, 5), conv(3)));
    assertEquals(List.of("padding = 4 keeps 5x5", "kernel <= 7", "an input of at least 7x7"), help(image(5, 5), conv(9, "padding", 1)));
    assertEquals(List.of("padding = 4 keeps 5x5", "kernel <= 8", "an input of at least 6x6"),
        help(image(5, 5), conv(9, "padding", new int[] {1, 1, 2, 2})));
  }

  /** Taps d apart span 2d + 1: of 4 rows with d = 1, of 5 and one more on each side with d = 3. */
  @Test
  void theLargestDilationFitsThePaddedImage() {
    assertEquals(List.of("padding = 4 keeps 4x4", "dilation = 1", "an input of at least 9x9"), help(image(4, 4), conv(3, "dilation", 4)));
    assertEquals(List.of("padding = 4 keeps 5x5", "dilation <= 3", "an input of at least 7x7"),
        help(image(5, 5), conv(3, "dilation", 4, "padding", 1)));
    assertEquals(List.of("padding = 4 keeps 5x5", "dilation <= 3", "an input of at least 7x7"),
        help(image(5, 5), conv(3, "dilation", 4, "padding", new int[] {2, 2, 0, 0})));
  }

  /** ceil((2 - 3) / 2) + 1 = 1: the window hangs over the end, and begins on the image. */
  @Test
  void aPoolThatIsTooLargeMayHangOverTheEnd() {
    assertEquals(List.of("kernel <= 2", "an input of at least 3x3", "ceil = true"),
        help(image(2, 2), op(MaxPool.class, "kernel", 3, "stride", 2, "paddingMode", "VALID")));
  }

  /** A window of four rows fits four rows, once; an average of the whole plane is meant where it fits neither way. */
  @Test
  void theWholePlaneIsAveragedWhereAWindowFitsAlongNoAxis() {
    assertEquals("@GlobalAvgPool instead of @AvgPool: it takes what is there", help(image(4, 6), op(AvgPool.class, "kernel", 9)).get(0));
    assertEquals("padding = {2, 4}", help(image(4, 6), op(AvgPool.class, "kernel", new int[] {4, 9}, "stride", 1)).get(0));
    assertEquals("padding = {4, 2}", help(image(6, 4), op(AvgPool.class, "kernel", new int[] {9, 4}, "stride", 1)).get(0));
  }

  /** Half of 3 is 1 and half of 5 is 2: with them the first window still sees a pixel. */
  @Test
  void aWindowThatSeesOnlyPaddingIsOfferedHalfItsKernel() {
    assertEquals(List.of("padding = {1, 2}", "padding = 0"),
        help(image(6, 6), op(MaxPool.class, "kernel", new int[] {3, 5}, "stride", 1, "padding", 5)));
  }

  /** Taps 4 apart that begin at -5 stand at -5, -1 and 3 of three rows; SAME begins at -4, -3 and -2, its middle taps on 0, 1 and 2. */
  @Test
  void tapsThatStepOverTheImageAreToldWithTheirDistance() {
    Problem blind = problem(image(3, 3), op(MaxPool.class, "kernel", 3, "stride", 1, "dilation", 4, "paddingMode", "FULL"));
    assertEquals("[fovea:padding] layer has a window that sees nothing but padding\n    height: 3\n"
        + "    a height of 3 is padded by 8 and 8, and a window spans 9, its taps 4 apart\n  help: paddingMode = SAME", blind.text());
    assertEquals("a height of 3 is padded by 2 and 2, and a window spans 2",
        problem(image(3, 3), op(AvgPool.class, "kernel", 2, "stride", 1, "padding", 2)).details().get(1));
  }

  /** What follows a pool that is wrong is not looked at. */
  @Test
  void aPoolWithABlindWindowHasNoShape() {
    Written.Result result = new Written(image(4, 4)).layer("pool", "input", op(MaxPool.class, "kernel", 2, "padding", 2))
        .layer("conv", "pool", conv(99)).infer();
    assertEquals(List.of("pool has a window that sees nothing but padding"), result.problems().stream().map(Problem::headline).toList());
  }

  /** 1 * (4 - 1) + 5 = 8, and no stride that anything could be added within; 2 * (14 - 1) + 4 = 30, and one more. */
  @Test
  void sizesThatAreReachedAreToldBesideTheOneThatIsNot() {
    Problem one = problem(image(4, 4), up(5, "outputSize", 7));
    assertEquals("layer cannot reach the height of its outputSize: 7 is not 8", one.headline());
    assertEquals("stride*(height-1) + kernel - padding = 1*(4-1) + 5 - 0 = 8", one.details().get(1));
    Problem two = problem(image(14, 14), up(4, "stride", 2, "outputSize", 28));
    assertEquals("layer cannot reach the height of its outputSize: 28 is not between 30 and 31", two.headline());
    assertEquals("stride*(height-1) + kernel - padding = 2*(14-1) + 4 - 0 = 30, and at most stride-1 = 1 more", two.details().get(1));
    assertEquals("stride*(height-1) + dilation*(kernel-1)+1 - padding = 2*(5-1) + (3*(2-1)+1) - 3 = 9, and at most stride-1 = 1 more",
        problem(image(5, 5), up(2, "stride", 2, "dilation", 3, "padding", new int[] {1, 1, 2, 2}, "outputSize", 20)).details().get(1));
  }

  /** 2 * 13 + 4 - 2 = 28, 30 without padding; and 1 * 3 + 2 = 5, 4 with a kernel of one. */
  @Test
  void noPaddingAndTheSmallestKernelAreOfferedToo() {
    assertEquals(List.of("padding = 0", "kernel = 5", "outputSize = 29"),
        help(image(14, 14), up(4, "stride", 2, "padding", 1, "outputSize", 30)).subList(0, 3));
    assertEquals(List.of("kernel = 1", "outputSize = 5"), help(image(4, 4), up(2, "outputSize", 4)));
  }

  /** 3 = 2 + 1: along the axis whose kernel is no multiple; the multiples of 2 next to 3 are 2 and 4, of 3 below 2 there is none. */
  @Test
  void aCheckerboardIsToldAlongItsAxis() {
    Problem wide = problem(image(5, 5), up(new int[] {4, 3}, "stride", 2));
    assertEquals(List.of("width: kernel % stride = 0: 3 % 2 = 1"), wide.details());
    assertEquals(List.of("kernel = {4, 2}", "kernel = 4"), wide.help().subList(0, 2));
    Problem tall = problem(image(5, 5), up(new int[] {3, 4}, "stride", 2));
    assertEquals(List.of("height: kernel % stride = 0: 3 % 2 = 1"), tall.details());
    assertEquals(List.of("kernel = {2, 4}", "kernel = 4"), tall.help().subList(0, 2));
    assertEquals(List.of("kernel = {1, 2}", "kernel = {1, 4}"),
        help(image(5, 5), up(new int[] {1, 3}, "stride", new int[] {1, 2})).subList(0, 2));
    assertEquals(List.of("kernel = {2, 1}", "kernel = {4, 1}"),
        help(image(5, 5), up(new int[] {3, 1}, "stride", new int[] {2, 1})).subList(0, 2));
    assertEquals("kernel = 3", help(image(5, 5), up(2, "stride", 3)).get(0));
  }

  /** 8 * 45 + 16 - 2 * 8 + 8 and 8 * 61 + 16 - 2 * 6 + 9 are 8 * 45 + 16 - 2 * 4 and 8 * 61 + 16 - 2 * 2 + 1. */
  @Test
  void outputPaddingBeyondTheStrideIsPaddingLessByAxis() {
    assertEquals(List.of("padding = {4, 2}, outputPadding = {0, 1} for the same size", "outputPadding <= 7"), help(image(46, 62),
        up(16, "stride", 8, "padding", new int[] {8, 6}, "outputPadding", new int[] {8, 9})));
    assertEquals(List.of("outputPadding <= 7"), help(image(46, 62),
        up(16, "stride", 8, "padding", new int[] {8, 6, 8, 6}, "outputPadding", new int[] {8, 9})));
    assertEquals(List.of("outputPadding <= 7"), help(image(46, 62), up(16, "stride", 8, "paddingMode", "HALF", "outputPadding", 8)));
  }

  /** Hundredths are meant by whole numbers; what is between one and five may be anything. */
  @Test
  void aRateInPercentIsOfferedAsAShare() {
    assertEquals(List.of("@Dropout(0.05)"), help(image(5, 5), op(Dropout.class, "value", 5.0)));
    assertEquals(List.of(), help(image(5, 5), op(Dropout.class, "value", 4.9)));
    assertEquals(List.of(), help(image(5, 5), op(Dropout.class, "value", 100.0)));
    assertEquals(List.of(), help(image(5, 5), op(Dropout.class, "value", -0.1)));
  }

  /** A dense layer leaves one pixel, as 3 - 3 + 1 = 1 does: what has made it so is undone, or what wants to slide is left out. */
  @Test
  void nothingIsLeftToSlideOverOnOnePixel() {
    Problem dense = only(new Written(image(5, 5)).layer("flat", "input", op(Dense.class, "value", 4)).layer("conv", "flat", conv(3)));
    assertEquals("nothing is left to slide over after flat", dense.details().get(2));
    assertEquals(2, problem(image(1, 1), conv(3)).details().size());
    Problem larger = only(new Written(image(5, 5)).layer("first", "input", conv(3)).layer("second", "first", conv(9)));
    assertEquals(List.of("height: 5 -first-> 3", "kernel <= height + 2*padding: 9 <= 3 + 0 is false"), larger.details());
    Written flat = new Written(image(6, 6)).layer("flat", "input", op(Flatten.class)).layer("conv", "flat", conv(3));
    assertEquals(List.of("leave out flat", "kernel = 1"), only(flat).help());
    Written convolved = new Written(image(3, 3)).layer("first", "input", conv(3)).layer("second", "first", conv(3));
    assertEquals(List.of("padding = 1 on first and second", "kernel = 1", "an input of at least 5x5"), only(convolved).help());
    Written pooled = new Written(image(4, 4)).layer("first", "input", op(MaxPool.class, "kernel", 4))
        .layer("second", "first", op(MaxPool.class, "kernel", 2));
    assertEquals(List.of("leave out second", "an input of at least 8x8"), only(pooled).help());
  }
}
