package dev.fovea.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks and blocks wait for types that another processor writes in a later round, whichever of the two runs first. */
class DeferralTest {
  private static final String HEADER = "package p; import dev.fovea.*; import dev.fovea.runtime.Tensor;\n";

  @TempDir private Path folder;

  /** Another processor, which writes one type in each of its rounds. */
  public static final class Writes extends AbstractProcessor {
    private static List<String> files;
    private int round;

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment environment) {
      if (!environment.processingOver() && round < files.size()) {
        String text = files.get(round++);
        String name = text.replaceAll("(?s).*?(?:@?interface|class) (\\w+).*", "$1");
        try (Writer writer = processingEnv.getFiler().createSourceFile("p." + name).openWriter()) {
          writer.write(HEADER + text);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return false;
    }
  }

  /** Which compiler, and whether Fovea runs before the other processor. */
  static Stream<Arguments> orders() {
    return Stream.of(Compilers.JAVAC, Compilers.ECJ).flatMap(
        compiler -> Stream.of(Arguments.of(compiler, true), Arguments.of(compiler, false)));
  }

  private Compilation compile(Compilers compiler, boolean first, Map<String, String> sources, String... written) {
    Writes.files = List.of(written);
    Sources all = Sources.of(folder, "p/Other.java", HEADER + "class Other {}\n");
    for (Map.Entry<String, String> source : sources.entrySet()) {
      all = all.and("p/" + source.getKey() + ".java", HEADER + source.getValue());
    }
    return compiler.compile(first ? all.processedBy(FoveaProcessor.class, Writes.class)
        : all.processedBy(Writes.class, FoveaProcessor.class));
  }

  private void assertGenerates(String type, Compilation compilation) {
    assertEquals(List.of(), compilation.messages());
    assertTrue(compilation.success(), () -> compilation.others().toString());
    assertTrue(compilation.generated().containsKey("p/" + type + ".java"), () -> compilation.generated().keySet().toString());
  }

  private static final String NETWORK = """
      @Network(input = {1, 28, 28})
      interface Net {
        @Conv(filters = 4, kernel = 3) Tensor conv(Tensor input);
      }
      """;

  @ParameterizedTest
  @MethodSource("orders")
  void aParentThatIsWrittenLater(Compilers compiler, boolean first) {
    assertGenerates("NetForward", compile(compiler, first, Map.of("Net", NETWORK.replace("Net {", "Net extends Named {")),
        "interface Named { default String title() { return \"net\"; } }"));
  }

  @ParameterizedTest
  @MethodSource("orders")
  void aParentThatIsANetworkItself(Compilers compiler, boolean first) {
    Compilation compilation = compile(compiler, first, Map.of("Small", """
        @Network(input = {1, 14, 14})
        interface Small extends Net {}
        """), NETWORK);
    assertGenerates("SmallForward", compilation);
    assertGenerates("NetForward", compilation);
    assertTrue(compilation.generated().get("p/SmallLayers.java").contains("conv} [4, 12, 12]"));
  }

  @ParameterizedTest
  @MethodSource("orders")
  void aConstantThatIsWrittenTwoRoundsLater(Compilers compiler, boolean first) {
    Compilation compilation = compile(compiler, first, Map.of("Net", NETWORK.replace("4", "Sizes.WIDTH")),
        "class Before {}", "interface Sizes { int WIDTH = 6; }");
    assertGenerates("NetForward", compilation);
    assertTrue(compilation.generated().get("p/NetLayers.java").contains("conv} [6, 26, 26]"));
  }

  /** javac 17 shows processors no annotation whose type does not exist yet, so that the layer seems to have no operation. */
  @ParameterizedTest
  @MethodSource("orders")
  void aBlockThatIsWrittenLater(Compilers compiler, boolean first) {
    assumeTrue(compiler == Compilers.ECJ || Runtime.version().feature() >= 25, "this javac hides annotations that do not exist yet");
    Compilation compilation = compile(compiler, first, Map.of("Net", """
        @Network(input = {1, 28, 28})
        interface Net {
          @Twice(width = 5) Tensor pair(Tensor input);
        }
        """), """
        @Block @interface Twice {
          int width();
          interface Body {
            @Conv(kernel = 3) @With("filters = width") Tensor a(Tensor input);
            @Conv(kernel = 3) @With("filters = width") Tensor b(Tensor a);
          }
        }
        """);
    assertGenerates("NetForward", compilation);
    assertGenerates("TwiceWiring", compilation);
    assertTrue(compilation.generated().get("p/NetLayers.java").contains("pair.b} [5, 24, 24]"));
  }

  @ParameterizedTest
  @MethodSource("orders")
  void aConstantInTheBodyOfABlock(Compilers compiler, boolean first) {
    Compilation compilation = compile(compiler, first, Map.of("Twice", """
        @Block @interface Twice {
          interface Body {
            @Conv(filters = Sizes.WIDTH, kernel = 3) Tensor a(Tensor input);
          }
        }
        """, "Net", """
        @Network(input = {1, 28, 28})
        interface Net {
          @Twice @Repeat(2) Tensor pair(Tensor input);
        }
        """), "interface Sizes { int WIDTH = 6; }");
    assertGenerates("NetForward", compilation);
    assertGenerates("TwiceWiring", compilation);
  }

  @ParameterizedTest
  @MethodSource("orders")
  void aTypeInAMethodOfTheUsersOwn(Compilers compiler, boolean first) {
    assertGenerates("NetForward", compile(compiler, first, Map.of("Net", NETWORK.replace("conv(Tensor input);",
        "conv(Tensor input);\n  default Report report(NetForward forward) { return new Report(); }")), "class Report {}"));
  }

  @ParameterizedTest
  @MethodSource("orders")
  void anotherAnnotationOnALayerThatIsWrittenLater(Compilers compiler, boolean first) {
    assertGenerates("NetForward", compile(compiler, first, Map.of("Net", NETWORK.replace("@Conv", "@Noted @Conv")),
        "@interface Noted {}"));
  }

  @ParameterizedTest
  @MethodSource("orders")
  void oneThatWaitsDoesNotHoldUpOthers(Compilers compiler, boolean first) {
    Compilation compilation = compile(compiler, first, Map.of("Net", NETWORK.replace("Net {", "Net extends Gone {"),
        "Sound", NETWORK.replace("Net {", "Sound {")), "class Unrelated {}");
    assertTrue(compilation.generated().containsKey("p/SoundForward.java"));
    assertEquals(List.of("[fovea:java] Net refers to a type that does not exist: Gone"),
        compilation.messages().stream().map(Compilation.Diagnosis::text).toList());
  }
}
