package dev.fovea.examples.benchmarks.peers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** The class path of this process, for others. */
final class ClassPath {
  private ClassPath() {}

  static String own() {
    return System.getProperty("java.class.path");
  }

  /** Gives a process a class path, not as an argument: ONNX Runtime 1.29 crashes where the command line is longer than 4 KiB. */
  static void give(ProcessBuilder process, String classPath) {
    process.environment().put("CLASSPATH", classPath);
  }

  /** The same with its folders as jars: archives of classes are made of jars only. */
  static String ofJars(Path folder) throws IOException {
    List<String> jars = new ArrayList<>();
    for (String entry : own().split(File.pathSeparator)) {
      Path path = Path.of(entry);
      jars.add(Files.isDirectory(path) ? jar(path, folder.resolve("classes" + jars.size() + ".jar")).toString() : entry);
    }
    return String.join(File.pathSeparator, jars);
  }

  private static Path jar(Path classes, Path jar) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar)); Stream<Path> files = Files.walk(classes)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
        out.putNextEntry(new ZipEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
        Files.copy(file, out);
      }
    }
    return jar;
  }
}
