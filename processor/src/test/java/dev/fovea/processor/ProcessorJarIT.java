package dev.fovea.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import javax.annotation.processing.Processor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The packaged jar is what users put on their processor path; these tests open it as their compiler will. */
class ProcessorJarIT {
  private static final String SHADED = "dev/fovea/processor/shaded/javapoet/";

  private JarFile jar;

  @BeforeEach
  void open() throws IOException {
    String path = System.getProperty("processor.jar");
    assertNotNull(path, "the build passes the jar's path in the system property processor.jar");
    jar = new JarFile(path);
  }

  @AfterEach
  void close() throws IOException {
    jar.close();
  }

  @Test
  void javacFindsTheProcessorByItsServiceFile() throws IOException {
    assertEquals("dev.fovea.processor.FoveaProcessor", text("META-INF/services/javax.annotation.processing.Processor"));
  }

  @Test
  void gradleIsToldThatEachNetworkIsProcessedInIsolation() throws IOException {
    assertEquals(
        "dev.fovea.processor.FoveaProcessor,isolating", text("META-INF/gradle/incremental.annotation.processors"));
  }

  @Test
  void everyClassIsTheProcessorsOwn() {
    List<String> strangers =
        jar.stream()
            .map(ZipEntry::getName)
            .filter(name -> name.endsWith(".class") && !name.startsWith("dev/fovea/processor/"))
            .toList();
    assertEquals(List.of(), strangers);
  }

  @Test
  void javaPoetIsInsideUnderANameThatCannotMeetTheUsersOwnCopy() throws IOException {
    assertNotNull(jar.getEntry(SHADED + "JavaFile.class"), "the relocated JavaPoet is in the jar");
    byte[] original = "com/palantir/javapoet".getBytes(UTF_8);
    for (var entry : jar.stream().filter(each -> each.getName().endsWith(".class")).toList()) {
      byte[] bytes = jar.getInputStream(entry).readAllBytes();
      assertFalse(contains(bytes, original), entry.getName() + " still refers to JavaPoet by its own name");
    }
  }

  @Test
  void licencesTravelWithTheJar() {
    assertNotNull(jar.getEntry("META-INF/LICENSE"), "the Apache licence is in the jar");
    assertNotNull(jar.getEntry("META-INF/NOTICE"), "the notice that names JavaPoet is in the jar");
  }

  @Test
  void theJarIsAnAutomaticModule() throws IOException {
    assertEquals(
        "dev.fovea.processor", jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name"));
  }

  /** The parent loader holds the JDK only, so everything else the processor's class needs must be in the jar. */
  @Test
  void theProcessorLoadsFromTheJarAlone() throws IOException {
    URL[] path = {new File(jar.getName()).toURI().toURL()};
    try (var loader = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
      var found = ServiceLoader.load(Processor.class, loader).stream().map(each -> each.type().getName()).toList();
      assertTrue(found.contains("dev.fovea.processor.FoveaProcessor"), "found " + found);
    }
  }

  private String text(String name) throws IOException {
    ZipEntry entry = jar.getEntry(name);
    assertNotNull(entry, name + " is in the jar");
    return new String(jar.getInputStream(entry).readAllBytes(), UTF_8).strip();
  }

  private static boolean contains(byte[] bytes, byte[] part) {
    for (int start = 0; start + part.length <= bytes.length; start++) {
      int matched = 0;
      while (matched < part.length && bytes[start + matched] == part[matched]) {
        matched++;
      }
      if (matched == part.length) {
        return true;
      }
    }
    return false;
  }
}
