package dev.fovea.processor.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.processor.network.TestNetwork;
import dev.fovea.processor.network.TestNetwork.Attempt;
import dev.fovea.runtime.Layer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text of a source that means something in Java, in Javadoc, in HTML or to a code generator does no harm where it is written again. */
class HostileTextTest {
  private static final String HEADER = "package nets; import dev.fovea.*; import dev.fovea.runtime.Tensor;\n";

  /** What would open something, or end it, if it were copied as it is. */
  private static final List<String> WEAPONS = List.of("*/", "/*", "\\u002a/", "\\u000a", "<script>", "</pre>", "&lt;", "{@link", "@param",
      "$L", "$$T", "\"; class Evil {} //",
      "\\\\", "%n", "-->");

  private static Attempt compile(String name, String source) {
    return TestNetwork.attempt(Map.of(name, HEADER + source));
  }

  private static String errors(Attempt attempt) {
    return attempt.diagnostics().stream().filter(each -> each.getKind() == Diagnostic.Kind.ERROR).map(each -> each.getMessage(Locale.ROOT))
        .collect(Collectors.joining("\n"));
  }

  private static void assertNoFault(String said) {
    assertFalse(said.contains("fovea:internal") || said.contains("\tat ") || said.contains("Exception"), said);
  }

  @Test
  void textOfWithNeverReachesGeneratedFiles() {
    for (String weapon : WEAPONS) {
      String text = weapon.replace("\\\\", "\\").startsWith("\\u") ? weapon : weapon.replace("\\", "\\\\").replace("\"", "\\\"");
      Attempt attempt = compile("nets.Net", """
          @Block @interface Unit {
            int width();
            interface Body {
              @Conv(kernel = 1) @With("filters = width %s") Tensor conv(Tensor input);
            }
          }
          @Network(input = {1, 4, 4})
          public interface Net {
            @Unit(width = 2) Tensor a(Tensor input);
          }
          """.formatted(text));
      String said = errors(attempt);
      assertNoFault(said);
      assertFalse(attempt.success(), weapon);
      // A line feed that Java's own escape makes ends the literal, which is for the compiler to say.
      assertTrue(said.contains("[fovea:expression]") || weapon.equals("\\u000a"), said);
      attempt.generated().forEach((file, generated) -> assertFalse(generated.contains(weapon) && !List.of("*/", "/*").contains(weapon), file
          + ":\n" + generated));
    }
  }

  @Test
  void commentsWithinAnExpressionAreNoComments() {
    Attempt attempt = compile("nets.Net", """
        @Block @interface Unit {
          int width();
          interface Body {
            @Conv(kernel = 1) @With("filters = width /* */") Tensor conv(Tensor input);
          }
        }
        @Network(input = {1, 4, 4}) public interface Net { @Unit(width = 2) Tensor a(Tensor input); }
        """);
    assertTrue(errors(attempt).contains("[fovea:expression] conv: expected a number"), errors(attempt));
  }

  /** Javadoc, strings and comments of the user's are not copied at all. */
  @Test
  void documentationOfLayersIsNotCopied() {
    Attempt attempt = compile("nets.Net", """
        /** <script>alert("evil")</script> {@link evil} $L \\u002a/ /* evil */
        @Network(input = {1, 4, 4}) public interface Net {
          /** <script>evil</script> $T $$ {@code */ @Relu /* evil */ Tensor a(Tensor input);
        }
        """);
    assertTrue(attempt.success(), errors(attempt));
    attempt.generated().forEach((file, text) -> assertFalse(text.contains("evil") || text.contains("script"), file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"$L", "$T", "$$", "$", "$W", "$S_$N", "a$L", "$1T", "\\u0024L", "$>", "\u00e9\\u0024", "\u02c2script\u02c3",
      "\u202fx", "_\u0301", "\ud835\udc9c"})
  void namesThatAGeneratorMightTakeForPlaceholdersAreNames(String name) {
    String java = name.replaceAll("[^$\\p{L}\\p{M}\\p{N}_\\\\]", "x");
    Attempt attempt = compile("nets.Net", """
        @Network(input = {1, 4, 4}) public interface Net {
          @Conv(filters = 2, kernel = 3) @BatchNorm @Relu Tensor %1$s(Tensor input);
          @Relu @Repeat(2) Tensor z%1$s(Tensor %1$s);
          @MaxPool(kernel = 2) Tensor %1$sz(Tensor z%1$s);
        }
        """.formatted(java));
    assertTrue(attempt.success(), errors(attempt));
    String plain = java.replace("\\u0024", "$");
    assertEquals(List.of(plain, "z" + plain + "[0]", "z" + plain + "[1]", plain + "z"),
        attempt.network("nets.Net").layers().all().stream().map(Layer::name).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"$L", "$T", "Net$Inner", "$", "N\u00e9t", "\u02c2script\u02c3", "\ud835\udc9c", "\u212b"})
  void networksAndBlocksOfOddNamesCompile(String odd) {
    String name = odd.replaceAll("[^$\\p{L}\\p{N}]", "x");
    Attempt attempt = compile("nets." + name, """
        @Block @interface Block%1$s {
          int $L();
          interface Body {
            @Conv(kernel = 1) @With("filters = $L") Tensor $T(Tensor $S);
            @Relu Tensor $$(Tensor $T);
          }
        }
        @Network(input = {1, 4, 4}) public interface %1$s {
          @Block%1$s($L = 2) Tensor $W(Tensor input);
        }
        """.replace("@Block @interface", "@Block(inputs = \"$S\") @interface").formatted(name));
    assertTrue(attempt.success(), errors(attempt));
    assertEquals(List.of("$W.$T", "$W.$$"), attempt.network("nets." + name).layers().all().stream().map(Layer::name).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "$L", "$$.$T", "\u00e9.\\u0024x"})
  void networksInOddPackagesCompile(String name) {
    String declaration = name.isEmpty() ? "" : "package " + name + "; ";
    Attempt attempt = TestNetwork.attempt(Map.of((name.isEmpty() ? "" : name.replace("\\u0024", "$") + ".") + "Net", declaration
        + "import dev.fovea.*; import dev.fovea.runtime.Tensor;\n@Network(input = {1, 4, 4}) public interface Net {"
        + " @Relu Tensor a(Tensor input); }"));
    assertTrue(attempt.success(), errors(attempt));
  }

  /** Most disks take names of 255 bytes. */
  @ParameterizedTest
  @ValueSource(ints = {60, 190, 240, 300, 3000})
  void longNamesCompileOrAreOneClearError(int length) {
    String layer = "l".repeat(length);
    Attempt attempt = compile("nets.Net", "@Network(input = {1, 4, 4}) public interface Net { @Relu Tensor " + layer
        + "(Tensor input); @Conv(filters = 2, kernel = 3) Tensor "
        + layer + "x(Tensor " + layer + "); }");
    assertNoFault(errors(attempt));
    assertEquals(length < 200, attempt.success(), errors(attempt));
    assertTrue(attempt.success() || errors(attempt).startsWith("[fovea:name]") && attempt.generated().isEmpty(), errors(attempt));
  }

  @Test
  void aNetworkOfManyLayersOfLongNamesCompiles() {
    String layers = IntStream.range(0, 320).mapToObj(i -> "@Relu Tensor layer_of_a_rather_long_name_" + i + "(Tensor "
        + (i == 0 ? "input" : "layer_of_a_rather_long_name_" + (i - 1)) + ");\n").collect(Collectors.joining());
    Attempt attempt = compile("nets.Net", "@Network(input = {1, 2, 2}) public interface Net {\n" + layers + "}\n");
    assertTrue(attempt.success(), errors(attempt));
    assertEquals(320, attempt.network("nets.Net").layers().all().size());
  }

  @Test
  void inputsOfBlocksThatAreNoNamesAreToldInASCIIAndWrittenNowhere() {
    Attempt attempt = compile("nets.Net", """
        @Block(inputs = {"a\\"*/\\n<script>$L\\u202e", "b"}) @interface Unit {
          interface Body { @Add Tensor sum(Tensor a, Tensor b); }
        }
        @Network(input = {1, 4, 4}) public interface Net { @Relu Tensor r(Tensor input); @Unit Tensor u(Tensor r, Tensor input); }
        """);
    String said = errors(attempt);
    assertTrue(said.contains("[fovea:name] \"a\"*/?<script>$L?\" cannot be an input of @Unit"), said);
    attempt.generated().forEach((file, text) -> assertFalse(text.contains("script") || text.contains("$L"), file));
  }
}
