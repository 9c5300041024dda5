package dev.fovea.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What editors are told that may be written. */
class CompletionsTest {
  private static final String NETWORK = """
      @Network(input = {3, 28, 28})
      interface Net {
        @Conv(filters = 12, kernel = 5, padding = 2) @Relu                   Tensor c1(Tensor input);
        @Conv(filters = 18, kernel = 4) @Relu                                Tensor c2(Tensor c1);
        @Conv(filters = 18, kernel = 3, stride = 2, padding = 1)             Tensor c3(Tensor c1);
        @Conv(filters = 18)                                                  Tensor c4(Tensor c1);
        @MaxPool(kernel = 3, stride = 2) @Allow({})                          Tensor pool(Tensor c1);
        @TransposedConv(filters = 4, kernel = 4, stride = 2)                 Tensor up(Tensor c3);
        @BatchNorm @Relu @Conv(filters = 4, kernel = {1, 7})                 Tensor late(Tensor c3);
        @AdaptiveAvgPool                                                     Tensor grid(Tensor c1);
        @Concat @Shape(1)                                                    Tensor join(Tensor c1, Tensor c1b);
        @Relu                                                                Tensor c1b(Tensor c1);
        @Conv(filters = 8, kernel = 3) @Repeat(2)                            Tensor twice(Tensor c1);
      }
      """;
  private static final String BLOCK = """
      @Block @interface Bottle {
        int width();
        int stride() default 1;
        interface Body {
          @Conv(kernel = 3) @With("") @BatchNorm @Relu                       Tensor a(Tensor input);
          @Depthwise(kernel = 3) @Pointwise @With("")                        Tensor b(Tensor a);
          @Add                                                               Tensor out(Tensor a, Tensor b);
        }
      }
      """;

  @TempDir private Path folder;

  private Map<String, String> ask(Compilers compiler, String method, String annotation, String member) {
    return ask(compiler, method, annotation, member, "");
  }

  private Map<String, String> ask(Compilers compiler, String method, String annotation, String member, String text) {
    Map<String, String> answers = new LinkedHashMap<>();
    Asking.about(compiler, Asking.file(folder, NETWORK),
        asking -> answers.putAll(asking.ask("p.Net", method, annotation, member, text)));
    return answers;
  }

  private Map<String, String> askBlock(String method, String annotation, String member, String text) {
    Map<String, String> answers = new LinkedHashMap<>();
    Asking.about(Compilers.JAVAC, Asking.file(folder, BLOCK),
        asking -> answers.putAll(asking.ask("p.Bottle.Body", method, annotation, member, text)));
    return answers;
  }

  private static String first(Map<String, String> answers) {
    return answers.entrySet().stream().findFirst().map(each -> each.getKey() + ": " + each.getValue()).orElse("nothing");
  }

  @ParameterizedTest
  @EnumSource(names = "OTHER_JAVAC", mode = EnumSource.Mode.EXCLUDE)
  void thePaddingThatKeepsTheSizeComesFirst(Compilers compiler) {
    assertEquals("2: keeps 28x28", first(ask(compiler, "c1", "Conv", "padding")));
    assertEquals("{1, 1, 2, 2}: keeps 28x28; the odd pixel at bottom and right", first(ask(compiler, "c2", "Conv", "padding")));
    assertEquals("{0, 3}: keeps 14x14", first(ask(compiler, "late", "Conv", "padding")));
  }

  @Test
  void otherPaddingsTellTheSizeTheyGive() {
    assertEquals(Map.of("2", "keeps 28x28", "0", "28x28 -> 24x24; windows lie within the image",
        "4", "28x28 -> 32x32; every window that sees at least one pixel"), ask(Compilers.JAVAC, "c1", "Conv", "padding"));
    assertEquals("1: 14x14 -> 28x28; stride times the input", first(ask(Compilers.JAVAC, "up", "TransposedConv", "padding")));
  }

  @ParameterizedTest
  @EnumSource(names = "OTHER_JAVAC", mode = EnumSource.Mode.EXCLUDE)
  void groupsAreTheCommonDivisorsOfChannelsAndFilters(Compilers compiler) {
    Map<String, String> groups = ask(compiler, "c2", "Conv", "groups");
    assertEquals(List.of("1", "2", "3", "6"), List.copyOf(groups.keySet()));
    assertEquals("4 channels and 6 filters each; 1,170 parameters", groups.get("3"));
  }

  @Test
  void whatIsStillMissingIsSuggestedToo() {
    Map<String, String> kernels = ask(Compilers.JAVAC, "c4", "Conv", "kernel");
    assertEquals("28x28 -> 26x26; 1,962 parameters", kernels.get("3"));
    assertEquals("28x28 -> 1x1; the whole image; 169,362 parameters", kernels.get("28"));
    assertEquals(List.of("1", "2", "4", "7"), List.copyOf(ask(Compilers.JAVAC, "grid", "AdaptiveAvgPool", "value").keySet()));
  }

  @Test
  void sizesOfATransposedConvolutionAreThoseThatItCanReach() {
    assertEquals(Map.of("0", "14x14 -> 30x30", "1", "14x14 -> 31x31"), ask(Compilers.JAVAC, "up", "TransposedConv", "outputPadding"));
    assertEquals(Map.of("30", "14x14 -> 30x30; an output padding of 0", "31", "14x14 -> 31x31; an output padding of 1"),
        ask(Compilers.JAVAC, "up", "TransposedConv", "outputSize"));
  }

  @Test
  void strideDilationAndModeTellTheSizesTheyGive() {
    Map<String, String> strides = ask(Compilers.JAVAC, "pool", "MaxPool", "stride");
    assertEquals("1: 28x28 -> 26x26", first(strides));
    assertTrue(strides.get("2").startsWith("28x28 -> 13x13; but pool "), strides::toString);
    assertEquals("28x28 -> 14x14", ask(Compilers.JAVAC, "pool", "MaxPool", "ceil").get("true"));
    assertEquals("14x14 -> 28x28", ask(Compilers.JAVAC, "up", "TransposedConv", "paddingMode").get("PaddingMode.SAME"));
  }

  @Test
  void anAssertionIsTheShapeThatComesOut() {
    assertEquals("{24, 28, 28}: what join gives: concat", first(ask(Compilers.JAVAC, "join", "Shape", "value")));
  }

  @Test
  void theWarningsThatCanBeAllowedAreThoseThatThereAre() {
    Map<String, String> allowed = ask(Compilers.JAVAC, "pool", "Allow", "value");
    assertEquals(Set.of("Warning.DROPPED_PIXELS"), allowed.keySet());
    assertTrue(allowed.get("Warning.DROPPED_PIXELS").startsWith("pool "), allowed::toString);
  }

  @Test
  void whatWasWrittenSoFarIsGoneOnFrom() {
    assertEquals(List.of("PaddingMode.SAME", "PaddingMode.SAME_LOWER"),
        List.copyOf(ask(Compilers.JAVAC, "c2", "Conv", "paddingMode", "SA").keySet()));
  }

  @ParameterizedTest
  @EnumSource(names = "OTHER_JAVAC", mode = EnumSource.Mode.EXCLUDE)
  void aParameterMayBeCalledAsAnyLayerThatDoesNotDependOnItsOwn(Compilers compiler) {
    Asking.about(compiler, Asking.file(folder, NETWORK), asking -> {
      Map<String, String> names = asking.askForNames("p.Net", "c3", "");
      assertEquals(Set.of("input", "c1", "c1b", "c2", "c4", "pool", "grid", "join", "twice"), names.keySet());
      assertEquals("[12, 28, 28]: conv 5x5, relu", names.get("c1"));
      assertEquals("[3, 28, 28]: the image", names.get("input"));
      assertEquals("[8, 24, 24]: conv 3x3", names.get("twice"));
      assertEquals("a layer whose shape is not known yet", names.get("c4"));
      assertEquals(Set.of("c1", "c1b", "c2", "c4"), asking.askForNames("p.Net", "c3", "c").keySet());
    });
  }

  @Test
  void inABodyWhatHoldsForEverySizeIsSuggested() {
    assertEquals("1: keeps height and width", first(askBlock("a", "Conv", "padding", "")));
    Asking.about(Compilers.JAVAC, Asking.file(folder, BLOCK), asking -> {
      assertEquals(Set.of("input"), asking.askForNames("p.Bottle.Body", "a", "").keySet());
      assertEquals(Set.of("input", "a", "b"), asking.askForNames("p.Bottle.Body", "out", "").keySet());
    });
  }

  @Test
  void aParameterThatIsReadForItsSizeMayBeCalledAsLayersWhoseSizeIsReached() {
    String network = """
        @Network(input = {3, 29, 29})
        interface Net {
          @Conv(filters = 4, kernel = 3, padding = 1)                Tensor a(Tensor input);
          @MaxPool(kernel = 2)                                       Tensor b(Tensor a);
          @MaxPool(kernel = 2)                                       Tensor c(Tensor b);
          @TransposedConv(filters = 2, kernel = 2, stride = 2)       Tensor up(Tensor b, @ShapeOf Tensor here);
        }
        @Block(inputs = {"skip", "x"}) @interface Up {
          interface Body {
            @TransposedConv(filters = 2, kernel = 2, stride = 2)     Tensor up(Tensor x, @ShapeOf Tensor here);
            @Concat                                                  Tensor out(Tensor skip, Tensor up);
          }
        }
        """;
    Asking.about(Compilers.JAVAC, Asking.file(folder, network), asking -> {
      assertEquals(Map.of("input", "29x29, so that up gives [2, 29, 29]", "a", "29x29, so that up gives [2, 29, 29]"),
          asking.askForNames("p.Net", "up", 1, ""));
      assertEquals(Set.of("input", "a", "b", "c"), asking.askForNames("p.Net", "up", 0, "").keySet());
      assertEquals(Map.of("skip", "height and width of an input of @Up", "x", "height and width of an input of @Up"),
          asking.askForNames("p.Up.Body", "up", 1, ""));
    });
  }

  @Test
  void withBeginsWithWhatIsStillToBeGiven() {
    Map<String, String> texts = askBlock("a", "With", "value", "\"");
    assertEquals("\"filters = \": filters of @Conv, which is still to be given", first(texts));
    assertTrue(texts.containsKey("\"stride = stride\""), texts::toString);
    assertEquals("\"filters = width, stride = stride\"",
        askBlock("a", "With", "value", "\"filters = width, str").keySet().iterator().next());
    assertEquals(Set.of("\"filters = 4 * width\""), askBlock("a", "With", "value", "\"filters = 4 * w").keySet());
    assertTrue(askBlock("b", "With", "value", "").containsKey("\"depthwise.stride = stride\""));
  }

  /** The compiler judges: every value that is suggested is written, and the network compiled. */
  @Test
  void everyValueThatIsSuggestedCompiles() {
    Map<String, List<String>> questions = new LinkedHashMap<>();
    questions.put("@Conv(filters = 24, kernel = 5, padding = 1%s)", List.of("stride", "dilation", "groups"));
    questions.put("@Conv(filters = 24, kernel = {2, 5}%s)", List.of("stride", "padding", "paddingMode", "dilation", "groups"));
    questions.put("@Conv(filters = 24, dilation = 2%s)", List.of("kernel"));
    questions.put("@Conv(kernel = 3%s) @BatchNorm @Relu", List.of("filters"));
    questions.put("@Depthwise(kernel = 4, stride = 2%s)", List.of("padding", "paddingMode", "dilation"));
    questions.put("@MaxPool(kernel = 3%s)", List.of("stride", "padding", "dilation", "ceil", "paddingMode"));
    questions.put("@AvgPool(kernel = 7%s)", List.of("stride", "padding", "ceil"));
    questions.put("@TransposedConv(filters = 8, kernel = 3, stride = 3, padding = 1%s)",
        List.of("outputPadding", "outputSize", "groups", "dilation"));
    questions.put("@TransposedConv(filters = 8, stride = 2%s)", List.of("kernel"));
    questions.put("@TransposedConv(filters = 8, kernel = 6, stride = 2%s)", List.of("padding", "paddingMode"));
    List<String> networks = new ArrayList<>();
    Set<Long> warned = new TreeSet<>();
    questions.forEach((annotation, members) -> members.forEach(member -> {
      Asking.about(Compilers.JAVAC, Asking.file(folder, network("Net", String.format(annotation, ""))), asking -> {
        Map<String, String> values = asking.ask("p.Net", "asked", annotation.substring(1, annotation.indexOf('(')), member, null);
        assertTrue(values.size() > 1, () -> member + " of " + annotation + ": " + values);
        values.forEach((value, message) -> {
          networks.add(network("Net" + networks.size(), String.format(annotation, ", " + member + " = " + value)));
          if (message.contains("; but ")) {
            warned.add(networks.size() * 5L);
          }
        });
      });
    }));
    assertTrue(networks.size() > 60, networks::toString);
    Compilation compilation = Compilers.JAVAC.compile(Asking.file(folder, String.join("", networks)).with("-proc:only"));
    assertTrue(compilation.success(), () -> compilation.diagnostics().toString());
    assertEquals(warned, compilation.messages().stream().map(Compilation.Diagnosis::line).collect(Collectors.toCollection(TreeSet::new)));
  }

  /** Five lines, the fourth of which asks. */
  private static String network(String name, String annotation) {
    return "@Network(input = {3, 32, 32})\ninterface " + name + " {\n"
        + "  @Conv(filters = 16, kernel = 3, padding = 1) Tensor first(Tensor input);\n  "
        + annotation + " Tensor asked(Tensor first);\n}\n";
  }

  /** Nothing is thrown at an editor, whatever is half written in it. */
  @Test
  void brokenNetworksAreNoReasonToFail() {
    List<Mistake> all = Stream.of(Mistakes.ALL, NumberMistakes.ALL, WindowMistakes.ALL, WiringMistakes.ALL, SurelyNotMeant.ALL,
        ExpressionMistakes.ALL, BlockMistakes.ALL, BlockUseMistakes.ALL).flatMap(List::stream).toList();
    int[] answers = new int[1];
    for (int i = 0; i < all.size(); i++) {
      Asking.about(Compilers.JAVAC, Asking.file(folder.resolve("" + i), all.get(i).source()),
          asking -> answers[0] += asking.askEverything(java.util.Arrays.asList(null, "\"filters = (4, {")));
    }
    assertTrue(answers[0] > all.size(), () -> answers[0] + " answers");
  }
}
