package dev.fovea.examples.networks;

import dev.fovea.runtime.kernel.Kernels;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

/**
 * A method of the kernels, as {@code javap} tells it: what HotSpot makes of a kernel depends on its bytecode.
 *
 * @param name of the class and the method, as in {@code VectorRuns.fivePixels}
 * @param length of its bytecode
 * @param holdsVectors whether it calculates with vectors itself, and does not leave that to what it calls
 */
record KernelMethod(String name, int length, boolean holdsVectors, List<Loop> loops) {
  private static final String PACKAGE = Kernels.class.getPackageName();
  private static final Pattern CLASS = Pattern.compile("(?:\\w+ )*(?:class|interface) " + Pattern.quote(PACKAGE) + "\\.([\\w$]+).*\\{");
  private static final Pattern METHOD = Pattern.compile("  \\S.*?([\\w$]+)\\(.*;|  static \\{\\};");
  private static final Pattern INSTRUCTION = Pattern.compile(" +(\\d+): (\\w+) *(.*)");
  private static final Pattern VECTOR_CALL = Pattern.compile(".*Method jdk/incubator/vector/\\w*Vector\\..*");
  /** Of the table of local variables: from which instruction on, for how many bytes, in which place, what name, which type. */
  private static final Pattern VECTOR_VARIABLE =
      Pattern.compile(" +(\\d+) +(\\d+) +\\d+ +(\\S+) +Ljdk/incubator/vector/(?:\\w*Vector|VectorMask);");

  /**
   * A loop, from its first instruction to the jump back there.
   *
   * @param vectors the variables that live on from one turn to the next: those declared before it, and in scope until its end
   */
  record Loop(int head, int end, List<String> vectors) {
    boolean isInside(Loop other) {
      return other.head < head && end <= other.end;
    }
  }

  String type() {
    return name.substring(0, name.indexOf('.'));
  }

  static List<KernelMethod> all() throws IOException {
    List<String> arguments = new ArrayList<>(List.of("-p", "-c", "-l", "-cp", System.getProperty("java.class.path")));
    arguments.addAll(classes());
    StringWriter said = new StringWriter();
    PrintWriter writer = new PrintWriter(said);
    int failures = ToolProvider.findFirst("javap").orElseThrow().run(writer, writer, arguments.toArray(String[]::new));
    if (failures != 0) {
      throw new IOException(said.toString());
    }
    return read(said.toString().lines().toList());
  }

  /** Of all kernels; the class path has them in a folder or in a jar. */
  private static List<String> classes() throws IOException {
    List<File> path = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).map(File::new).toList();
    try (StandardJavaFileManager files = javax.tools.ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null)) {
      files.setLocation(StandardLocation.CLASS_PATH, path);
      Iterable<JavaFileObject> found = files.list(StandardLocation.CLASS_PATH, PACKAGE, Set.of(JavaFileObject.Kind.CLASS), false);
      return StreamSupport.stream(found.spliterator(), false)
          .map(file -> files.inferBinaryName(StandardLocation.CLASS_PATH, file)).toList();
    }
  }

  private static List<KernelMethod> read(List<String> lines) {
    List<KernelMethod> methods = new ArrayList<>();
    String type = null;
    for (int i = 0; i < lines.size(); i++) {
      Matcher head = CLASS.matcher(lines.get(i));
      Matcher method = METHOD.matcher(lines.get(i));
      if (head.matches()) {
        type = head.group(1);
      } else if (method.matches()) {
        int end = i + 1;
        while (end < lines.size() && lines.get(end).startsWith("  ")) {
          end++;
        }
        methods.add(method(type + "." + (method.group(1) == null ? "<clinit>" : method.group(1)), lines.subList(i + 1, end)));
        i = end - 1;
      }
    }
    return methods;
  }

  private static KernelMethod method(String name, List<String> lines) {
    int length = 0;
    boolean holdsVectors = false;
    List<int[]> jumpsBack = new ArrayList<>();
    for (String line : lines) {
      Matcher instruction = INSTRUCTION.matcher(line);
      if (instruction.matches()) {
        int at = Integer.parseInt(instruction.group(1));
        String operation = instruction.group(2);
        String operand = instruction.group(3);
        holdsVectors |= VECTOR_CALL.matcher(operand).matches();
        boolean jump = (operation.startsWith("if") || operation.equals("goto")) && operand.matches("\\d+");
        if (jump && Integer.parseInt(operand) <= at) {
          jumpsBack.add(new int[] {Integer.parseInt(operand), at});
        }
        // The last one returns, throws or jumps.
        length = at + (jump ? 3 : 1);
      }
    }
    return new KernelMethod(name, length, holdsVectors, jumpsBack.stream().map(jump -> loop(jump[0], jump[1], lines)).toList());
  }

  private static Loop loop(int head, int end, List<String> lines) {
    List<String> vectors = new ArrayList<>();
    for (String line : lines) {
      Matcher variable = VECTOR_VARIABLE.matcher(line);
      if (variable.matches()) {
        int from = Integer.parseInt(variable.group(1));
        if (from <= head && end < from + Integer.parseInt(variable.group(2))) {
          vectors.add(variable.group(3));
        }
      }
    }
    return new Loop(head, end, vectors);
  }
}
