package dev.fovea.examples.benchmarks.peers;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * How a process warmed up.
 *
 * @param ends milliseconds from the start of the process to the end of each run
 * @param times milliseconds of each run
 */
record Curve(double[] ends, double[] times) {
  /** Runs whose median is a speed. */
  private static final int WINDOW = 5;
  private static final double NEAR = 1.1;

  /** Reads what {@link StartUpWorker} wrote; the process was started at that microsecond of the clock. */
  static Curve read(Path file, long started) throws IOException {
    try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      double[] ends = new double[in.readInt()];
      double[] times = new double[ends.length];
      for (int i = 0; i < ends.length; i++) {
        ends[i] = (in.readLong() - started) / 1e3;
        times[i] = in.readLong() / 1e6;
      }
      return new Curve(ends, times);
    }
  }

  /** Milliseconds from the start of the process to the first result. */
  double first() {
    return ends[0];
  }

  /** Milliseconds of the n-th run, counted from 1: the median of the runs around it, but for the first few. NaN if there were not so many. */
  double run(int n) {
    return n > times.length ? Double.NaN : n <= WINDOW ? times[n - 1] : median(n - 1 - WINDOW / 2, n + WINDOW / 2);
  }

  /** Milliseconds of a run in the end: the median of the last quarter. */
  double best() {
    return median(times.length - Math.max(1, times.length / 4), times.length);
  }

  /** Milliseconds from the start of the process until runs first were within 10 % of the best. */
  double warm() {
    double enough = NEAR * best();
    int i = 0;
    while (i < times.length - 1 && median(i - WINDOW + 1, i + 1) > enough) {
      i++;
    }
    return ends[i];
  }

  private double median(int from, int to) {
    double[] some = Arrays.copyOfRange(times, Math.max(0, from), Math.min(times.length, to));
    Arrays.sort(some);
    return some[some.length / 2];
  }
}
