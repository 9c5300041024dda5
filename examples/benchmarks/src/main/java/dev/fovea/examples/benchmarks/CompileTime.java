package dev.fovea.examples.benchmarks;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * How long networks of 10 to 1,000 layers take to compile: a chain of {@code @Conv @BatchNorm @Relu}. For each size the median of
 * several compilations after a warm-up: the processor alone ({@code -proc:only}), everything, and javac alone on what the processor
 * wrote; the difference of the last two is what the processor adds.
 */
public final class CompileTime {
  private static final int RUNS = 5;

  private CompileTime() {}

  /** Prints the table. */
  public static void main(String[] arguments) throws IOException {
    System.out.println("layers  processor ms  whole ms  javac alone ms  added ms a layer");
    compile(10, "-proc:only");
    for (int layers : new int[] {10, 30, 100, 300, 1000}) {
      double processor = median(layers, "-proc:only");
      double whole = median(layers, "-proc:full");
      double javac = median(layers, "-proc:none");
      System.out.printf(Locale.ROOT, "%6d  %12.0f  %8.0f  %14.0f  %16.2f%n", layers, processor, whole, javac, (whole - javac) / layers);
    }
  }

  private static double median(int layers, String mode) throws IOException {
    double[] times = new double[RUNS];
    for (int i = 0; i < RUNS; i++) {
      times[i] = compile(layers, mode);
    }
    Arrays.sort(times);
    return times[RUNS / 2];
  }

  /** Milliseconds of one compilation; without the processor, what it writes is given to javac as source. */
  private static double compile(int layers, String mode) throws IOException {
    Path folder = Files.createTempDirectory("fovea-compile");
    try {
      Path network = Files.writeString(folder.resolve("Deep.java"), source(layers));
      List<Path> sources = new ArrayList<>(List.of(network));
      if (mode.equals("-proc:none")) {
        run(folder, sources, "-proc:only");
        try (Stream<Path> generated = Files.walk(folder)) {
          generated.filter(path -> path.toString().endsWith(".java") && !path.equals(network)).forEach(sources::add);
        }
      }
      long start = System.nanoTime();
      // Before JDK 21 there is no -proc:full: it is what happens when nothing is said.
      run(folder, sources, mode.equals("-proc:full") ? "-Xlint:none" : mode);
      return (System.nanoTime() - start) / 1e6;
    } finally {
      delete(folder);
    }
  }

  private static void run(Path folder, List<Path> sources, String mode) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    String path = System.getProperty("java.class.path");
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
      List<String> options = List.of("-classpath", path, "-processorpath", path, "-d", folder.toString(), mode);
      if (!compiler.getTask(said, files, null, options, null, files.getJavaFileObjectsFromPaths(sources)).call()) {
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
