package dev.fovea.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.Warning;
import dev.fovea.processor.Catalogue.Page;
import dev.fovea.processor.Compilation.Diagnosis;
import dev.fovea.processor.MessagePages.Example;
import dev.fovea.processor.MessagePages.Section;
import dev.fovea.processor.problem.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every code has a page and a test, every page a code; and no message is missing on its page. */
class CatalogueTest {
  private static final List<Page> PAGES = Catalogue.pages();
  private static final Set<Code> WARNINGS = Arrays.stream(Warning.values()).map(Enum::name).map(Code::valueOf).collect(Collectors.toSet());
  private static final Pattern ROW =
      Pattern.compile("\\| \\[`(?<code>[\\w:-]+)`]\\((?<file>[\\w.-]+)\\) \\| (?<kind>\\w+) \\| (?<sentence>.+) \\|");

  static Stream<Page> pages() {
    return PAGES.stream();
  }

  @Test
  void everyCodeHasAPageAndEveryPageACode() {
    assertEquals(Arrays.stream(Code.values()).map(Catalogue::file).collect(Collectors.toCollection(TreeSet::new)), Catalogue.files());
  }

  @Test
  void theIndexHasEveryPageAndWhatItSays() {
    List<Matcher> rows = MessagePages.read(Catalogue.INDEX).get(0).prose().stream().map(ROW::matcher).filter(Matcher::matches).toList();
    Function<Page, String> row = page -> page.code().id() + " " + Catalogue.file(page.code()) + " " + page.kind() + ": " + page.sentence();
    assertEquals(PAGES.stream().map(row).sorted().toList(), rows.stream().map(each -> each.group("code") + " " + each.group("file") + " "
        + each.group("kind") + ": " + each.group("sentence")).sorted().toList());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void aCodeIsDocumentedByTheSentenceOfItsPage(Page page) throws IOException {
    String source = Files.readString(Path.of("src/main/java", Code.class.getName().replace('.', '/') + ".java"));
    String sentence = page.sentence().replaceAll("`([^`]+)`", "{@code $1}");
    assertTrue(source.contains("  /** " + sentence + " */\n  " + page.code().name()), sentence);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void aPageTeachesShowsAndMends(Page page) {
    assertEquals("# " + page.code().id(), "# " + page.sections().get(0).heading());
    assertEquals(WARNINGS.contains(page.code()) ? "warning" : "error", page.kind());
    List<String> headings = page.sections().stream().map(Section::heading).toList();
    assertEquals(List.of("What it means", "The formula"), headings.subList(1, 3));
    assertEquals("Every message of this code", headings.get(headings.size() - 1));
    assertTrue(!page.listed().isEmpty(), "no message is listed");
    for (int i = 0; i < headings.size(); i++) {
      boolean mended = i + 1 < headings.size() && headings.get(i + 1).equals("How to mend it");
      assertTrue(!headings.get(i).startsWith("Example: ") || mended || headings.get(i).equals("Example: it is meant"), headings.get(i));
    }
    if (page.code() != Code.INTERNAL) {
      String shown = page.examples().stream().map(Example::messages).collect(Collectors.joining("\n"));
      assertTrue(shown.contains("[" + page.code().id() + "]"), "no example of the code itself");
      assertTrue(page.examples().stream().anyMatch(example -> example.messages().isEmpty()), "no example is mended");
    }
  }

  @Test
  void everyCodeIsTold(@TempDir Path folder) {
    Set<String> told = messages(folder).stream().map(message -> message.substring(1, message.indexOf(']')))
        .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(Arrays.stream(Code.values()).map(Code::id).collect(Collectors.toCollection(TreeSet::new)), told);
  }

  @Test
  void everyMessageIsListedOnThePageOfItsCode(@TempDir Path folder) {
    List<String> all = new ArrayList<>(messages(folder));
    PAGES.forEach(page -> all.addAll(shown(page)));
    List<String> missing = all.stream().filter(message -> PAGES.stream().noneMatch(page ->
        message.startsWith("[" + page.code().id() + "] ") && page.lists(Catalogue.headline(message)))).toList();
    assertEquals("", String.join("\n\n", missing));
  }

  /** In an example, which is compiled, or in the expectation of a test: what takes several compilations stands in no table. */
  @ParameterizedTest
  @MethodSource("pages")
  void everyListedMessageIsShownOrTested(Page page) throws IOException {
    StringBuilder expected = new StringBuilder(String.join("\n", shown(page)));
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        expected.append('\n').append(Files.readString(file).replace("\\\"", "\""));
      }
    }
    List<String> never = page.listed().stream().filter(listed -> !Pattern.compile("\\[" + page.code().id() + "] " + Catalogue.regex(listed))
        .matcher(expected).find()).toList();
    assertEquals(List.of(), never);
  }

  /** What the tables of mistakes expect, and of faults what is really said: they come from no source. */
  private static List<String> messages(Path folder) {
    List<String> messages = new ArrayList<>();
    Stream.of(MessagesTest.ALL, BlockMessagesTest.ALL).flatMap(List::stream).flatMap(mistake -> mistake.messages().stream())
        .forEach(message -> messages.add(message.text()));
    InternalFaultsTest.faults(folder).messages().stream().map(Diagnosis::text).forEach(messages::add);
    return messages;
  }

  private static List<String> shown(Page page) {
    return page.examples().stream().flatMap(example -> Arrays.stream(example.messages().split("\n\n")))
        .filter(message -> !message.isEmpty()).toList();
  }
}
