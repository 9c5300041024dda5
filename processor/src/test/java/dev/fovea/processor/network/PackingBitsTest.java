package dev.fovea.processor.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However filters are packed, a sum adds its steps in the same order. A virtual machine packs them in one way, so each has its own. */
class PackingBitsTest {
  @TempDir
  private Path folder;

  @Test
  void scalarResultsAndFilesHaveTheSameBitsHoweverFiltersArePacked() throws IOException, InterruptedException {
    assertEquals(results("scalar", 64), results("scalar", 16));
  }

  @Test
  void vectorResultsAndFilesHaveTheSameBitsHoweverFiltersArePacked() throws IOException, InterruptedException {
    assertEquals(results("vector", 64), results("vector", 16));
  }

  private List<String> results(String kernels, int packing) throws IOException, InterruptedException {
    Path said = folder.resolve("said.txt");
    Path complained = folder.resolve("complained.txt");
    List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java"));
    if (kernels.equals("vector")) {
      command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    }
    command.addAll(List.of("-Dfovea.kernels=" + kernels, "-Dfovea.packing=" + packing, "-cp", System.getProperty("java.class.path"),
        PackedResults.class.getName(), folder.resolve("saved.safetensors").toString()));
    Process process = new ProcessBuilder(command).redirectOutput(said.toFile()).redirectError(complained.toFile()).start();
    try {
      // Not a matter of speed: only so that a machine that hangs does not hang the build.
      assertTrue(process.waitFor(20, TimeUnit.MINUTES), "it does not end");
    } finally {
      process.destroyForcibly();
    }
    assertEquals(0, process.exitValue(), Files.readString(complained, StandardCharsets.UTF_8));
    List<String> lines = Files.readAllLines(said, StandardCharsets.UTF_8);
    assertTrue(lines.size() > 50, lines::toString);
    return lines;
  }
}
