package dev.fovea.examples.benchmarks.peers;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * One measurement in a process of its own: warms up, then times single runs, and writes the times and what the last run gave.
 *
 * <p>Arguments: side, network, batch, threads, seconds of warm-up, seconds of measurement, folder of the weights, file of the result.
 */
final class Worker {
  private static final int MOST_RUNS = 200_000;
  private static final int FEWEST_RUNS = 5;

  private Worker() {}

  public static void main(String[] arguments) throws IOException {
    ComparedNetwork network = ComparedNetwork.of(arguments[1]);
    int batch = Integer.parseInt(arguments[2]);
    int threads = Integer.parseInt(arguments[3]);
    Path folder = Path.of(arguments[6]);
    long began = System.nanoTime();
    try (Peer peer = Side.of(arguments[0]).make(network, batch, threads, folder)) {
      peer.run();
      long first = System.nanoTime() - began;
      times(peer, Double.parseDouble(arguments[4]));
      long[] times = times(peer, Double.parseDouble(arguments[5]));
      write(Path.of(arguments[7]), first, times, peer.output());
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

  private static void write(Path file, long first, long[] times, float[] output) throws IOException {
    try (DataOutputStream out = new DataOutputStream(new java.io.BufferedOutputStream(Files.newOutputStream(file)))) {
      out.writeLong(first);
      out.writeInt(times.length);
      for (long time : times) {
        out.writeLong(time);
      }
      out.writeInt(output.length);
      for (float number : output) {
        out.writeFloat(number);
      }
    }
  }
}
