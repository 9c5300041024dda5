package dev.fovea.processor.network;

import dev.fovea.Network;
import dev.fovea.processor.FoveaProcessor;
import dev.fovea.runtime.Forward;
import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Layers;
import dev.fovea.runtime.Mode;
import dev.fovea.runtime.Parameters;
import dev.fovea.runtime.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A network compiled in memory from its source, with everything that was generated for it. */
public final class TestNetwork {
  private final String name;
  private final Memory memory;
  private final ClassLoader loader;
  private final List<Diagnostic<? extends JavaFileObject>> diagnostics;

  private TestNetwork(String name, Memory memory, ClassLoader loader, List<Diagnostic<? extends JavaFileObject>> diagnostics) {
    this.name = name;
    this.memory = memory;
    this.loader = loader;
    this.diagnostics = diagnostics;
  }

  /**
   * Compiles an interface {@code Net} in package {@code nets}.
   *
   * @param body what stands between its braces, after {@code import dev.fovea.*} and {@code Tensor}
   * @throws AssertionError with everything the compiler said, if it does not compile
   */
  public static TestNetwork of(String annotation, String body) {
    return compile("nets.Net", "package nets;\nimport dev.fovea.*;\nimport dev.fovea.runtime.Tensor;\n" + annotation
        + "\npublic interface Net {\n" + body + "\n}\n");
  }

  /** Compiles the source of a top-level type. */
  public static TestNetwork compile(String name, String source) {
    return compile(Map.of(name, source)).get(0);
  }

  /** Compiles several top-level types, by their names, in one go: much faster than one after the other. */
  public static List<TestNetwork> compile(Map<String, String> sources) {
    Attempt attempt = attempt(sources);
    if (!attempt.success()) {
      throw new AssertionError(complaints(attempt.diagnostics(), sources));
    }
    return sources.keySet().stream().map(attempt::network).toList();
  }

  /** Compiles several top-level types, which may be wrong, with further options. */
  public static Attempt attempt(Map<String, String> sources, String... options) {
    return attempt(sources, true, options);
  }

  /** Only runs the processor on several top-level types, which may be wrong; what it writes is kept and not looked at by the compiler. */
  public static Attempt process(Map<String, String> sources, String... options) {
    List<String> all = new ArrayList<>(List.of("-proc:only"));
    all.addAll(List.of(options));
    return attempt(sources, false, all.toArray(new String[0]));
  }

  private static Attempt attempt(Map<String, String> sources, boolean readsGenerated, String... options) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> collector = new DiagnosticCollector<>();
    Memory memory = new Memory(compiler.getStandardFileManager(collector, Locale.ROOT, StandardCharsets.UTF_8), readsGenerated);
    List<Text> texts = new ArrayList<>();
    sources.forEach((name, source) -> texts.add(new Text(name, source, true)));
    List<String> all = new ArrayList<>(List.of("-classpath", classPath(), "-parameters", "-Xlint:all,-processing,-options"));
    all.addAll(List.of(options));
    JavaCompiler.CompilationTask task = compiler.getTask(new StringWriter(), memory, collector, all, null, texts);
    task.setProcessors(List.of(new FoveaProcessor()));
    boolean success = task.call();
    return new Attempt(success, collector.getDiagnostics(), memory, memory.loader());
  }

  /** What came of a compilation. */
  public static final class Attempt {
    private final boolean success;
    private final List<Diagnostic<? extends JavaFileObject>> diagnostics;
    private final Memory memory;
    private final ClassLoader loader;

    private Attempt(boolean success, List<Diagnostic<? extends JavaFileObject>> diagnostics, Memory memory, ClassLoader loader) {
      this.success = success;
      this.diagnostics = diagnostics;
      this.memory = memory;
      this.loader = loader;
    }

    public boolean success() {
      return success;
    }

    /** Everything that the compiler and the processor said. */
    public List<Diagnostic<? extends JavaFileObject>> diagnostics() {
      return diagnostics;
    }

    /** The generated sources, by the binary name of their type. */
    public Map<String, String> generated() {
      Map<String, String> texts = new TreeMap<>();
      memory.sources.forEach((name, text) -> texts.put(name, text.toString()));
      return texts;
    }

    /** One of the networks, by its binary name. */
    public TestNetwork network(String name) {
      return new TestNetwork(name, memory, loader, diagnostics);
    }
  }

  /** What the compiler said, and the sources that it names. */
  private static String complaints(List<Diagnostic<? extends JavaFileObject>> diagnostics, Map<String, String> sources) {
    String said = diagnostics.stream().filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR).map(Object::toString)
        .collect(Collectors.joining("\n"));
    return said + "\n" + sources.entrySet().stream().filter(source -> said.contains(source.getKey().replace('.', '/')))
        .map(Map.Entry::getValue).collect(Collectors.joining("\n"));
  }

  private static String classPath() {
    return Stream.of(Network.class, Tensor.class).map(type -> {
      try {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
      } catch (URISyntaxException e) {
        throw new IllegalStateException(e);
      }
    }).distinct().collect(Collectors.joining(File.pathSeparator));
  }

  /** Warnings of the compiler and of the processor. */
  public List<Diagnostic<? extends JavaFileObject>> diagnostics() {
    return diagnostics;
  }

  /** The generated source of a class, by its suffix, as in {@code Forward}. */
  public String generated(String suffix) {
    return memory.sources.get(name + suffix).toString();
  }

  /** The bytes of every class, by binary name. */
  public Map<String, byte[]> classes() {
    Map<String, byte[]> bytes = new LinkedHashMap<>();
    memory.classes.forEach((type, written) -> bytes.put(type, written.toByteArray()));
    return bytes;
  }

  /** A generated class, by its suffix. */
  public Class<?> type(String suffix) {
    try {
      return Class.forName(name + suffix, true, loader);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /** {@code XParameters.random(seed)}. */
  public Parameters random(long seed) {
    return (Parameters) call(null, method(type("Parameters"), "random"), seed);
  }

  /** The same of another network that was compiled with this one, by the prefix of its generated classes. */
  public Parameters random(long seed, String generated) {
    try {
      return (Parameters) call(null, method(Class.forName(generated + "Parameters", true, loader), "random"), seed);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /** The network's catalogue. */
  public Layers layers() {
    return (Layers) call(null, method(type("Layers"), "catalogue"));
  }

  /** A forward on one thread. */
  public static Forward forward(Parameters parameters, Mode mode, int batch) {
    return parameters.forward(mode, batch, 1);
  }

  /** A new {@code XEager}. */
  public Object eager(Parameters parameters, Mode mode, long seed) {
    try {
      return type("Eager").getConstructor(type("Parameters"), Mode.class, long.class).newInstance(parameters, mode, seed);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** Runs every layer of an eager network, in order: what each gives, by name. */
  public Map<String, Tensor> runEager(Object eager, Tensor image) {
    Map<String, Tensor> results = new LinkedHashMap<>();
    results.put("input", image);
    for (Layer layer : layers().all()) {
      Method method = method(eager.getClass(), layer.name());
      List<Object> arguments = new ArrayList<>();
      for (Parameter parameter : method.getParameters()) {
        arguments.add(results.get(parameter.getName()));
      }
      results.put(layer.name(), (Tensor) call(eager, method, arguments.toArray()));
    }
    return results;
  }

  private static Method method(Class<?> type, String name) {
    return Stream.of(type.getDeclaredMethods()).filter(method -> method.getName().equals(name)).findFirst().orElseThrow();
  }

  private static Object call(Object target, Method method, Object... arguments) {
    try {
      method.setAccessible(true);
      return method.invoke(target, arguments);
    } catch (java.lang.reflect.InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException) {
        throw (RuntimeException) e.getCause();
      }
      throw new AssertionError(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** Source text. */
  private static final class Text extends SimpleJavaFileObject {
    private final StringBuilder text = new StringBuilder();
    private final boolean isRead;

    Text(String name, String source, boolean isRead) {
      super(URI.create("string:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
      text.append(source);
      this.isRead = isRead;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreErrors) {
      return isRead ? text : "";
    }

    @Override
    public OutputStream openOutputStream() {
      return new ByteArrayOutputStream() {
        @Override
        public void close() {
          text.setLength(0);
          text.append(toString(StandardCharsets.UTF_8));
        }
      };
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }

  /** Keeps what is compiled and generated in memory. */
  private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
    final Map<String, ByteArrayOutputStream> classes = new LinkedHashMap<>();
    final Map<String, Text> sources = new LinkedHashMap<>();
    private final boolean readsGenerated;

    Memory(JavaFileManager standard, boolean readsGenerated) {
      super(standard);
      this.readsGenerated = readsGenerated;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      if (kind == JavaFileObject.Kind.SOURCE) {
        return sources.computeIfAbsent(className, name -> new Text(name, "", readsGenerated));
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      classes.put(className, bytes);
      return new SimpleJavaFileObject(URI.create("bytes:///" + className.replace('.', '/') + ".class"), kind) {
        @Override
        public OutputStream openOutputStream() {
          return bytes;
        }
      };
    }

    ClassLoader loader() {
      return new ClassLoader(TestNetwork.class.getClassLoader()) {
        @Override
        protected Class<?> findClass(String type) throws ClassNotFoundException {
          ByteArrayOutputStream bytes = classes.get(type);
          if (bytes == null) {
            throw new ClassNotFoundException(type);
          }
          return defineClass(type, bytes.toByteArray(), 0, bytes.size());
        }
      };
    }

    @Override
    public void close() {
      try {
        super.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
