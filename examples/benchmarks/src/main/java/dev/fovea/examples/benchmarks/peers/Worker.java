package dev.fovea.examples.benchmarks.peers;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * One measurement in a process of its own: warms up, then times single runs, and writes the times and what is compared.
 *
 * <p>Arguments: side; those of a {@link Setting}; seconds of warm-up, seconds of measurement, file of the result.
 */
final class Worker {
  /** How the process ends if its library cannot say the network. */
  static final int CANNOT = 3;

  private static final int MOST_RUNS = 200_000;
  private static final int FEWEST_RUNS = 5;

  private Worker() {}

  public static void main(String[] arguments) throws IOException {
    Setting setting = Setting.of(arguments, 1);
    long began = System.nanoTime();
    try (Peer peer = Side.of(arguments[0]).make(setting)) {
      peer.run();
      long first = System.nanoTime() - began;
      List<float[]> compared = setting.training() ? peer.compared() : null;
      times(peer, Double.parseDouble(arguments[6]));
      long[] times = times(peer, Double.parseDouble(arguments[7]));
      write(Path.of(arguments[8]), first, times, setting.training() ? compared : peer.compared());
    } catch (CannotException e) {
      System.out.println(e.getMessage());
      System.exit(CANNOT);
    }
    // Threads of a native library must not keep the process.
    System.exit(0);
  }

  private static long[] times(Peer peer, double seconds) throws IOException {
    long[] times = new long[MOST_RUNS];
    int runs = 0;
    long until = System.nanoTime() + (long) (seconds * 1e9);
    while (runs < MOST_RUNS && (runs < FEWEST_RUNS || System.nanoTime() < until)) {
      long start = System.nanoTime();
      peer.run();
      times[runs++] = System.nanoTime() - start;
    }
    return Arrays.copyOf(times, runs);
  }

  private static void write(Path file, long first, long[] times, List<float[]> compared) throws IOException {
    try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      out.writeLong(first);
      out.writeInt(times.length);
      for (long time : times) {
        out.writeLong(time);
      }
      out.writeInt(compared.size());
      for (float[] numbers : compared) {
        out.writeInt(numbers.length);
        for (float number : numbers) {
          out.writeFloat(number);
        }
      }
    }
  }
}
