package dev.fovea.examples.benchmarks.peers;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * From nothing to the first result and on, in a process of its own; writes when each run ended, in microseconds of the clock, and how
 * many nanoseconds it took.
 *
 * <p>Arguments: side; those of a {@link Setting}; seconds of running, file of the result.
 */
final class StartUpWorker {
  private static final int MOST_RUNS = 500_000;
  private static final int FEWEST_RUNS = 3;

  private StartUpWorker() {}

  public static void main(String[] arguments) throws IOException {
    long until = System.nanoTime() + (long) (Double.parseDouble(arguments[6]) * 1e9);
    long[] ends = new long[MOST_RUNS];
    long[] times = new long[MOST_RUNS];
    int runs = 0;
    try (Peer peer = Side.of(arguments[0]).make(Setting.of(arguments, 1))) {
      while (runs < MOST_RUNS && (runs < FEWEST_RUNS || System.nanoTime() < until)) {
        long start = System.nanoTime();
        peer.run();
        times[runs] = System.nanoTime() - start;
        ends[runs++] = microseconds(Instant.now());
      }
    }
    try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[7]))))) {
      out.writeInt(runs);
      for (int i = 0; i < runs; i++) {
        out.writeLong(ends[i]);
        out.writeLong(times[i]);
      }
    }
    // Threads of a native library must not keep the process.
    System.exit(0);
  }

  static long microseconds(Instant instant) {
    return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
  }
}
