package dev.fovea.processor;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fovea.processor.Compilation.Diagnosis;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Networks that are compiled together know nothing of one another: of each is said what is said of it alone, however much is wrong
 * with the others. A table takes one start of the compiler, so this is also what changed shape rules are tried with; see the profile.
 */
class MistakesTogetherTest {
  static Stream<Arguments> tables() {
    return Stream.of(
        Arguments.of("Java", Mistakes.ALL), Arguments.of("numbers", NumberMistakes.ALL), Arguments.of("sizes", SizeMistakes.ALL),
        Arguments.of("windows", WindowMistakes.ALL), Arguments.of("wiring", WiringMistakes.ALL),
        Arguments.of("branches", BranchMistakes.ALL), Arguments.of("operations", OperationMistakes.ALL),
        Arguments.of("surely not meant", SurelyNotMeant.ALL), Arguments.of("odd operations", OddOperations.ALL),
        Arguments.of("newcomers", NewcomersMistakes.ALL), Arguments.of("expressions", ExpressionMistakes.ALL),
        Arguments.of("blocks", BlockMistakes.ALL), Arguments.of("uses of blocks", BlockUseMistakes.ALL),
        Arguments.of("fixes of blocks", BlockFixes.ALL));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tables")
  void eachNetworkIsToldItsOwn(String table, List<Mistake> mistakes, @TempDir Path folder) {
    Sources sources = new Sources(folder.toString(), Map.of(), List.of(FoveaProcessor.class.getName()),
        List.of("-encoding", "UTF-8", "-Xmaxerrs", "1000", "-Xmaxwarns", "1000"));
    for (int i = 0; i < mistakes.size(); i++) {
      sources = sources.and("p" + i + "/" + file(i),
          "package p" + i + "; import dev.fovea.*; import dev.fovea.runtime.Tensor;\n" + mistakes.get(i).source());
    }
    Compilation compilation = Compilers.compileHere(ToolProvider.getSystemJavaCompiler(), sources);
    assertEquals(List.of(), compilation.others(), "the compiler itself has nothing to say");
    Map<String, List<String>> said = compilation.messages().stream()
        .collect(groupingBy(Diagnosis::file, mapping(MistakesTogetherTest::shown, toList())));
    for (int i = 0; i < mistakes.size(); i++) {
      // Types are told with their package where another of that name is meant.
      String qualified = "p" + i + ".";
      assertEquals(mistakes.get(i).messages().stream().map(message -> message.on(Compilers.JAVAC)).sorted().toList(),
          said.getOrDefault(file(i), List.of()).stream().map(text -> text.replace(qualified, "p.")).sorted().toList(),
          mistakes.get(i).title());
    }
  }

  /** The name of the file, too, tells them apart: none of their types is public. */
  private static String file(int mistake) {
    return "Net" + mistake + ".java";
  }

  private static String shown(Diagnosis said) {
    return (said.kind() == Diagnostic.Kind.ERROR ? "error " : "warning ") + said.line() + ":" + said.column() + " " + said.text();
  }
}
