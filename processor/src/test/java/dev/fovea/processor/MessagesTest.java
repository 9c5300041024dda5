package dev.fovea.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fovea.processor.Compilation.Diagnosis;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mistake has its message: the same text on the same line on every compiler, and on javac at the same character. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessagesTest {
  private static final String HEADER = "package p; import dev.fovea.*; import dev.fovea.runtime.Tensor;\n";

  static final List<Mistake> ALL =
      Stream.of(Mistakes.ALL, NumberMistakes.ALL, SizeMistakes.ALL, WindowMistakes.ALL, WiringMistakes.ALL,
          BranchMistakes.ALL, OperationMistakes.ALL, SurelyNotMeant.ALL, OddOperations.ALL, NewcomersMistakes.ALL, SubtleMistakes.ALL)
          .flatMap(List::stream).toList();

  private final CompiledMistakes compilations = new CompiledMistakes(ALL, HEADER, "-encoding", "UTF-8");

  static Stream<Arguments> mistakesOnCompilers() {
    return Stream.of(Compilers.values())
        .flatMap(compiler -> ALL.stream().map(mistake -> Arguments.of(compiler, mistake)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("mistakesOnCompilers")
  void aMistakeIsToldWithItsPlace(Compilers compiler, Mistake mistake, @TempDir Path folder) {
    assumeTrue(compiler.whyMissing().isEmpty(), () -> compiler.whyMissing().orElse(""));
    Compilation compilation = compilations.of(compiler, mistake, folder);
    List<String> expected = mistake.messages().stream().map(message -> message.on(compiler)).toList();
    assertEquals(String.join("\n\n", expected),
        String.join("\n\n", compilation.messages().stream().map(said -> shown(said, compiler)).toList()));
    if (compiler != Compilers.ECJ) {
      assertEquals(List.of(), compilation.others(), "the compiler itself has nothing to say");
    }
  }

  private static String shown(Diagnosis said, Compilers compiler) {
    String kind = said.kind() == Diagnostic.Kind.ERROR ? "error " : "warning ";
    return kind + said.line() + (compiler == Compilers.ECJ ? "" : ":" + said.column()) + " " + said.text();
  }
}
