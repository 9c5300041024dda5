package dev.fovea.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.processor.Compilation.Diagnosis;
import dev.fovea.processor.MessagePages.Example;
import dev.fovea.processor.MessagePages.Section;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page of shape errors from public threads shows what is really said of each network. */
class RealErrorsTest {
  private static final String HEADER = "package p; import dev.fovea.*; import dev.fovea.runtime.Tensor;\n";
  private static final List<Section> PAGE = MessagePages.read(Path.of("messages", "real-errors.md"));
  private static final List<Section> CASES = PAGE.stream().filter(section -> section.heading().matches("\\d+\\. .*")).toList();
  private static final Pattern THREAD = Pattern.compile("https://github\\.com/[\\w.-]+/[\\w.-]+/(?:issues|pull)/\\d+");
  private static final Pattern ROW = Pattern.compile("\\| (?<number>\\d+) \\| [\\w ]+ \\| \\[(?<title>.+)]\\(#(?<anchor>[\\w-]+)\\) "
      + "\\| [^|]+ \\| (?<said>[^|]+) \\| [^|]+ \\|");
  private static final Pattern CODE = Pattern.compile("(?m)^\\[fovea:([\\w-]+)]");

  static Stream<Example> networks() {
    return PAGE.stream().flatMap(section -> section.examples().stream());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void aNetworkIsToldWhatThePageShows(Example example, @TempDir Path folder) {
    Compilation compilation = Compilers.JAVAC.compile(Sources.of(folder, "p/Net.java", HEADER + example.java()));
    assertEquals(example.messages(), String.join("\n\n", compilation.messages().stream().map(Diagnosis::text).toList()));
    assertEquals(List.of(), compilation.others(), "the compiler itself has nothing to say");
  }

  @Test
  void thereAreThirtyCasesEachWithANetworkItsThreadAndTheOriginalError() {
    assertTrue(CASES.size() >= 30, CASES.size() + " cases");
    Set<String> threads = new LinkedHashSet<>();
    for (Section section : CASES) {
      Matcher thread = THREAD.matcher(String.join("\n", section.prose()));
      assertTrue(thread.find(), () -> section.heading() + " has no link to its thread");
      assertTrue(threads.add(thread.group()), () -> thread.group() + " stands in two cases");
      assertEquals(1, section.quotes().size(), () -> "original errors of " + section.heading());
      assertTrue(!section.examples().isEmpty(), () -> section.heading() + " has no network");
      assertTrue(section.examples().stream().allMatch(example -> example.java().startsWith("@Network(")), section::heading);
    }
  }

  @Test
  void theTableListsEveryCaseAndWhatFoveaSaysOfIt() {
    List<String> prose = PAGE.stream().flatMap(section -> section.prose().stream()).toList();
    List<Matcher> rows = prose.stream().map(ROW::matcher).filter(Matcher::matches).toList();
    assertEquals(CASES.stream().map(Section::heading).toList(),
        rows.stream().map(row -> row.group("number") + ". " + row.group("title")).toList());
    for (int i = 0; i < rows.size(); i++) {
      Section section = CASES.get(i);
      assertTrue(section.heading().startsWith(i + 1 + ". "), section::heading);
      assertEquals(section.heading().toLowerCase().replaceAll("[^\\w\\- ]", "").replace(' ', '-'), rows.get(i).group("anchor"));
      List<String> codes = CODE.matcher(section.examples().get(0).messages()).results().map(MatchResult::group).toList();
      String said = rows.get(i).group("said");
      assertTrue(codes.isEmpty() ? said.equals("compiles") : codes.contains("[fovea:" + said.replace("`", "") + "]"),
          () -> section.heading() + ": the table says " + said + ", the page shows " + codes);
    }
  }
}
