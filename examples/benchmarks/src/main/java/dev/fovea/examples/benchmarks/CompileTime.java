package dev.fovea.examples.benchmarks;

import dev.fovea.processor.FoveaProcessor;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * How long networks take to compile beyond javac's own work: chains of {@code @Conv @BatchNorm @Relu}. There are two ways to read that,
 * and each line has both, for a layer:
 *
 * <ul>
 * <li><b>processor</b>: the time between javac's calls of the processor and their return, in which it reads the network, proves its
 *     shapes, plans, and writes its classes. Nothing of javac lies within but what the processor asks it for: elements, and files. This is
 *     what can be called ours, and it is what the goal of a millisecond is about.
 * <li><b>added</b>: the whole compilation less one of the same sources, the network's and those that were written, without a processor.
 *     That is what generating takes longer than having generated before. Besides the processor, it has javac's rounds in it: javac reads
 *     what was written, enters it, then throws its symbols and trees of all sources away and enters them again. The smaller of two large
 *     numbers' difference, it is as good as the machine is quiet.
 * </ul>
 *
 * <p>A third number is neither: <b>whole</b>, all that the user waits for. Most of it is javac's translation of the text that was written,
 * and to make it smaller is to write less.
 *
 * <p>First come cold compilations, each in a Java machine of its own, as build tools start javac: classes are loaded and code is
 * interpreted. The first network has one layer; what the others take beyond it is for their layers. Then come warm ones, in one machine
 * after a warm-up, as in an IDE or a daemon. All numbers are medians; whole compilations and those without a processor take turns.
 */
public final class CompileTime {
  private static final int RUNS = 5;
  /** Layers before warm compilations of one size: C2 has seen the processor by then. */
  private static final int WARM_UP = 3000;
  private static final String FORMAT = "%-5s %6d  %12.0f  %8.0f  %14.0f  %18s  %14s%n";

  private CompileTime() {}

  /** One compilation: milliseconds of all, and of the processor. */
  private record Times(double whole, double processor) {}

  /** Prints the tables; {@code --once MODE FOLDER} is how a cold compilation is started. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length > 0) {
      Times times = compile(Path.of(arguments[2]), arguments[1]);
      System.out.println(times.whole + " " + times.processor);
      return;
    }
    System.out.println("      layers  processor ms  whole ms  javac alone ms  processor ms/layer  added ms/layer");
    Line one = null;
    for (int layers : new int[] {1, 20, 100}) {
      Line line = measure(layers, CompileTime::inNewMachine, 0);
      one = one == null ? line : one;
      line.print("cold", one);
    }
    for (int layers : new int[] {10, 30, 100, 300, 1000}) {
      measure(layers, CompileTime::compile, WARM_UP / layers).print("warm", new Line(0, 0, 0, 0));
    }
  }

  /** How all sources of a folder are compiled. */
  private interface Compilation {
    Times run(Path folder, String mode) throws IOException;
  }

  /** What is told of networks of some layers. */
  private record Line(int layers, double processor, double whole, double javac) {
    /** Prints it; numbers for a layer are of those that another line has not. */
    void print(String how, Line less) {
      int more = layers - less.layers;
      System.out.printf(Locale.ROOT, FORMAT, how, layers, processor, whole, javac,
          more == 0 ? "" : String.format(Locale.ROOT, "%.2f", (processor - less.processor) / more),
          more == 0 ? "" : String.format(Locale.ROOT, "%.2f", (whole - javac - less.whole + less.javac) / more));
    }
  }

  private static Line measure(int layers, Compilation compilation, int warmUps) throws IOException {
    Path written = Files.createTempDirectory("fovea-compile");
    Path generated = Files.createTempDirectory("fovea-compile");
    try {
      Files.writeString(written.resolve("Deep.java"), source(layers));
      Files.writeString(generated.resolve("Deep.java"), source(layers));
      run(sources(written), generated, "-proc:only", new TimedProcessor(new FoveaProcessor()));
      for (int i = 0; i < warmUps; i++) {
        compile(written, "-proc:only");
      }
      List<Times> with = new ArrayList<>();
      List<Times> without = new ArrayList<>();
      for (int i = 0; i < RUNS; i++) {
        with.add(compilation.run(written, "-proc:full"));
        without.add(compilation.run(generated, "-proc:none"));
      }
      return new Line(layers, median(with, Times::processor), median(with, Times::whole), median(without, Times::whole));
    } finally {
      delete(written);
      delete(generated);
    }
  }

  private static double median(List<Times> times, ToDoubleFunction<Times> which) {
    double[] sorted = times.stream().mapToDouble(which).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static Times inNewMachine(Path folder, String mode) throws IOException {
    Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
        System.getProperty("java.class.path"), CompileTime.class.getName(), "--once", mode, folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String[] times = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim().split(" ");
    return new Times(Double.parseDouble(times[0]), Double.parseDouble(times[1]));
  }

  private static Times compile(Path folder, String mode) throws IOException {
    Path classes = Files.createTempDirectory("fovea-compile");
    try {
      TimedProcessor processor = new TimedProcessor(new FoveaProcessor());
      List<Path> sources = sources(folder);
      long start = System.nanoTime();
      run(sources, classes, mode, processor);
      return new Times((System.nanoTime() - start) / 1e6, processor.milliseconds());
    } finally {
      delete(classes);
    }
  }

  private static List<Path> sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(path -> path.toString().endsWith(".java")).toList();
    }
  }

  private static void run(List<Path> sources, Path classes, String mode, TimedProcessor processor) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
      List<String> options = new ArrayList<>(List.of("-classpath", System.getProperty("java.class.path"), "-d", classes.toString()));
      // Before JDK 21 there is no -proc:full: it is what happens when nothing is said.
      if (!mode.equals("-proc:full")) {
        options.add(mode);
      }
      JavaCompiler.CompilationTask task = compiler.getTask(said, files, null, options, null, files.getJavaFileObjectsFromPaths(sources));
      if (!mode.equals("-proc:none")) {
        task.setProcessors(List.of(processor));
      }
      if (!task.call()) {
        throw new IllegalStateException(said.toString());
      }
    }
  }

  private static String source(int layers) {
    StringBuilder source = new StringBuilder("""
        import dev.fovea.*;
        import dev.fovea.runtime.Tensor;
        @Network(input = {4, 8, 8})
        public interface Deep {
        """);
    String previous = "input";
    for (int i = 0; i < layers; i++) {
      source.append("  @Conv(filters = 4, kernel = 3, padding = 1) @BatchNorm @Relu Tensor l").append(i).append("(Tensor ").append(previous)
          .append(");\n");
      previous = "l" + i;
    }
    return source.append("}\n").toString();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      paths.sorted(Comparator.reverseOrder()).forEach(path -> {
        try {
          Files.delete(path);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
    }
  }
}
