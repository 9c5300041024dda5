package dev.fovea.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.Network;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.FileObject;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What Gradle asks of an isolating processor: each file has exactly one origin, is made of what can be reached from it alone, and needs
 * no syntax trees; annotations are kept in class files. Gradle then processes only what has changed, with the rest from class files.
 */
class IncrementalBuildTest {
  private static final String HEADER = "package p; import dev.fovea.*; import dev.fovea.runtime.Tensor;\n";
  private static final String NETWORK = HEADER + """
      @Network(input = {1, 28, 28})
      interface Net {
        @Pair(width = 4) Tensor pair(Tensor input);
        @Conv(filters = Sizes.WIDTH, kernel = 3) Tensor conv(Tensor pair);
      }
      """;
  private static final String BLOCK = HEADER + """
      @Block @interface Pair {
        int width();
        interface Body {
          @Conv(kernel = 3) @With("filters = width") Tensor a(Tensor input);
          @Relu Tensor b(Tensor a);
        }
      }
      """;

  @TempDir private Path folder;

  /** Notes what each file originates from. */
  public static final class Noting extends AbstractProcessor {
    private static final Map<String, List<String>> ORIGINS = new TreeMap<>();
    private static final List<String> RESOURCES = new ArrayList<>();
    private final FoveaProcessor fovea = new FoveaProcessor();

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return fovea.getSupportedAnnotationTypes();
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return fovea.getSupportedSourceVersion();
    }

    /** Not the compiler's own environment: whatever asks that for syntax trees fails. */
    @Override
    public synchronized void init(ProcessingEnvironment environment) {
      super.init(environment);
      Filer filer = noting(environment.getFiler());
      fovea.init((ProcessingEnvironment) Proxy.newProxyInstance(Noting.class.getClassLoader(), new Class<?>[] {ProcessingEnvironment.class},
          (proxy, method, arguments) -> method.getName().equals("getFiler") ? filer : method.invoke(environment, arguments)));
    }

    private static Filer noting(Filer filer) {
      return new Filer() {
        @Override
        public JavaFileObject createSourceFile(CharSequence name, Element... origins) throws IOException {
          ORIGINS.put(name.toString(), Stream.of(origins).map(Object::toString).toList());
          return filer.createSourceFile(name, origins);
        }

        @Override
        public JavaFileObject createClassFile(CharSequence name, Element... origins) throws IOException {
          ORIGINS.put(name.toString(), Stream.of(origins).map(Object::toString).toList());
          return filer.createClassFile(name, origins);
        }

        @Override
        public FileObject createResource(JavaFileManager.Location location, CharSequence folder, CharSequence name,
            Element... origins) throws IOException {
          RESOURCES.add(name.toString());
          return filer.createResource(location, folder, name, origins);
        }

        @Override
        public FileObject getResource(JavaFileManager.Location location, CharSequence folder, CharSequence name)
            throws IOException {
          RESOURCES.add(name.toString());
          return filer.getResource(location, folder, name);
        }
      };
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations,
        RoundEnvironment round) {
      return fovea.process(annotations, round);
    }
  }

  private Sources project(String name) {
    return Sources.of(folder.resolve(name), "p/Net.java", NETWORK).and("p/Pair.java", BLOCK)
        .and("p/Sizes.java", "package p; interface Sizes { int WIDTH = 6; }");
  }

  @ParameterizedTest
  @EnumSource(names = "OTHER_JAVAC", mode = EnumSource.Mode.EXCLUDE)
  void everyFileHasTheOneTypeAsOriginThatItIsMadeOf(Compilers compiler) {
    Noting.ORIGINS.clear();
    Noting.RESOURCES.clear();
    Compilation compilation = compiler.compile(project("origins").and("p/Broken.java", HEADER + """
        @Network(input = {1, 2, 2})
        interface Broken {
          @Conv(filters = 4, kernel = 3) Tensor conv(Tensor input);
        }
        """).processedBy(Noting.class));
    assertEquals(13, Noting.ORIGINS.size(), Noting.ORIGINS::toString);
    Noting.ORIGINS.forEach((file, origins) -> assertEquals(
        List.of(file.startsWith("p.Net") ? "p.Net" : file.startsWith("p.Pair") ? "p.Pair" : "p.Broken"), origins, file));
    assertEquals(List.of(), Noting.RESOURCES);
    assertEquals(1, compilation.messages().size());
  }

  /** What Gradle does: it deletes what comes of the file that has changed, and reads the rest from class files. */
  @ParameterizedTest
  @EnumSource(names = "OTHER_JAVAC", mode = EnumSource.Mode.EXCLUDE)
  void aNetworkByItselfGivesTheSameFilesAsAmongAllOthers(Compilers compiler) throws IOException {
    Sources whole = project("whole");
    Compilation together = compiler.compile(whole);
    assertEquals(List.of(), together.diagnostics());
    String classPath = whole.classes() + File.pathSeparator + Compilers.classPath();
    delete(whole, "Net");
    Compilation alone = compiler.compile(Sources.of(folder.resolve("alone"), "p/Net.java", NETWORK).with("-classpath", classPath));
    assertEquals(List.of(), alone.diagnostics());
    Map<String, String> expected = new TreeMap<>(together.generated());
    assertNotNull(expected.remove("p/PairWiring.java"));
    assertEquals(expected, alone.generated());
    delete(whole, "Pair");
    Compilation block = compiler.compile(Sources.of(folder.resolve("block"), "p/Pair.java", BLOCK).with("-classpath", classPath));
    assertEquals(Map.of("p/PairWiring.java", together.generated().get("p/PairWiring.java")), block.generated());
  }

  private static void delete(Sources project, String prefix) throws IOException {
    try (Stream<Path> files = Files.list(project.classes().resolve("p"))) {
      for (Path file : files.filter(path -> path.getFileName().toString().startsWith(prefix)).toList()) {
        Files.delete(file);
      }
    }
  }

  /** A build that lasts keeps its compiler's process: one compilation must leave nothing behind for the next. */
  @Test
  void theSameSourcesGiveTheSameFilesWhateverWasCompiledBefore() {
    Map<String, String> before = Compilers.JAVAC.compile(project("first")).generated();
    Compilation other = Compilers.JAVAC.compile(Sources.of(folder.resolve("second"), "p/Net.java",
        NETWORK.replace("@Pair(width = 4)", "@Relu").replace("Sizes.WIDTH", "9")));
    assertFalse(other.generated().equals(before));
    assertEquals(before, Compilers.JAVAC.compile(project("third")).generated());
  }

  @Test
  void everyAnnotationIsKeptInClassFiles() throws Exception {
    Path annotations = Path.of(Network.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isRegularFile(annotations)) {
      try (FileSystem jar = FileSystems.newFileSystem(annotations)) {
        requireClassFilesToKeepAnnotationsOf(jar.getPath("dev/fovea"));
      }
    } else {
      requireClassFilesToKeepAnnotationsOf(annotations.resolve("dev/fovea"));
    }
  }

  private static void requireClassFilesToKeepAnnotationsOf(Path folder) throws Exception {
    List<String> seen = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class") && !path.toString().contains("-info")).toList()) {
        Class<?> type = Class.forName("dev.fovea." + file.getFileName().toString().replace(".class", ""));
        if (type.isAnnotation()) {
          seen.add(type.getSimpleName());
          Retention retention = type.getAnnotation(Retention.class);
          assertTrue(retention == null || retention.value() != RetentionPolicy.SOURCE, type::getName);
        }
      }
    }
    assertTrue(seen.size() > 25, seen::toString);
  }

  @Test
  void gradleIsToldSo() throws IOException {
    try (InputStream in = FoveaProcessor.class.getResourceAsStream("/META-INF/gradle/incremental.annotation.processors")) {
      assertEquals(FoveaProcessor.class.getName() + ",isolating", new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
    }
  }
}
