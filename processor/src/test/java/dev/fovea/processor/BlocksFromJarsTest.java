package dev.fovea.processor;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Blocks work from jars whose class files keep no names of parameters: the network is the one that it is where blocks and network are
 * compiled together.
 */
class BlocksFromJarsTest {
  private static final String HEADER = "import dev.fovea.*; import dev.fovea.runtime.Tensor;\n";

  /** A block of two inputs within a block, neither of which can be swapped unseen. */
  private static final String MIX = HEADER + """
      @Block(inputs = {"skip", "up"})
      public @interface Mix {
        int width();

        interface Body {
          @Conv(kernel = 3, padding = 1) @With("filters = width") @Relu Tensor narrow(Tensor up);
          @Concat Tensor both(Tensor skip, Tensor narrow);
        }
      }
      """;
  private static final String HOLDER = HEADER + """
      public final class Holder {
        private Holder() {}

        @Block
        public @interface Twice {
          int width() default 4;
          int stride() default 1;

          interface Body {
            @Pointwise @With("filters = 2 * width, stride = stride") Tensor reduce(Tensor input);
            @Mix(width = 0) @With("width = width + 1") Tensor mix(Tensor reduce, Tensor input);
            @Tanh @Repeat(2) Tensor last(Tensor mix);
          }
        }
      }
      """;
  private static final String NET = HEADER + """
      @Network(input = {3, 8, 8})
      public interface Net {
        @Holder.Twice(width = 5) @Repeat(2) Tensor first(Tensor input);
        @Conv(filters = 2, kernel = 1)      Tensor side(Tensor input);
        @Mix(width = 3)                     Tensor joined(Tensor side, Tensor first);
      }
      """;

  @TempDir private Path folder;

  private Compilation compile(Compilers compiler, String name, String packageName, Map<String, String> sources, String... options) {
    assumeTrue(compiler.whyMissing().isEmpty(), () -> compiler.whyMissing().orElse(""));
    return compiler.compile(sources(name, packageName, sources, options));
  }

  private Sources sources(String name, String packageName, Map<String, String> sources, String... options) {
    String prefix = packageName.isEmpty() ? "" : packageName.replace('.', '/') + "/";
    Map<String, String> files = new TreeMap<>();
    sources.forEach((type, text) -> files.put(type.equals("module-info") ? type + ".java" : prefix + type + ".java",
        type.equals("module-info") || packageName.isEmpty() ? text : "package " + packageName + "; " + text));
    return new Sources(folder.resolve(name).toString(), files, List.of(FoveaProcessor.class.getName()), List.of(options));
  }

  private Path classes(String name) {
    return folder.resolve(name).resolve("classes");
  }

  private Path jar(String name) throws IOException {
    return jar(name, classes(name));
  }

  private Path jar(String name, Path classes) throws IOException {
    Path jar = folder.resolve(name + ".jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar)); Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
        Files.copy(file, out);
      }
    }
    return jar;
  }

  /** Eclipse's compiler takes no folder of one module on its module path once a processor runs. */
  private String libraries() throws IOException {
    List<String> libraries = new ArrayList<>();
    for (String library : Compilers.classPath().split(File.pathSeparator)) {
      libraries.add((Files.isDirectory(Path.of(library)) ? jar("library" + libraries.size(), Path.of(library)) : library).toString());
    }
    return String.join(File.pathSeparator, libraries);
  }

  private static String[] classPath(Path more) {
    return new String[] {"-classpath", Compilers.classPath() + File.pathSeparator + more};
  }

  /** With an empty class path, lest Eclipse's compiler take that of these tests. */
  private String[] modulePath(String path) {
    return new String[] {"--module-path", path, "-classpath", folder.toString()};
  }

  /** What was generated for the network, without what was generated for the blocks. */
  private static Map<String, String> network(Compilation compilation) {
    assertEquals(List.of(), compilation.diagnostics());
    Map<String, String> network = new TreeMap<>(compilation.generated());
    network.keySet().removeIf(path -> path.endsWith("Wiring.java"));
    assertEquals(6, network.size(), () -> network.keySet().toString());
    return network;
  }

  @ParameterizedTest
  @EnumSource
  void theNetworkIsTheOneThatBlocksAndNetworkCompiledTogetherGive(Compilers compiler) throws IOException {
    Map<String, String> together = network(compile(compiler, "together", "p", Map.of("Mix", MIX, "Holder", HOLDER, "Net", NET)));
    assertEquals(List.of(), compile(compiler, "blocks", "p", Map.of("Mix", MIX, "Holder", HOLDER)).diagnostics());
    assertEquals(together, network(compile(compiler, "fromFolder", "p", Map.of("Net", NET), classPath(classes("blocks")))));
    assertEquals(together, network(compile(compiler, "fromJar", "p", Map.of("Net", NET), classPath(jar("blocks")))));
  }

  @ParameterizedTest
  @EnumSource
  void blocksOfTheDefaultPackageServeNetworksThere(Compilers compiler) throws IOException {
    Map<String, String> together = network(compile(compiler, "together", "", Map.of("Mix", MIX, "Holder", HOLDER, "Net", NET)));
    assertEquals(List.of(), compile(compiler, "blocks", "", Map.of("Mix", MIX, "Holder", HOLDER)).diagnostics());
    assertEquals(together, network(compile(compiler, "apart", "", Map.of("Net", NET), classPath(jar("blocks")))));
  }

  private static final Map<String, String> BLOCKS_MODULE = Map.of("Mix", MIX, "Holder", HOLDER, "module-info", """
      module org.blocks {
        requires transitive dev.fovea;
        requires transitive dev.fovea.runtime;
        exports org.blocks;
      }
      """);
  private static final String NET_OF_MODULE = NET.replace("@Network", "import org.blocks.*;\n@Network");
  private static final Map<String, String> NET_MODULE = Map.of("Net", NET_OF_MODULE, "module-info", """
      module org.app {
        requires org.blocks;
        requires static java.compiler;
      }
      """);

  @ParameterizedTest
  @EnumSource(value = Compilers.class, mode = EnumSource.Mode.EXCLUDE, names = "ECJ") // see eclipsesBatchCompilerTakesBlocksOfAModule
  void blocksOfAModuleServeNetworksOfAnother(Compilers compiler) throws IOException {
    String libraries = libraries();
    assertEquals(List.of(), compile(compiler, "blocks", "org.blocks", BLOCKS_MODULE, modulePath(libraries)).diagnostics());
    Compilation app = compile(compiler, "app", "org.app", NET_MODULE, modulePath(libraries + File.pathSeparator + jar("blocks")));
    assertEquals(networkOfClassPath(compiler), network(app));
  }

  /**
   * Called through {@code javax.tools}, Eclipse's compiler does not find the runtime's module where it is a jar; so it is called as from a
   * command line. There it resolves nothing of a module in what is generated into that module, whoever generates it: so what it generates is
   * compared first, and compiled with the sources in a second run, as an IDE does.
   */
  @Test
  void eclipsesBatchCompilerTakesBlocksOfAModule() throws IOException {
    String libraries = libraries();
    assertEquals("", batch("blocks", "org.blocks", BLOCKS_MODULE, libraries));
    String path = libraries + File.pathSeparator + jar("blocks");
    batch("app", "org.app", NET_MODULE, path);
    Map<String, String> generated = Compilers.generated(folder.resolve("app/generated"));
    assertEquals(networkOfClassPath(Compilers.ECJ), generated);
    List<String> options = new ArrayList<>(List.of("--release", "17", "--module-path", path, "-proc:none", "-d", classes("again").toString()));
    try (Stream<Path> sources = Stream.of("sources", "generated").flatMap(part -> javaFiles(folder.resolve("app").resolve(part)))) {
      sources.map(Path::toString).forEach(options::add);
    }
    assertEquals("", batch(options));
  }

  private Map<String, String> networkOfClassPath(Compilers compiler) {
    compile(compiler, "more", "org.blocks", Map.of("Mix", MIX, "Holder", HOLDER));
    return network(compile(compiler, "classPath", "org.app", Map.of("Net", NET_OF_MODULE), classPath(classes("more"))));
  }

  private String batch(String name, String packageName, Map<String, String> sources, String modulePath) {
    Sources written = sources(name, packageName, sources);
    List<String> options = new ArrayList<>(List.of("--release", "17", "--module-path", modulePath, "-processorpath", Compilers.toolPath(),
        "-d", written.classes().toString(), "-s", written.generated().toString()));
    written.write().forEach(path -> options.add(path.toString()));
    return batch(options);
  }

  private static String batch(List<String> options) {
    StringWriter said = new StringWriter();
    PrintWriter printer = new PrintWriter(said);
    BatchCompiler.compile(options.toArray(String[]::new), printer, printer, null);
    return said.toString();
  }

  private static Stream<Path> javaFiles(Path folder) {
    try {
      return Files.walk(folder).filter(path -> path.toString().endsWith(".java"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @EnumSource
  void swappedParametersOfABlockLeaveItsClassFileAsItIsAndReachTheNetworkAllTheSame(Compilers compiler) throws IOException {
    compile(compiler, "before", "p", Map.of("Mix", MIX, "Holder", HOLDER));
    String swapped = MIX.replace("Tensor skip, Tensor narrow", "Tensor narrow, Tensor skip");
    compile(compiler, "after", "p", Map.of("Mix", swapped, "Holder", HOLDER));
    assertArrayEquals(Files.readAllBytes(classes("before").resolve("p/Mix$Body.class")),
        Files.readAllBytes(classes("after").resolve("p/Mix$Body.class")), "class files do not keep names of parameters");
    assertNotEquals(Files.readString(folder.resolve("before/generated/p/MixWiring.java")),
        Files.readString(folder.resolve("after/generated/p/MixWiring.java")));
    Map<String, String> first = network(compile(compiler, "one", "p", Map.of("Net", NET), classPath(classes("before"))));
    Map<String, String> second = network(compile(compiler, "two", "p", Map.of("Net", NET), classPath(classes("after"))));
    assertNotEquals(first.get("p/NetForward.java"), second.get("p/NetForward.java"));
    Map<String, String> together = network(compile(compiler, "three", "p", Map.of("Mix", swapped, "Holder", HOLDER, "Net", NET)));
    assertEquals(together, second);
  }

  @ParameterizedTest
  @EnumSource
  void theNetworkRefersToTheCompanionsOfAllItsBlocks(Compilers compiler) {
    String layers = network(compile(compiler, "together", "p", Map.of("Mix", MIX, "Holder", HOLDER, "Net", NET))).get("p/NetLayers.java");
    assertTrue(layers.contains("BLOCKS$ = {Holder_TwiceWiring.class, MixWiring.class};"), layers);
  }

  @ParameterizedTest
  @EnumSource
  void aBlockWhoseCompanionIsMissingIsToldAtItsUse(Compilers compiler) throws IOException {
    compile(compiler, "blocks", "p", Map.of("Mix", MIX));
    Files.delete(classes("blocks").resolve("p/MixWiring.class"));
    Compilation apart = compile(compiler, "apart", "p", Map.of("Net", HEADER + """
        @Network(input = {3, 8, 8})
        interface Net {
          @Relu Tensor relu(Tensor input);
          @Mix(width = 3) Tensor one(Tensor input, Tensor relu);
          @Mix(width = 3) Tensor two(Tensor one, Tensor relu);
        }
        class User {
          Object o(NetParameters parameters) { return parameters.one().narrow().weights(); }
        }
        """), classPath(classes("blocks")));
    String text = """
        [fovea:block] @Mix was compiled without Fovea's processor, so it is lost what its layers read
          help: compile the module that declares it again, with Fovea's processor""";
    assertEquals(List.of("5 " + text, "6 " + text),
        apart.messages().stream().map(said -> said.line() + " " + said.text()).toList());
    assertEquals(List.of(), apart.others());
  }

  @ParameterizedTest
  @EnumSource
  void aBlockThatDoesNotFitItsCompanionIsToldAtItsUse(Compilers compiler) throws IOException {
    compile(compiler, "blocks", "p", Map.of("Mix", MIX));
    compile(compiler, "others", "p", Map.of("MixWiring", """
        final class MixWiring { static final String WIRING = "narrow(gone) both(skip,narrow)"; }
        """));
    Files.copy(classes("others").resolve("p/MixWiring.class"), classes("blocks").resolve("p/MixWiring.class"), REPLACE_EXISTING);
    Compilation apart = compile(compiler, "apart", "p", Map.of("Net", HEADER + """
        @Network(input = {3, 8, 8})
        interface Net {
          @Relu Tensor relu(Tensor input);
          @Mix(width = 3) Tensor one(Tensor input, Tensor relu);
        }
        """), classPath(classes("blocks")));
    String text = """
        [fovea:block] @Mix was compiled into a class file that is no block: narrow reads gone, which is neither a layer nor an input of @Mix
          help: compile the module that declares it again, with Fovea's processor""";
    assertEquals(List.of("5 " + text), apart.messages().stream().map(said -> said.line() + " " + said.text()).toList());
    assertEquals(List.of(), apart.others());
  }
}
