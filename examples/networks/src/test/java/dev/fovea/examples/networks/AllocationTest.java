package dev.fovea.examples.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passes own their buffers: what they do after the first run leaves nothing to the garbage collector. */
class AllocationTest {
  @TempDir
  private Path folder;

  @Test
  void inferenceTrainingStepsAndProjectionsOfTheExampleNetworksAllocateNothing() throws IOException, InterruptedException {
    Path said = folder.resolve("said.txt");
    Path complained = folder.resolve("complained.txt");
    Process process = new ProcessBuilder(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
        "-Dfovea.kernels=scalar", "-cp", System.getProperty("java.class.path"), Allocations.class.getName())
        .redirectOutput(said.toFile()).redirectError(complained.toFile()).start();
    try {
      // Not a matter of speed: only so that a machine that hangs does not hang the build.
      assertTrue(process.waitFor(20, TimeUnit.MINUTES), "it does not end");
    } finally {
      process.destroyForcibly();
    }
    assertEquals(0, process.exitValue(), Files.readString(complained, StandardCharsets.UTF_8));
    List<String> runs = Files.readAllLines(said, StandardCharsets.UTF_8);
    assertTrue(runs.size() >= 8 * 4, runs::toString);
    assertEquals(List.of(), runs.stream().filter(run -> !run.endsWith(": 0")).toList());
  }
}
