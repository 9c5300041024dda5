package dev.fovea.processor.shape;

import static dev.fovea.processor.shape.Written.op;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.Add;
import dev.fovea.AvgPool;
import dev.fovea.Concat;
import dev.fovea.Conv;
import dev.fovea.Dense;
import dev.fovea.MaxPool;
import dev.fovea.Relu;
import dev.fovea.Shortcut;
import dev.fovea.TransposedConv;
import dev.fovea.processor.graph.NetworkSpec;
import dev.fovea.processor.graph.OperationSpec;
import dev.fovea.processor.graph.Wiring;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.problem.Problems;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is offered to mend a mistake is what arithmetic by hand gives, and nothing else. */
class FixesTest {
  private static final String IF_MEANT = "@Allow(Warning.DROPPED_PIXELS) if it is meant";

  private static List<String> help(Written written) {
    Written.Result result = written.infer();
    assertEquals(1, result.problems().size(), result::text);
    return result.problems().get(0).help();
  }

  private static List<String> help(int[] input, OperationSpec operation) {
    return help(new Written(input).layer("layer", "input", operation));
  }

  private static String said(int[] input, OperationSpec operation) {
    return new Written(input).layer("layer", "input", operation).infer().text();
  }

  private static OperationSpec conv(Object kernel, Object... members) {
    Object[] all = new Object[members.length + 4];
    all[0] = "filters";
    all[1] = 4;
    all[2] = "kernel";
    all[3] = kernel;
    System.arraycopy(members, 0, all, 4, members.length);
    return op(Conv.class, all);
  }

  /** A convolution of a 20x20 image that gives a shape. */
  private static OperationSpec to(int channels, int height, int width) {
    return op(Conv.class, "filters", channels, "kernel", new int[] {21 - height, 21 - width});
  }

  private static Written joined(OperationSpec join, OperationSpec first, OperationSpec second) {
    return new Written(1, 20, 20).layer("a", "input", first).layer("b", "input", second).layer("joined", "a b", join);
  }

  private static String shortcut(String from, String to) {
    return "add @Shortcut Tensor skip(Tensor " + from + ", Tensor " + to + ") and read skip instead of " + from;
  }

  /** (9 - 1) / 2 + 1 = 5, (9 - 1) / 3 + 1 = 3; but no stride takes 9 to 6, and none makes anything larger. */
  @Test
  void aProjectionTakesTheLargerTensorToTheSmallerOne() {
    OperationSpec add = op(Add.class);
    assertEquals(List.of(shortcut("a", "b")), help(joined(add, to(4, 9, 9), to(4, 9, 5))));
    assertEquals(List.of(shortcut("b", "a")), help(joined(add, to(4, 9, 5), to(4, 9, 9))));
    assertEquals(List.of(shortcut("a", "b")), help(joined(add, to(4, 9, 9), to(6, 5, 3))));
    assertEquals(List.of(shortcut("b", "a")), help(joined(add, to(6, 3, 3), to(4, 9, 9))));
    assertEquals(List.of(shortcut("a", "b"), "filters = 4 on b"), help(joined(add, to(4, 9, 9), to(6, 9, 9))));
    assertEquals(List.of(shortcut("b", "a"), "filters = 6 on b"), help(joined(add, to(6, 9, 9), to(4, 9, 9))));
    assertEquals(List.of(shortcut("a", "b")), help(joined(add, to(8, 9, 9), to(4, 9, 1))));
    assertEquals(List.of(), help(joined(add, to(4, 9, 9), to(4, 9, 6))));
    assertEquals(List.of(), help(joined(add, to(4, 9, 9), to(4, 6, 9))));
    assertEquals(List.of(), help(joined(add, to(4, 9, 5), to(4, 5, 9))));
    assertEquals(List.of(), help(joined(add, to(4, 5, 9), to(4, 9, 5))));
  }

  @Test
  void aShortcutThatNoStrideBringsToItsTargetIsRefused() {
    assertEquals("[fovea:add] joined cannot bring a [4, 9, 8] to the shape of b [4, 6, 8]\n"
        + "    height of a: 20 -a-> 9\n    height of b: 20 -b-> 6\n    height: no stride s gives floor((9 - 1) / s) + 1 = 6\n  help: an input of 18x18", joined(op(Shortcut.class), to(4, 9, 8), to(4, 6, 8)).infer().text());
    assertEquals("[fovea:add] joined cannot bring a [4, 9, 8] to the shape of b [4, 9, 9]\n"
        + "    width of a: 20 -a-> 8\n    width of b: 20 -b-> 9\n    width: no stride s gives floor((8 - 1) / s) + 1 = 9", joined(op(Shortcut.class), to(4, 9, 8), to(4, 9, 9)).infer().text());
  }

  @Test
  void oneOfTheNumbersThatDecideASizeIsEnough() {
    for (int[] padding : new int[][] {{0, 1}, {1, 0}, {1, 1}}) {
      String said = said(new int[] {1, 5, 5}, op(TransposedConv.class, "filters", 1, "kernel", 2, "stride", 2, "outputPadding", padding,
          "outputSize", 11));
      assertEquals("[fovea:output-size] layer: outputPadding and outputSize each decide the size of the output\n"
          + "  help: leave out outputPadding; or leave out outputSize", said);
    }
  }

  @Test
  void bothAxesAreToldWhereTheyDiffer() {
    Written oblong = joined(op(Add.class), to(4, 9, 8), to(4, 5, 3));
    assertEquals(List.of("height of a: 20 -a-> 9", "height of b: 20 -b-> 5", "width of a: 20 -a-> 8", "width of b: 20 -b-> 3",
        "height: 9 = 5 is false", "width: 8 = 3 is false"), oblong.infer().problems().get(0).details());
    Written wide = joined(op(Concat.class), to(4, 9, 8), to(6, 9, 3));
    assertEquals(List.of("width of a: 20 -a-> 8", "width of b: 20 -b-> 3", "width: 8 = 3 is false"),
        wide.infer().problems().get(0).details());
    Written square = joined(op(Add.class), to(4, 9, 9), to(6, 5, 5));
    assertEquals(List.of("height of a: 20 -a-> 9", "height of b: 20 -b-> 5", "channels: 4 = 6 is false", "height: 9 = 5 is false"),
        square.infer().problems().get(0).details());
    Written half = joined(op(Add.class), to(4, 9, 9), to(4, 5, 3));
    assertEquals(6, half.infer().problems().get(0).details().size());
  }

  /** Eight layers that do not fit lie nearer than the one that does; six are tried. */
  @Test
  void theLayerThatWasMeantIsFoundBehindOthers() {
    for (String inputs : List.of("side near7", "near7 side")) {
      Written written = new Written(1, 20, 20).layer("far", "input", to(2, 10, 10)).layer("stem", "input", to(1, 19, 19));
      for (int i = 0; i < 8; i++) {
        written.layer("near" + i, i == 0 ? "stem" : "near" + (i - 1), op(Relu.class));
      }
      written.layer("side", "far", op(Relu.class)).layer("end", "near7", op(Relu.class)).layer("both", inputs, op(Concat.class)).everyEndIsAnOutput();
      List<String> help = help(written);
      assertTrue(help.contains("read far [2, 10, 10] instead of near7"), help::toString);
    }
  }

  /** Of several that fit, the one with the fewest steps between; then the one that is spelt most alike; then the first by name. */
  @Test
  void theNearestLayerThatFitsIsOffered() {
    Written written = new Written(1, 20, 20).layer("left", "input", to(2, 10, 10))
        .layer("wrong", "input", to(2, 12, 12))
        .layer("between", "wrong", op(Relu.class))
        .layer("next", "between", op(Conv.class, "filters", 2, "kernel", 3))
        .layer("later", "next", op(Relu.class))
        .layer("both", "left wrong", op(Concat.class)).everyEndIsAnOutput();
    assertEquals("read next [2, 10, 10] instead of wrong", help(written).get(0));
    Written alike = new Written(1, 20, 20).layer("left", "input", to(2, 10, 10))
        .layer("wrong", "input", to(2, 12, 12))
        .layer("aaaaa", "wrong", op(Conv.class, "filters", 2, "kernel", 3))
        .layer("wrong2", "wrong", op(Conv.class, "filters", 2, "kernel", 3))
        .layer("wrong3", "wrong", op(Conv.class, "filters", 2, "kernel", 3))
        .layer("both", "left wrong", op(Concat.class)).everyEndIsAnOutput();
    assertEquals("read wrong2 [2, 10, 10] instead of wrong", help(alike).get(0));
  }

  /** The common divisors of 24 channels and 36 filters are 1, 2, 3, 4, 6 and 12; of fifths of filters, 35 is nearest to 36, 40 to 38. */
  @Test
  void groupsThatDivideAreTheNearestCommonDivisors() {
    int[] image = {24, 5, 5};
    assertEquals(List.of("groups = 6", "groups = 12"), help(image, op(Conv.class, "filters", 36, "kernel", 3, "groups", 9)));
    assertEquals(List.of("groups = 12"), help(image, op(Conv.class, "filters", 36, "kernel", 3, "groups", 18)));
    assertEquals(List.of("groups = 4", "groups = 6"), help(image, op(Conv.class, "filters", 36, "kernel", 3, "groups", 5)));
    int[] thirty = {30, 5, 5};
    assertEquals(List.of("groups = 3", "groups = 6", "filters = 35"), help(thirty, op(Conv.class, "filters", 36, "kernel", 3, "groups", 5)));
    assertEquals(List.of("groups = 2", "filters = 40"), help(thirty, op(Conv.class, "filters", 38, "kernel", 3, "groups", 5)));
    assertEquals(List.of("groups = 2", "filters = 5"), help(thirty, op(Conv.class, "filters", 2, "kernel", 3, "groups", 5)));
  }

  /** Windows of 3, 3 apart, that begin one row early: 3 * 2 - 1 + 3 = 8 of 9 rows. */
  @Test
  void pixelsThatNoWindowReadsAreCounted() {
    assertTrue(said(new int[] {1, 9, 8}, conv(3, "stride", 3, "padding", new int[] {1, 1, 0, 0})).startsWith(
        "[fovea:dropped-pixels] layer never looks at the last row of its 9x8 input\n"
            + "    height: 3 windows of 3, 3 apart, end after row 8 of 9\n"));
    assertTrue(said(new int[] {1, 8, 9}, conv(3, "stride", 3, "padding", new int[] {1, 1, 0, 0})).startsWith(
        "[fovea:dropped-pixels] layer never looks at the last column of its 8x9 input\n"
            + "    width: 3 windows of 3, 3 apart, end after column 8 of 9\n"));
    assertTrue(said(new int[] {1, 5, 3}, conv(3, "stride", 3)).startsWith(
        "[fovea:dropped-pixels] layer never looks at the last 2 rows of its 5x3 input\n"
            + "    height: one window of 3 ends after row 3 of 5\n"));
  }

  /** More padding is offered where it is the same on all sides, and only where it gives the last row to a window. */
  @Test
  void paddingThatGivesTheLastRowToAWindowIsOffered() {
    assertEquals(List.of("padding = 1", "an input of 4x4 or 6x6", IF_MEANT), help(new int[] {1, 5, 5}, conv(2, "stride", 2)));
    assertEquals(List.of("padding = 2", "an input of 7x7 or 9x9", IF_MEANT), help(new int[] {1, 8, 8}, conv(3, "stride", 4, "padding", 1)));
    assertEquals(List.of("an input of 8x8 or 11x8", IF_MEANT), help(new int[] {1, 9, 8}, conv(3, "stride", 3, "padding", new int[] {1, 1, 0, 0})));
    assertEquals(List.of(IF_MEANT), help(new int[] {1, 10, 9}, conv(3, "stride", 3, "padding", new int[] {0, 1, 0, 1})));
    assertEquals(List.of("ceil = true", "an input of 6x6 or 6x9", IF_MEANT), help(new int[] {1, 6, 8}, op(AvgPool.class, "kernel", 3)));
  }

  /** As spoken: an eight, an eleven, an eighteen, an eighty, an eleven thousand; but a hundred and ten and a thousand one hundred. */
  @Test
  void aWindowHasTheArticleOfItsNumber() {
    for (int kernel : new int[] {8, 11, 18, 80, 85, 800, 8000, 11000, 18000}) {
      assertTrue(said(new int[] {1, 5, 5}, conv(kernel)).contains(" needs an " + kernel + "x" + kernel + " window"), "an " + kernel);
    }
    for (int kernel : new int[] {7, 10, 12, 17, 19, 28, 110, 118, 180, 1100, 1800, 10000}) {
      assertTrue(said(new int[] {1, 5, 5}, conv(kernel)).contains(" needs a " + kernel + "x" + kernel + " window"), "a " + kernel);
    }
  }

  @Test
  void theInequalityThatFailsIsToldWithItsNumbers() {
    assertTrue(said(new int[] {1, 9, 3}, conv(new int[] {2, 9}, "padding", new int[] {0, 1, 0, 3})).contains(
        "width: 3\n    kernel <= width + left + right: 9 <= 3 + 1 + 3 is false"));
    assertTrue(said(new int[] {1, 3, 9}, conv(new int[] {9, 2}, "padding", new int[] {2, 0, 2, 0})).contains(
        "height: 3\n    kernel <= height + 2*padding: 9 <= 3 + 4 is false"));
    assertTrue(said(new int[] {1, 3, 9}, conv(new int[] {4, 2}, "dilation", new int[] {3, 1})).contains(
        "height: 3\n    dilation*(kernel-1)+1 <= height + 2*padding: 3*(4-1)+1 = 10 <= 3 + 0 is false"));
    String both = said(new int[] {1, 3, 3}, conv(new int[] {9, 8}));
    assertTrue(both.contains("height: 3\n    width: 3\n    kernel <= height + 2*padding: 9 <= 3 + 0 is false\n"
        + "    kernel <= width + 2*padding: 8 <= 3 + 0 is false"), both);
  }

  /** Three taps, 4 apart, span 9 of 8 pixels; 3 apart, 7. An even window of 6 keeps no size. */
  @Test
  void windowsThatAreTooLargeAreOfferedWhatFits() {
    assertEquals(List.of("padding = 4 keeps 8x8", "dilation <= 3", "an input of at least 9x9"),
        help(new int[] {1, 8, 8}, conv(3, "dilation", 4)));
    assertEquals(List.of("padding = {4, 0} keeps 8x8", "dilation <= 3", "an input of at least 9x9"),
        help(new int[] {1, 8, 8}, conv(new int[] {3, 1}, "dilation", new int[] {4, 1})));
    assertEquals(List.of("padding = {0, 4} keeps 8x8", "dilation <= 3", "an input of at least 9x9"),
        help(new int[] {1, 8, 8}, conv(new int[] {1, 3}, "dilation", new int[] {1, 4})));
    assertEquals(List.of("padding = 3", "kernel <= 3", "an input of at least 6x6"), help(new int[] {1, 3, 3}, conv(6)));
    assertEquals(List.of("padding = {0, 3} keeps 5x3", "kernel = {1, 3}", "an input of at least 5x7"),
        help(new int[] {1, 5, 3}, conv(new int[] {1, 7})));
    assertEquals(List.of("padding = 3", "kernel <= 3", "an input of at least 7x7"), help(new int[] {1, 3, 3}, conv(7, "stride", 2)));
    assertEquals(List.of("padding = 1 keeps 2x2", "kernel <= 2", "an input of at least 3x3"),
        help(new int[] {1, 2, 2}, op(MaxPool.class, "kernel", 3, "ceil", true, "stride", 1)));
  }

  /** Sides are doubled until a size works, up to 2^16, and then halved back; 60000 * 60000 pixels are more than a tensor holds. */
  @Test
  void theSmallestLargerInputIsFoundByHalving() {
    assertTrue(help(new int[] {1, 5, 7}, conv(new int[] {6, 9})).contains("an input of at least 6x9"));
    assertTrue(help(new int[] {1, 5, 9}, conv(new int[] {6, 9})).contains("an input of at least 6x9"));
    assertTrue(help(new int[] {1, 2, 2}, op(AvgPool.class, "kernel", 30000)).contains("an input of, for example, 30000x30000"));
    assertTrue(help(new int[] {1, 1, 4}, conv(new int[] {1, 1 << 16})).contains("an input of at least 1x65536"));
    assertTrue(help(new int[] {1, 1, 4}, conv(new int[] {1, (1 << 16) + 1})).stream().noneMatch(each -> each.startsWith("an input")));
    assertTrue(help(new int[] {1, 1 << 15, 1}, conv(new int[] {1, 2})).contains("an input of at least 32768x2"));
    assertTrue(help(new int[] {1, 1, 1 << 15}, conv(new int[] {2, 1})).contains("an input of at least 2x32768"));
    assertTrue(help(new int[] {1, 40000, 1}, conv(new int[] {1, 2})).stream().noneMatch(each -> each.startsWith("an input")));
    assertTrue(help(new int[] {1, 1, 40000}, conv(new int[] {2, 1})).stream().noneMatch(each -> each.startsWith("an input")));
    Written flat = new Written(5).layer("conv", "input", conv(3));
    assertTrue(help(flat).stream().noneMatch(each -> each.startsWith("an input")));
  }

  /** s (i - 1) + k - p: 2 * 13 + 4 - p = 28 for p = 2, one on each side; 1 * 3 + 5 - 2p is 6 for p = 1, and 7 for k = 4. */
  @Test
  void whatReachesAnOutputSizeIsOffered() {
    assertEquals(List.of("padding = 1", "outputSize = 30"),
        help(new int[] {1, 14, 14}, op(TransposedConv.class, "filters", 1, "kernel", 4, "stride", 2, "outputSize", 28)));
    assertEquals(List.of("kernel = 4", "outputSize = 8"),
        help(new int[] {1, 4, 4}, op(TransposedConv.class, "filters", 1, "kernel", 5, "outputSize", 7)));
    assertEquals(List.of("kernel = 6", "outputSize = 8"),
        help(new int[] {1, 4, 4}, op(TransposedConv.class, "filters", 1, "kernel", 5, "outputSize", 9)));
    assertEquals(List.of("outputSize = {30, 41}"), help(new int[] {1, 14, 19},
        op(TransposedConv.class, "filters", 1, "kernel", 4, "stride", 2, "outputSize", new int[] {30, 50})));
  }

  /** The next kernel but one is beyond what an int holds: a search must not begin again at the smallest. */
  @Test
  void theLargestKernelsEndTheSearchForTheirNeighbours() {
    for (int kernel : new int[] {Integer.MAX_VALUE - 1, Integer.MAX_VALUE}) {
      assertTrue(!said(new int[] {1, 2, 2}, op(TransposedConv.class, "filters", 1, "kernel", kernel, "outputSize", 5)).isEmpty());
    }
  }

  @Test
  void whatIsCutAwayIsOfferedBack() {
    assertEquals(List.of("padding = 1"), help(new Written(1, 5, 5).layer("flat", "input", op(Dense.class, "value", 4))
        .layer("up", "flat", op(TransposedConv.class, "filters", 1, "kernel", 4, "stride", 2, "padding", 2))));
    assertEquals(List.of("paddingMode = VALID"), help(new Written(1, 5, 5).layer("flat", "input", op(Dense.class, "value", 4))
        .layer("up", "flat", op(TransposedConv.class, "filters", 1, "kernel", 3, "paddingMode", "FULL"))));
  }

  /** A search for fixes ends when as many layers have been inferred as it was given, and not one earlier. */
  @Test
  void trialsEndWhenTheirBudgetIsSpent() {
    Trial.Budget budget = new Trial.Budget(10);
    assertTrue(budget.allows(4));
    assertTrue(budget.allows(6));
    assertTrue(!budget.allows(1));
    assertTrue(!new Trial.Budget(10).allows(11));
    NetworkSpec works = new Written(1, 5, 5).layer("conv", "input", conv(3)).network();
    Problems problems = new Problems();
    Inference.check(Wiring.join(new Written(1, 5, 5).layer("conv", "input", conv(9)).network(), problems), problems);
    Problem mistake = problems.all().get(0);
    for (int layers = 0; layers <= 1; layers++) {
      Trial trial = new Trial(Wiring.join(works, problems), mistake, List.of(mistake), Map.of(), Trial.Scope.NETWORK,
          new Trial.Budget(layers));
      assertEquals(layers == 1, trial.mends(works));
    }
  }

  @Test
  void anInputIsLargeEnoughForEveryWindowThatIsTooLarge() {
    Written.Result result = new Written(1, 7, 7).layer("a", "input", conv(9)).layer("b", "input", conv(12)).everyEndIsAnOutput().infer();
    assertEquals(List.of("padding = 4 keeps 7x7", "kernel <= 7", "an input of at least 12x12"), result.problems().get(0).help());
    assertEquals(List.of("padding = 6", "kernel <= 7", "an input of at least 12x12"), result.problems().get(1).help());
  }

  /** Where nothing mends all, what mends the layer by itself is offered; but no other image, which would change what fits already. */
  @Test
  void aLargerInputIsOfferedOnlyIfItMendsTheWholeNetwork() {
    assertEquals(List.of("padding = 2 keeps 4x4", "kernel <= 4"), help(new Written(1, 6, 6).layer("first", "input", conv(3))
        .layer("layer", "first", conv(5)).layer("last", "layer", List.of(4, 99, 1), conv(1))));
  }
}
