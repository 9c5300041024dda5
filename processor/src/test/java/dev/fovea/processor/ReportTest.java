package dev.fovea.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fovea.processor.report.Kept;
import dev.fovea.processor.report.Read;
import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Layers;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pages that {@code -Afovea.report=true} asks for. */
class ReportTest {
  private static final String ON = "-Afovea.report=true";
  private static final String NETWORKS = """
      package p; import dev.fovea.*; import dev.fovea.runtime.Tensor;
      @Network(input = {1, 28, 28})
      interface Net {
        @Conv(filters = 4, kernel = 3) @Relu Tensor conv(Tensor input);
        @Block @interface Twice {
          int width();
          interface Body {
            @Conv(kernel = 1) @With("filters = width") Tensor first(Tensor input);
            @Conv(kernel = 1) @With("filters = width") Tensor second(Tensor first);
          }
        }
        @Twice(width = 8) @Repeat(2) Tensor blocks(Tensor conv);
      }
      class Outer {
        @Network(input = {1, 4, 4})
        interface Broken {
          @Conv(filters = 4, kernel = 5) Tensor conv(Tensor input);
          @Relu Tensor relu(Tensor conv);
        }
      }
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Compilers.class)
  void aPageIsWrittenBesideTheClassesIfItIsAskedFor(Compilers compiler) throws IOException {
    assumeTrue(compiler.whyMissing().isEmpty());
    Sources sources = Sources.of(folder, "p/Net.java", NETWORKS);
    for (Sources off : List.of(sources, sources.with("-Afovea.report=false"))) {
      compiler.compile(off);
      assertEquals(Map.of(), pages());
    }
    Compilation compilation = compiler.compile(sources.with(ON));
    assertEquals(List.of("[fovea:kernel] conv needs a 5x5 window but its input is 4x4"),
        compilation.messages().stream().map(said -> said.text().lines().findFirst().orElseThrow()).toList());
    Map<String, String> pages = pages();
    assertEquals(List.of("p/Net.html", "p/Outer_Broken.html"), List.copyOf(pages.keySet()));
    Read page = new Read(pages.get("p/Net.html"));
    assertEquals(5, page.rows("layers").size());
    assertTrue(page.get("graph").getTextContent().contains("@Twice(width = 8)"));
    assertTrue(new Read(pages.get("p/Outer_Broken.html")).get("problems").getTextContent().contains(compilation.messages().get(0).text()));
  }

  @Test
  void compilersGiveTheSameBytes() throws IOException {
    Compilers.JAVAC.compile(Sources.of(folder, "p/Net.java", NETWORKS).with(ON));
    Map<String, String> pages = pages();
    Compilers.ECJ.compile(Sources.of(folder, "p/Net.java", NETWORKS).with(ON));
    assertEquals(pages, pages());
  }

  @Test
  void warningsThatAreAllowedAreNotShown() throws IOException {
    String text = """
        package p; import dev.fovea.*; import dev.fovea.runtime.Tensor;
        @Network(input = {1, 5, 5})
        interface Net {
          %s @MaxPool(kernel = 2) Tensor pool(Tensor input);
        }
        """;
    Compilers.JAVAC.compile(Sources.of(folder, "p/Net.java", text.formatted("@Allow(Warning.DROPPED_PIXELS)")).with(ON));
    assertFalse(new Read(pages().get("p/Net.html")).has("problems"));
    Compilers.JAVAC.compile(Sources.of(folder, "p/Net.java", text.formatted("")).with(ON));
    assertTrue(new Read(pages().get("p/Net.html")).get("problems").getTextContent().contains("[fovea:dropped-pixels]"));
  }

  /** The numbers of the table are those of the catalogue, which other tests compare with published ones. */
  @Test
  void pagesOfPublishedNetworksHaveTheNumbersOfTheirCatalogues() throws Exception {
    Path networks = Path.of("..", "examples", "networks", "src", "main", "java", "dev", "fovea", "examples", "networks");
    Sources sources = Sources.of(folder, "dev/fovea/examples/networks/AlexNet.java", Files.readString(networks.resolve("AlexNet.java")));
    for (String name : List.of("ResNet50", "Bottleneck", "MobileNetV1", "DepthwiseSeparable")) {
      sources = sources.and("dev/fovea/examples/networks/" + name + ".java", Files.readString(networks.resolve(name + ".java")));
    }
    assertTrue(Compilers.JAVAC.compile(sources.with(ON)).success());
    try (URLClassLoader loader = new URLClassLoader(new URL[] {sources.classes().toUri().toURL()}, getClass().getClassLoader())) {
      for (String name : List.of("AlexNet", "ResNet50", "MobileNetV1")) {
        Layers layers = (Layers) loader.loadClass("dev.fovea.examples.networks." + name + "Layers").getMethod("catalogue").invoke(null);
        compare(layers, new Read(pages().get("dev/fovea/examples/networks/" + name + ".html")));
      }
    }
  }

  /** Buffers of the fused pass share memory so well that no other plan could take less. */
  @Test
  void arenasOfTheExampleNetworksAreAsSmallAsWhatIsNeededAtTheFullestStep() throws IOException {
    Path examples = Path.of("..", "examples", "networks", "src", "main", "java");
    List<Path> files;
    try (Stream<Path> networks = Files.list(examples.resolve("dev/fovea/examples/networks"))) {
      files = networks.filter(file -> !file.endsWith("package-info.java")).sorted().toList();
    }
    String lenet = "dev/fovea/examples/digits/LeNet5.java";
    Sources sources = Sources.of(folder, lenet, Files.readString(examples.resolve(lenet)));
    for (Path file : files) {
      sources = sources.and(examples.relativize(file).toString().replace('\\', '/'), Files.readString(file));
    }
    assertTrue(Compilers.JAVAC.compile(sources.with(ON)).success());
    Map<String, String> pages = pages();
    assertTrue(pages.size() > 10, pages.keySet()::toString);
    pages.forEach((name, page) -> {
      List<Kept> buffers = Kept.of(new Read(page));
      buffers.forEach(one -> assertTrue(buffers.stream().noneMatch(one::isHurtBy), name));
      assertEquals(Kept.bound(buffers), Kept.arena(buffers), name);
    });
  }

  private static void compare(Layers layers, Read page) {
    List<List<String>> rows = page.rows("layers");
    assertEquals(layers.all().size(), rows.size());
    for (int i = 0; i < rows.size(); i++) {
      Layer layer = layers.all().get(i);
      List<String> row = rows.get(i);
      assertTrue(row.get(1).startsWith(layer.name()), layer::name);
      assertTrue(row.get(2).startsWith(layer.label()), row.get(2));
      assertEquals("[" + layer.channels() + ", " + layer.height() + ", " + layer.width() + "]", row.get(3));
      assertTrue(row.get(4).startsWith(layer.receptiveField().height() + "x" + layer.receptiveField().width()), row.get(4));
      assertEquals(count(layer.parameters()), row.get(5));
      assertEquals(count(layer.multiplyAdds()), row.get(6));
    }
    String totals = page.all("header").get(0).getTextContent();
    assertTrue(totals.contains(count(layers.parameters()) + " trained"), totals);
    assertTrue(totals.contains(count(layers.multiplyAdds())), totals);
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private Map<String, String> pages() throws IOException {
    Path classes = folder.resolve("classes");
    if (!Files.exists(classes)) {
      return Map.of();
    }
    try (Stream<Path> paths = Files.walk(classes)) {
      Map<String, String> pages = new TreeMap<>();
      for (Path path : paths.filter(path -> path.toString().endsWith(".html")).toList()) {
        pages.put(classes.relativize(path).toString().replace('\\', '/'), Files.readString(path));
      }
      return pages;
    }
  }
}
