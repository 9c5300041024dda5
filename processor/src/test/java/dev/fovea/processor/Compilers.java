package dev.fovea.processor;

import com.google.auto.service.AutoService;
import com.palantir.javapoet.JavaFile;
import dev.fovea.Network;
import dev.fovea.runtime.Tensor;
import java.io.File;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;

/** The compilers on which Fovea says the same. */
enum Compilers {
  /** The compiler of the JDK that runs the tests. */
  JAVAC {
    @Override
    List<Compilation> compile(List<Sources> all) {
      return all.stream().map(sources -> compileHere(ToolProvider.getSystemJavaCompiler(), sources)).toList();
    }
  },
  /** Eclipse's compiler. */
  ECJ {
    @Override
    List<Compilation> compile(List<Sources> all) {
      return all.stream().map(sources -> compileHere(new EclipseCompiler(), sources.with("--release", "17"))).toList();
    }
  },
  /** The compiler of another JDK, in a process of its own. */
  OTHER_JAVAC {
    @Override
    List<Compilation> compile(List<Sources> all) {
      return OtherJdk.compile(all);
    }

    @Override
    boolean isOneByOne() {
      return false;
    }

    @Override
    Optional<String> whyMissing() {
      return OtherJdk.home().isPresent() ? super.whyMissing()
          : Optional.of("no second JDK was found; -Dfovea.otherJdk=<its folder> names one");
    }
  };

  abstract List<Compilation> compile(List<Sources> all);

  Compilation compile(Sources sources) {
    return compile(List.of(sources)).get(0);
  }

  /** Whether each compilation by itself takes about its share of the time that all of them take together. */
  boolean isOneByOne() {
    return true;
  }

  /** Why this compiler cannot be used here, if it cannot. */
  Optional<String> whyMissing() {
    String chosen = System.getProperty("fovea.compilers");
    return chosen == null || List.of(chosen.split(",")).contains(name()) ? Optional.empty()
        : Optional.of("-Dfovea.compilers=" + chosen + " leaves it out");
  }

  static String classPath() {
    return Stream.of(Network.class, Tensor.class).map(Compilers::origin).distinct().collect(Collectors.joining(File.pathSeparator));
  }

  /** What a compiler in another process needs to run the processor. */
  static String toolPath() {
    return Stream.of(FoveaProcessor.class, Compilers.class, Network.class, Tensor.class, JavaFile.class, AutoService.class,
        EclipseCompiler.class).map(Compilers::origin).distinct().collect(Collectors.joining(File.pathSeparator));
  }

  /** The folder or jar that a class was loaded from. */
  static String origin(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static Compilation compileHere(JavaCompiler compiler, Sources sources) {
    List<Path> paths = sources.write();
    List<String> options = new ArrayList<>(List.of("-d", sources.classes().toString(), "-s", sources.generated().toString()));
    if (!sources.options().contains("-classpath")) {
      options.addAll(List.of("-classpath", classPath()));
    }
    options.addAll(sources.options());
    DiagnosticCollector<JavaFileObject> collector = new DiagnosticCollector<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(collector, Locale.ROOT, null)) {
      JavaCompiler.CompilationTask task = compiler.getTask(new StringWriter(), files, collector, options, null,
          files.getJavaFileObjectsFromPaths(paths));
      task.setProcessors(sources.processors().stream().map(Compilers::processor).toList());
      boolean success = task.call();
      return new Compilation(success, collector.getDiagnostics().stream().map(Compilers::normalised)
          .collect(Collectors.toCollection(ArrayList::new)), generated(sources.generated()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Processor processor(String name) {
    try {
      return (Processor) Class.forName(name).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(name + " cannot be made", e);
    }
  }

  private static Compilation.Diagnosis normalised(Diagnostic<? extends JavaFileObject> diagnostic) {
    String file = diagnostic.getSource() == null ? "" : new File(diagnostic.getSource().getName()).getName();
    boolean placed = diagnostic.getSource() != null && diagnostic.getLineNumber() > 0;
    return new Compilation.Diagnosis(diagnostic.getKind(), file, placed ? diagnostic.getLineNumber() : -1,
        placed && diagnostic.getColumnNumber() > 0 ? diagnostic.getColumnNumber() : -1,
        unindented(diagnostic.getMessage(Locale.ROOT).strip().replace("\r\n", "\n"), diagnostic));
  }

  /** javac indents all lines of a message but the first by two. */
  private static String unindented(String text, Diagnostic<?> diagnostic) {
    boolean isJavac = diagnostic.getClass().getName().startsWith("com.sun.tools.javac.");
    return isJavac ? text.replace("\n  ", "\n") : text;
  }

  static Map<String, String> generated(Path folder) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        texts.put(folder.relativize(path).toString().replace(File.separatorChar, '/'), Files.readString(path));
      }
    }
    return texts;
  }

  /** Runs this class's {@code main} on another JDK: sources go there and compilations come back through a file. */
  static final class OtherJdk {
    private OtherJdk() {}

    /** The JDK named by a property, else the newest beside the one that runs, of another version. */
    static Optional<Path> home() {
      String named = System.getProperty("fovea.otherJdk", System.getenv("FOVEA_OTHER_JDK"));
      if (named != null) {
        return Optional.of(Path.of(named)).filter(home -> launcher(home).isPresent());
      }
      try (Stream<Path> siblings = Files.list(Path.of(System.getProperty("java.home")).toRealPath().getParent())) {
        return siblings.filter(home -> launcher(home).isPresent())
            .filter(home -> version(home) >= 17 && version(home) != Runtime.version().feature())
            .max(Comparator.comparing(OtherJdk::version));
      } catch (IOException e) {
        return Optional.empty();
      }
    }

    static List<Compilation> compile(List<Sources> all) {
      try {
        Path exchange = Files.createTempFile("compilations", ".bin");
        write(exchange, new ArrayList<>(all));
        List<String> command = List.of(launcher(home().orElseThrow()).orElseThrow().toString(), "-cp", toolPath(),
            OtherJdk.class.getName(), exchange.toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
          throw new IllegalStateException(String.join(" ", command) + " failed:\n" + said);
        }
        List<Compilation> compilations = read(exchange);
        Files.delete(exchange);
        return compilations;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    /** Compiles on the JDK that runs it. */
    public static void main(String[] arguments) {
      Path exchange = Path.of(arguments[0]);
      write(exchange, new ArrayList<>(JAVAC.compile(OtherJdk.<Sources>read(exchange))));
    }

    private static Optional<Path> launcher(Path home) {
      return Stream.of("java", "java.exe").map(home.resolve("bin")::resolve)
          .filter(java -> Files.exists(java) && Files.exists(home.resolve("release"))
              && Files.exists(home.resolve("lib").resolve("ct.sym")))
          .findFirst();
    }

    private static int version(Path home) {
      try (Stream<String> lines = Files.lines(home.resolve("release"))) {
        return lines.filter(line -> line.startsWith("JAVA_VERSION=")).findFirst()
            .map(line -> Runtime.Version.parse(line.substring(line.indexOf('"') + 1, line.lastIndexOf('"'))).feature()).orElse(0);
      } catch (IOException e) {
        return 0;
      }
    }

    private static void write(Path path, ArrayList<?> values) {
      try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(path))) {
        out.writeObject(values);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @SuppressWarnings("unchecked")
    private static <T> List<T> read(Path path) {
      try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(path))) {
        return (List<T>) in.readObject();
      } catch (IOException | ClassNotFoundException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
