package dev.fovea.processor.report;

import static dev.fovea.processor.shape.Written.op;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.Add;
import dev.fovea.BatchNorm;
import dev.fovea.Concat;
import dev.fovea.Conv;
import dev.fovea.Dense;
import dev.fovea.Depthwise;
import dev.fovea.GlobalAvgPool;
import dev.fovea.MaxPool;
import dev.fovea.Relu;
import dev.fovea.TransposedConv;
import dev.fovea.processor.emit.Generator;
import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Place;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.problem.Problems;
import dev.fovea.processor.shape.ShapedLayer;
import dev.fovea.processor.shape.Written;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** What pages tell of networks. */
class PageTest {
  private static Generator.Generated generate(Written network, Problems problems) {
    return Generator.generate(network.network(), problems, false);
  }

  private static String page(Written network) {
    Problems problems = new Problems();
    return Page.write(generate(network, problems).report().get(), problems.all());
  }

  /** Of each kind of kernel one layer at least. */
  private static Written sound() {
    return new Written(3, 32, 32)
        .layer("wide", "input", op(Conv.class, "filters", 8, "kernel", 3, "padding", 1), op(BatchNorm.class), op(Relu.class))
        .layer("each", "wide", op(Depthwise.class, "kernel", 3, "padding", 1))
        .layer("pool", "each", op(MaxPool.class, "kernel", 2))
        .layer("large", "pool", op(Conv.class, "filters", 512, "kernel", 3, "padding", 1), op(Relu.class))
        .layer("larger", "large", op(Conv.class, "filters", 64, "kernel", 3, "padding", 2, "dilation", 2))
        .layer("up", "larger", op(TransposedConv.class, "filters", 8, "kernel", 2, "stride", 2))
        .layer("far", "larger", op(TransposedConv.class, "filters", 2, "kernel", 5, "stride", 5))
        .layer("seen", "far", op(GlobalAvgPool.class))
        .layer("block.sum", "up each", op(Add.class), op(Relu.class))
        .layer("block.both", "block.sum wide", op(Concat.class))
        .layer("scores", "block.both", op(Dense.class, "value", 10)).everyEndIsAnOutput();
  }

  private static Written broken() {
    return new Written(3, 8, 8)
        .layer("conv1", "input", op(Conv.class, "filters", 4, "kernel", 3), op(Relu.class))
        .layer("conv2", "conv1", op(Conv.class, "filters", 4, "kernel", 9))
        .layer("conv3", "conv2", op(Conv.class, "filters", 4, "kernel", 3))
        .layer("side", "conv1", op(Relu.class))
        .layer("both", "conv3 side", op(Concat.class));
  }

  @Test
  void everyLayerStandsInTheTableAndInTheGraphWithItsShape() {
    Problems problems = new Problems();
    Report report = generate(sound(), problems).report().get();
    Read page = new Read(Page.write(report, problems.all()));
    List<List<String>> rows = page.rows("layers");
    assertEquals(report.network().layers().size(), rows.size());
    for (int i = 0; i < rows.size(); i++) {
      ShapedLayer layer = report.network().layers().get(i);
      assertTrue(rows.get(i).get(1).startsWith(layer.name()), layer::name);
      assertEquals(layer.output().toString(), rows.get(i).get(3));
      assertTrue(rows.get(i).get(4).startsWith(layer.receptiveField().rows().size() + "x" + layer.receptiveField().columns().size()));
      Element drawn = page.get("graph-" + i);
      String hover = Read.all(drawn, "title").get(0).getTextContent();
      assertTrue(hover.startsWith(layer.name() + "  " + layer.output()), hover);
      assertTrue(hover.contains("receptive field " + layer.receptiveField().describe()), hover);
      String formula = layer.operations().get(0).formula().split("; ")[0];
      assertTrue(hover.contains(formula.substring(formula.indexOf(": ") + 1)), () -> hover + " lacks " + formula);
      assertTrue(Read.of(page.get("graph"), "text", "shape").stream()
          .anyMatch(text -> text.getTextContent().equals(layer.output().toString())), layer::name);
    }
    assertEquals(2, Read.of(page.get("graph"), "g", "pill", "output").size());
    assertTrue(Read.all(page.get("graph"), "g").stream().anyMatch(g -> g.getAttribute("class").equals("block")));
  }

  @Test
  void brokenNetworksAreShownUpToTheLayerThatFails() {
    Read page = new Read(page(broken()));
    List<List<String>> rows = page.rows("layers");
    List<String> names = rows.stream().map(row -> row.get(1).replaceAll("output|reads.*", "").strip()).toList();
    assertEquals(List.of("conv1", "conv2", "conv3", "side", "both"), names);
    assertEquals(List.of("[4, 6, 6]", "shape unknown", "shape unknown", "[4, 6, 6]", "shape unknown"),
        rows.stream().map(row -> row.get(3)).toList());
    assertEquals(List.of("layer convolution", "layer failing", "layer unknown", "layer other", "layer unknown"),
        List.of(0, 1, 2, 3, 4).stream().map(i -> page.get("graph-" + i).getAttribute("class")).toList());
    String message = "[fovea:kernel] conv2 needs a 9x9 window but its input is 6x6\n    height: 8 -conv1-> 6";
    assertTrue(rows.get(1).get(2).contains(message), rows.get(1).get(2));
    assertTrue(page.get("problems").getTextContent().contains(message));
    assertTrue(Read.all(page.get("graph-1"), "title").get(0).getTextContent().contains(message));
    assertFalse(page.has("memory"));
    assertFalse(page.has("kernels"));
  }

  @Test
  void circlesAndUnknownNamesAreDrawnAsFarAsTheyAreKnown() {
    Read page = new Read(page(new Written(3, 8, 8)
        .layer("conv", "input", op(Conv.class, "filters", 4, "kernel", 3))
        .layer("a", "conv c", op(Add.class)).layer("b", "a", op(Relu.class)).layer("c", "b", op(Relu.class))
        .layer("d", "convv", op(Relu.class)).layer("e", "e", op(Relu.class)).layer("last", "c d e", op(Add.class))));
    assertEquals(7, page.rows("layers").size());
    assertEquals("no layer convv", Read.of(page.get("graph"), "g", "pill", "missing").get(0).getTextContent().strip());
    assertEquals(1, Read.of(page.get("graph"), "path", "edge", "back").size());
    assertEquals(3, Read.of(page.get("graph"), "a", "layer", "failing").size());
    requireRoom(page);
  }

  @Test
  void networksOfWhichNothingIsKnownHaveAPage() {
    new Read(page(new Written(3, 8, 8)));
    Read page = new Read(page(new Written(3, 0, 8).layer("conv", "input", op(Conv.class, "filters", 4, "kernel", 3))));
    assertTrue(page.get("problems").getTextContent().contains("input: height must be at least 1"), page.get("problems")::getTextContent);
    assertEquals("layer unknown", page.get("graph-0").getAttribute("class"));
  }

  @Test
  void hostileNamesAndTextsAreOnlyText() {
    String evil = "</pre></title><script>alert(1)</script> & \" ' ]]> <!-- \u0000 \u202e \uffff \ud800";
    List<String> names = List.of("script", "$amp", "\u00e4\u00f6", "a\u0001b", "x\u202ey", "\ud835\udc9c", "\u5c64");
    Written written = new Written(1, 4, 4);
    String before = "input";
    for (String name : names) {
      written.layer(name, before, op(Relu.class));
      before = name;
    }
    Problems problems = new Problems();
    Report report = generate(written, problems).report().get();
    Problem problem = Problem.warning(Code.EXPRESSION, Place.type("p.Net").method("script", 0), evil).because(evil).help(evil);
    Read page = new Read(Page.write(report, List.of(problem)));
    assertTrue(page.get("problems").getTextContent().contains("<script>alert(1)</script> & \" ' ]]> <!-- \\u0000 \\u202e \\uffff \\ud800"));
    assertEquals(List.of("script", "$amp", "\u00e4\u00f6", "a\\u0001b", "x\\u202ey", "\ud835\udc9c", "\u5c64"),
        page.rows("layers").stream().map(row -> row.get(1).replaceAll("(?s)(output)?\\s*reads.*", "").strip()).toList());
  }

  @Test
  void theSameNetworkGivesTheSameBytes() {
    assertEquals(page(sound()), page(sound()));
    assertEquals(page(broken()), page(broken()));
  }

  /** The page says why a kernel runs; the code must have it. */
  @Test
  void reasonsAreThoseOfTheGeneratedCode() {
    Problems problems = new Problems();
    Generator.Generated generated = generate(sound(), problems);
    String code = generated.classes().stream().filter(each -> each.name().equals("p.NetForward")).findFirst().orElseThrow().text();
    List<List<String>> steps = new Read(Page.write(generated.report().get(), problems.all())).rows("kernels");
    requireStep(steps, code, "wide", "direct correlation", "up to 768 KiB", "kernels.correlateRows(", "k += 1024");
    requireStep(steps, code, "each", "depthwise correlation", "8 channels", "kernels.depthwise(", "kernels.correlate(");
    requireStep(steps, code, "large", "Winograd F(4x4, 3x3)", "4 x 4 tiles of 4 x 4 outputs, 36 products for each in place of 144",
        "kernels.winogradInput(", "k += 1024");
    requireStep(steps, code, "larger", "direct correlation", "1,152 KiB are over the 768 KiB that stay in cache: each 1024 steps",
        "k += 1024", "y0");
    // The sum that follows is done in place, and the step is called by what it leaves behind.
    requireStep(steps, code, "up", "block_sum", "direct correlation by phases", "4 phases are written out", "kernels.correlate(",
        "for (int a = 0");
    requireStep(steps, code, "far", "direct correlation by phases", "25 phases, over 16, are looped over", "for (int a = 0", "k += 1024");
    requireStep(steps, code, "scores", "matrix product along the batch", "1024 of its 16384 steps at a time", "int block = from",
        "int row = from");
    assertEquals("batch norm, relu in place: nothing else reads what is changed", row(steps, "wide").get(5));
    assertEquals("", row(steps, "each").get(5));
    requireTraining(row(steps, "large").get(6), code);
    assertEquals("", row(steps, "larger").get(6));
  }

  /** What the page says of training, against the conditions in the code. */
  private static void requireTraining(String said, String forward) {
    Matcher images = Pattern.compile("forwards by Winograd F\\(4x4, 3x3\\) from (\\d+) images on: [0-9,]+ multiply-adds for each and [0-9,]+ "
        + "for the transform of its filters, against 9,437,184; back to its input by .*; "
        + "back to its weights by Winograd F\\(3x3, 4x4\\) from .*").matcher(said);
    assertTrue(images.matches(), said);
    String recorded = forward.substring(forward.indexOf("The pass that keeps everything"));
    String condition = "if \\(training && batch >= " + images.group(1) + "\\) \\{\\s+run\\([^\n]*// largeConvFilters\n";
    assertTrue(Pattern.compile(condition).matcher(recorded).find(), recorded);
  }

  /**
   * {@code large}: 16x16 outputs are 4x4 tiles; 28 of them, seven rows, meet the filters at a time. For each of 36 positions there are 28
   * times 16 numbers of transformed inputs and 28 times 64 products, each with a gap of 16: 36 * (464 + 1808) = 81,792, of four bytes.
   */
  @Test
  void winogradsScratchIsWhatEachThreadOfTheCodeTakes() {
    Problems problems = new Problems();
    Generator.Generated generated = generate(sound(), problems);
    String code = generated.classes().stream().filter(each -> each.name().equals("p.NetForward")).findFirst().orElseThrow().text();
    List<String> taken = Pattern.compile("= scratch\\((\\d+)\\)").matcher(code).results().map(each -> each.group(1)).distinct().toList();
    assertEquals(List.of("81792"), taken);
    String memory = new Read(Page.write(generated.report().get(), problems.all())).get("memory").getTextContent();
    assertTrue(memory.contains("Winograd's transforms take 320 KiB more for each thread."), memory);
    String plain = new Read(page(new Written(1, 4, 4).layer("relu", "input", op(Relu.class)))).get("memory").getTextContent();
    assertFalse(plain.contains("Winograd"), plain);
  }

  private static List<String> row(List<List<String>> steps, String layer) {
    return steps.stream().filter(row -> row.get(1).equals(layer)).findFirst().orElseThrow();
  }

  @Test
  void aPoolThatIsPartOfAConvolutionsStepIsToldThere() {
    Read page = new Read(page(new Written(1, 28, 28).layer("conv", "input", op(Conv.class, "filters", 6, "kernel", 5), op(Relu.class))
        .layer("pool", "conv", op(MaxPool.class, "kernel", 2)).layer("scores", "pool", op(Dense.class, "value", 10))));
    assertEquals(2, page.rows("kernels").size());
    List<String> step = row(page.rows("kernels"), "conv");
    assertEquals("direct correlation and pool", step.get(3));
    assertTrue(step.get(4).contains("6 filters, at most 8, of 1 channels, at most 4"), step.get(4));
    assertEquals("relu, max pool 2x2 /2 as sums come: nothing else reads what lies between", step.get(5));
  }

  private static void requireStep(List<List<String>> steps, String code, String layer, String kernel, String reason, String in,
      String notIn) {
    requireStep(steps, code, layer, layer, kernel, reason, in, notIn);
  }

  private static void requireStep(List<List<String>> steps, String code, String layer, String name, String kernel, String reason,
      String in, String notIn) {
    List<String> row = row(steps, layer);
    assertEquals(kernel, row.get(3), layer);
    assertTrue(row.get(4).contains(reason), row.get(4));
    String inference = code.substring(code.indexOf("The fused pass:"), code.indexOf("The pass that keeps everything"));
    Matcher method = Pattern.compile("(?s)private void " + name + "\\(int from, int to\\) \\{\n(.*?)\n    }\n").matcher(inference);
    assertTrue(method.find(), layer);
    assertTrue(method.group(1).contains(in), method.group(1));
    assertFalse(method.group(1).contains(notIn), method.group(1));
  }

  /** The lower bound and the sum, worked out again from the rows of the table. */
  @Test
  void theMemoryPlanAddsUp() {
    Problems problems = new Problems();
    Report report = generate(sound(), problems).report().get();
    Read page = new Read(Page.write(report, problems.all()));
    List<Kept> buffers = Kept.of(page);
    for (Kept one : buffers) {
      assertTrue(buffers.stream().noneMatch(one::isHurtBy), "two live buffers on one another");
    }
    long most = Kept.bound(buffers);
    assertEquals(4 * report.plans().inference().floats(), Kept.arena(buffers));
    assertEquals(4 * report.plans().inference().bound(), most);
    String text = page.get("memory").getTextContent();
    assertTrue(text.contains("At its fullest step " + Words.memory(most / 4) + " are live"), text);
    assertTrue(text.contains("add up to " + Words.memory(buffers.stream().mapToLong(Kept::size).sum() / 4)), text);
    assertTrue(text.contains(String.format(Locale.ROOT, "this one takes %.3f times", (double) Kept.arena(buffers) / most)), text);
    assertEquals(buffers.size(), Read.of(page.get("memory"), "g", "buffer").size());
  }

  /**
   * Of 16 floats each, 16 pixels of the image, 16 of {@code a} and twice as many of {@code b}: copied, they would lie beside 48 of each
   * pixel, three times 16 at the end; written where they belong, they lie beside the image alone.
   */
  @Test
  void thePageTellsWhatConcatenationsAreSpared() {
    Read page = new Read(page(new Written(16, 4, 4)
        .layer("a", "input", op(Conv.class, "filters", 16, "kernel", 1))
        .layer("b", "input", op(Conv.class, "filters", 32, "kernel", 1))
        .layer("both", "a b", op(Concat.class))));
    assertEquals(4 * 16 * (16 + 48), Kept.arena(Kept.of(page)));
    String text = page.get("memory").getTextContent();
    assertTrue(text.contains("Concatenations are spared copies of 2 values, which are written where they belong; with copies the arena "
        + "would take " + Words.memory(16 * (16 + 32 + 48)) + "."), text);
    assertEquals("nothing is copied: its inputs are written where they belong", row(page.rows("kernels"), "both").get(5));
    Read odd = new Read(page(sound()));
    assertFalse(odd.get("memory").getTextContent().contains("spared"));
    assertEquals("copied: block.sum, whose channels are no whole vectors there; wide, whose channels are no whole vectors there",
        row(odd.rows("kernels"), "block.both").get(5));
  }

  /** Chains, nested skips and a fan of thousands of layers: a layout that takes quadratic time is far over the limit. */
  @Test
  void networksOfThousandsOfLayersAreDrawnInNoTime() {
    Written chain = new Written(1, 4, 4);
    String before = "input";
    for (int i = 0; i < 2000; i++) {
      chain.layer("l" + i, before, op(Relu.class));
      before = "l" + i;
    }
    for (int i = 999; i >= 0; i--) {
      chain.layer("m" + i, before + " l" + i, op(Add.class));
      before = "m" + i;
    }
    Problems problems = new Problems();
    Report report = generate(chain, problems).report().get();
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    String page = Page.write(report, problems.all());
    long seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1_000_000_000;
    assertTrue(seconds < 5, () -> seconds + " s");
    assertTrue(page.contains("id=\"graph-2999\""));
  }

  /** No box lies on another, and no line runs through one. */
  static void requireRoom(Read page) {
    Element graph = page.get("graph");
    List<double[]> boxes = Read.all(graph, "rect").stream()
        .filter(rect -> !((Element) rect.getParentNode()).getAttribute("class").equals("block")).map(Read::box).toList();
    for (int i = 0; i < boxes.size(); i++) {
      for (int j = 0; j < i; j++) {
        assertFalse(overlap(boxes.get(i), boxes.get(j)[0], boxes.get(j)[1], boxes.get(j)[2], boxes.get(j)[3]), "boxes on one another");
      }
    }
    for (Element path : Read.of(graph, "path", "edge")) {
      List<double[]> points = Read.points(path);
      for (int i = 1; i < points.size(); i++) {
        double[] a = points.get(i - 1);
        double[] b = points.get(i);
        for (double[] box : boxes) {
          assertFalse(overlap(box, Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1])),
              () -> path.getAttribute("d") + " " + path.getTextContent() + " runs through a box");
        }
      }
    }
  }

  private static boolean overlap(double[] box, double left, double top, double right, double bottom) {
    double slack = 0.3;
    return left < box[2] - slack && box[0] + slack < right + 0.001 && top < box[3] - slack && box[1] + slack < bottom + 0.001;
  }
}
