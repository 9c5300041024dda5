package dev.fovea.examples.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Vgg16MemoryTest {
  private static final long WEIGHTS = 4L * 138_357_544;

  /** Winograd's form of the filters of all convolutions but the first, whose three channels are too few for it: 36 numbers for each 9. */
  private static final long TRANSFORMED = 4L * (14_710_464 - 64 * 3 * 9) * 36 / 9;

  @TempDir
  private Path folder;

  @Test
  void vgg16RunsWithin1200MegabytesAndHoldsItsWeightsAndTheirTransformsOnce() throws IOException, InterruptedException {
    Path said = folder.resolve("said.txt");
    Path complained = folder.resolve("complained.txt");
    Process process = new ProcessBuilder(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
        "-Xmx1200m", "--add-modules", "jdk.incubator.vector", "-cp", System.getProperty("java.class.path"),
        Vgg16InSmallHeap.class.getName()).redirectOutput(said.toFile()).redirectError(complained.toFile()).start();
    try {
      // Not a matter of speed: only so that a machine that hangs does not hang the build.
      assertTrue(process.waitFor(10, TimeUnit.MINUTES), "it does not end");
    } finally {
      process.destroyForcibly();
    }
    String complaints = Files.readString(complained, StandardCharsets.UTF_8);
    assertEquals(0, process.exitValue(), complaints);
    long held = Long.parseLong(Files.readString(said, StandardCharsets.UTF_8).strip());
    long least = WEIGHTS + TRANSFORMED;
    assertTrue(held > least && held < least * 9 / 8, () -> held + " bytes are held for weights of " + WEIGHTS + " and " + TRANSFORMED);
  }
}
