package dev.fovea.examples.benchmarks.peers;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What one process measured.
 *
 * @param first nanoseconds from nothing loaded to the first result
 * @param times nanoseconds of single runs
 * @param compared what must agree on all sides
 */
record Measured(long first, long[] times, List<float[]> compared) {
  /** The time that a share of the runs stays below. */
  long quantile(double share) {
    long[] sorted = times.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  }

  /** Without what is compared, which can be large. */
  Measured compact() {
    return new Measured(first, times, List.of());
  }

  /**
   * Runs a process that writes its result to a file, whose name is added to the command.
   *
   * @throws CannotException if the library cannot say the network
   * @throws IOException if the process fails
   */
  static Measured by(List<String> command, Setting setting) throws IOException, InterruptedException {
    Path result = Files.createTempFile(setting.folder(), "result", ".bin");
    List<String> whole = new ArrayList<>(command);
    whole.add(result.toString());
    ProcessBuilder builder = new ProcessBuilder(whole).redirectErrorStream(true);
    // Who has its threads from OpenMP counts them before it is asked.
    List.of("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")
        .forEach(name -> builder.environment().put(name, String.valueOf(setting.threads())));
    ClassPath.give(builder, ClassPath.own());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes()).strip();
    int code = process.waitFor();
    try {
      if (code == Worker.CANNOT) {
        throw new CannotException(said.substring(said.lastIndexOf('\n') + 1));
      }
      if (code != 0) {
        throw new IOException(setting.network().label() + " ended with code " + code + ": " + String.join(" ", command) + "\n" + said);
      }
      return read(result);
    } finally {
      Files.delete(result);
    }
  }

  private static Measured read(Path file) throws IOException {
    try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      long first = in.readLong();
      long[] times = new long[in.readInt()];
      for (int i = 0; i < times.length; i++) {
        times[i] = in.readLong();
      }
      List<float[]> compared = new ArrayList<>();
      for (int tensors = in.readInt(); tensors > 0; tensors--) {
        float[] numbers = new float[in.readInt()];
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = in.readFloat();
        }
        compared.add(numbers);
      }
      return new Measured(first, times, compared);
    }
  }
}
