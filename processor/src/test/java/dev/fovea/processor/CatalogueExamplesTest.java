package dev.fovea.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.processor.Catalogue.Page;
import dev.fovea.processor.Compilation.Diagnosis;
import dev.fovea.processor.MessagePages.Example;
import dev.fovea.processor.MessagePages.Section;
import dev.fovea.processor.problem.Code;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the catalogue shows is what is really said, and what it mends is mended. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CatalogueExamplesTest {
  private static final String HEADER = "import dev.fovea.*; import dev.fovea.runtime.Tensor;\n";
  private static final List<Page> PAGES = Catalogue.pages();
  private static final List<Example> EXAMPLES = PAGES.stream().flatMap(page -> page.examples().stream()).toList();

  private final List<Diagnosis> said = new ArrayList<>();

  @TempDir private Path folder;

  /** Each in a package of its own. Errors keep a compiler from generated classes, so networks that have none come by themselves. */
  @BeforeAll
  void compileTheExamples(@TempDir Path together) {
    Map<String, String> wrong = new TreeMap<>();
    Map<String, String> right = new TreeMap<>();
    for (int i = 0; i < EXAMPLES.size(); i++) {
      boolean fails = page(EXAMPLES.get(i).messages()).anyMatch(page -> page.kind().equals("error"));
      (fails ? wrong : right).put("example" + i + "/" + file(i), "package example" + i + "; " + HEADER + EXAMPLES.get(i).java());
    }
    for (Map<String, String> files : List.of(wrong, right)) {
      Sources sources = new Sources(together.resolve(files == wrong ? "wrong" : "right").toString(), files,
          List.of(FoveaProcessor.class.getName()), List.of("-Xmaxerrs", "1000", "-Xmaxwarns", "1000"));
      Compilation compilation = Compilers.JAVAC.compile(sources);
      assertEquals(files == right, compilation.success());
      said.addAll(compilation.diagnostics());
    }
  }

  private static String file(int example) {
    return "Example" + example + ".java";
  }

  /** The pages of messages. */
  private static Stream<Page> page(String messages) {
    return PAGES.stream().filter(page -> messages.lines().anyMatch(line -> line.startsWith("[" + page.code().id() + "]")));
  }

  static Stream<Arguments> examples() {
    return IntStream.range(0, EXAMPLES.size()).mapToObj(i -> Arguments.of(Named.of(EXAMPLES.get(i).heading(), i)));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleIsToldWhatItsPageShows(int example) {
    List<Diagnosis> own = said.stream().filter(each -> each.file().equals(file(example))).toList();
    List<Diagnosis> messages = new Compilation(true, own, Map.of()).messages();
    assertEquals(EXAMPLES.get(example).messages(), String.join("\n\n", messages.stream().map(Diagnosis::text).toList()));
    for (Diagnosis message : messages) {
      String kind = message.kind() == Diagnostic.Kind.ERROR ? "error" : "warning";
      assertEquals(List.of(kind), page(message.text()).map(Page::kind).toList());
    }
  }

  @Test
  void theCompilerItselfHasNothingToSay() {
    assertEquals(List.of(), said.stream().filter(each -> !each.isFoveas() || !each.file().startsWith("Example")).toList());
  }

  /** javac refuses it before processors run. */
  @Test
  void anOperationThatStandsTwiceIsToldWhereTheCompilerAsks() {
    Compilation compilation = Compilers.ECJ.compile(Sources.of(folder, "p/Net.java", "package p; " + HEADER + """
        @Network(input = {1, 28, 28})
        interface Net {
          @Relu @Relu Tensor relu(Tensor input);
        }
        """));
    assertEquals(List.of("""
        [fovea:operation] @Relu stands on relu twice
          help: declare a second layer that reads relu"""), compilation.messages().stream().map(Diagnosis::text).toList());
  }

  @Test
  void theFaultsShownAreThoseThatATestProvokes() {
    Page page = PAGES.stream().filter(each -> each.code() == Code.INTERNAL).findFirst().orElseThrow();
    List<String> shown = page.sections().stream().flatMap(section -> section.quotes().stream())
        .filter(quote -> quote.startsWith("[fovea:")).toList();
    List<String> said = InternalFaultsTest.faults(folder).messages().stream().map(Diagnosis::text).toList();
    assertTrue(!shown.isEmpty() && said.containsAll(shown), () -> shown + " are not among " + said);
  }

  @Test
  void theIndexShowsWhatJavacPrints() throws IOException {
    Section section = MessagePages.read(Catalogue.INDEX).stream().filter(each -> each.heading().equals("How a message is read")).findFirst()
        .orElseThrow();
    Path source = Files.writeString(folder.resolve("Cifar.java"), section.examples().get(0).java());
    assertEquals(section.quotes().get(0), console(source));
  }

  @Test
  void theOtherNetworkOfTheIndexIsAllowed() {
    List<Example> examples = MessagePages.read(Catalogue.INDEX).stream().flatMap(section -> section.examples().stream()).toList();
    assertEquals(2, examples.size());
    Sources sources = Sources.of(folder, "p/Net.java", "package p; " + HEADER + examples.get(1).java());
    assertEquals(List.of(), Compilers.JAVAC.compile(sources).diagnostics());
  }

  /** What javac prints without the numbers of errors and warnings at the end. */
  private String console(Path source) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter printed = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
      JavaCompiler.CompilationTask task = compiler.getTask(printed, files, null,
          List.of("-d", folder.toString(), "-classpath", Compilers.classPath()), null, files.getJavaFileObjects(source));
      task.setLocale(Locale.ROOT);
      task.setProcessors(List.of(new FoveaProcessor()));
      task.call();
    }
    return printed.toString().replace(folder + source.getFileSystem().getSeparator(), "").lines()
        .filter(line -> !line.matches("\\d+ (error|warning)s?")).collect(Collectors.joining("\n"));
  }
}
