package dev.fovea.examples.networks;

import dev.fovea.runtime.kernel.Kernels;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What HotSpot's second compiler (C2) did with the kernels, in order, as {@code -Xlog:jit+compilation=debug} writes it. */
record CompilationLog(List<Version> versions, List<String> failures) {
  private static final String PACKAGE = Kernels.class.getPackageName() + ".";

  /** Number, attributes ('%': entered in the middle of a loop), level (4 is C2), method, length; what else follows tells of its end. */
  private static final Pattern VERSION = Pattern.compile(" *\\d+ +([%bns! ]*)4 +" + Pattern.quote(PACKAGE)
      + "([\\w$]+)::([\\w$<>]+) (?:@ \\d+ )?\\((\\d+) bytes\\) *");

  /**
   * A version of a method.
   *
   * @param method as in {@code VectorRuns.fivePixels}
   * @param length of its bytecode, which tells methods of one name apart
   * @param onStack whether it is an on-stack replacement: entered in the middle of a loop by a call that is already on its way
   */
  record Version(String method, int length, boolean onStack) {
    String type() {
      return method.substring(0, method.indexOf('.'));
    }

    boolean isOf(KernelMethod other) {
      return method.equals(other.name()) && length == other.length();
    }
  }

  static CompilationLog read(List<String> lines) {
    List<Version> versions = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    for (String line : lines) {
      Matcher version = VERSION.matcher(line);
      if (version.matches()) {
        String method = version.group(2) + "." + version.group(3);
        versions.add(new Version(method, Integer.parseInt(version.group(4)), version.group(1).contains("%")));
      } else if (line.contains("COMPILE SKIPPED") && line.contains(PACKAGE)) {
        failures.add(line);
      }
    }
    return new CompilationLog(versions, failures);
  }

  boolean hasOwnVersion(KernelMethod method) {
    return versions.stream().anyMatch(version -> !version.onStack() && version.isOf(method));
  }

  /** Methods whose last version is an on-stack replacement: each of their calls starts slowly and waits for its loop to be replaced. */
  List<Version> leftOnStack() {
    List<Version> left = new ArrayList<>();
    for (int i = 0; i < versions.size(); i++) {
      Version version = versions.get(i);
      Version standard = new Version(version.method(), version.length(), false);
      if (version.onStack() && !versions.subList(i, versions.size()).contains(standard)) {
        left.add(version);
      }
    }
    return left;
  }
}
