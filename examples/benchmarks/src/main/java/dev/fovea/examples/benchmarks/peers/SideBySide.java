package dev.fovea.examples.benchmarks.peers;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Compares inference here with that of other libraries: each measurement in a fresh process, the sides in turn, on the same images and
 * weights. What the sides give must agree, to a thousandth of the largest number, or nothing is reported.
 *
 * <pre>
 * --networks lenet5,resnet18   which; all, if none is named
 * --batch 1,32                 batch sizes; 1
 * --threads 1,2                threads; 1
 * --peers onnxruntime          with whom; onnxruntime
 * --rounds 3                   processes for each side
 * --warm-up 3                  seconds before it is measured
 * --seconds 3                  seconds in which it is measured
 * --json FILE                  writes the table there as well
 * </pre>
 */
public final class SideBySide {
  private static final double AGREEMENT = 1e-3;

  private final Options options;
  private final Path folder;

  /** What one process measured, in nanoseconds. */
  private record Measured(long first, long[] times, float[] output) {}

  private SideBySide(Options options, Path folder) {
    this.options = options;
    this.folder = folder;
  }

  /** Prints the table. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Options options;
    try {
      options = Options.of(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    Path folder = Files.createTempDirectory("fovea-peers");
    try {
      new SideBySide(options, folder).run();
    } finally {
      delete(folder);
    }
  }

  private void run() throws IOException, InterruptedException {
    System.out.printf(Locale.ROOT, "%s, %d processors, %s %s%n", System.getProperty("os.arch"), Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.vm.name"), Runtime.version());
    System.out.println(Row.HEADER);
    List<Row> rows = new ArrayList<>();
    for (ComparedNetwork network : options.networks()) {
      network.write(folder);
      for (int batch : options.batches()) {
        for (int threads : options.threads()) {
          rows.addAll(compare(network, batch, threads));
        }
      }
      Files.delete(network.weights(folder));
      Files.delete(network.model(folder));
    }
    if (options.json() != null) {
      Files.writeString(options.json(), Row.json(rows));
    }
  }

  private List<Row> compare(ComparedNetwork network, int batch, int threads) throws IOException, InterruptedException {
    Map<Side, List<Measured>> measured = new EnumMap<>(Side.class);
    for (int round = 0; round < options.rounds(); round++) {
      for (Side side : options.sides()) {
        measured.computeIfAbsent(side, none -> new ArrayList<>()).add(measure(side, network, batch, threads));
      }
    }
    float[] ours = measured.get(Side.FOVEA).get(0).output();
    List<Row> rows = new ArrayList<>();
    for (Side side : options.sides()) {
      for (Measured one : measured.get(side)) {
        requireAgreement(network, side, ours, one.output());
      }
      rows.add(row(network, batch, threads, side, measured.get(side), rows.isEmpty() ? null : rows.get(0)));
      System.out.println(rows.get(rows.size() - 1));
    }
    return rows;
  }

  /** The medians of the processes, and the median of these; the slowest of a hundred likewise. */
  private static Row row(ComparedNetwork network, int batch, int threads, Side side, List<Measured> measured, Row ours) {
    double median = median(measured.stream().mapToDouble(one -> quantile(one.times(), 0.5)).toArray());
    double slow = median(measured.stream().mapToDouble(one -> quantile(one.times(), 0.99)).toArray());
    double first = median(measured.stream().mapToDouble(Measured::first).toArray());
    return new Row(network.label(), batch, threads, side.label(), median / 1e6, slow / 1e6, first / 1e6,
        ours == null ? 1 : median / 1e6 / ours.median());
  }

  private static double quantile(long[] times, double share) {
    long[] sorted = times.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  private Measured measure(Side side, ComparedNetwork network, int batch, int threads) throws IOException, InterruptedException {
    Path result = Files.createTempFile(folder, "result", ".bin");
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--add-modules", "jdk.incubator.vector", "-cp", System.getProperty("java.class.path"), Worker.class.getName(), side.label(),
        network.label(), String.valueOf(batch), String.valueOf(threads), String.valueOf(options.warmUp()), String.valueOf(options.seconds()),
        folder.toString(), result.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IOException(side.label() + " failed on " + network.label() + ":\n" + said);
    }
    try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(result)))) {
      long first = in.readLong();
      long[] times = new long[in.readInt()];
      for (int i = 0; i < times.length; i++) {
        times[i] = in.readLong();
      }
      float[] output = new float[in.readInt()];
      for (int i = 0; i < output.length; i++) {
        output[i] = in.readFloat();
      }
      return new Measured(first, times, output);
    } finally {
      Files.delete(result);
    }
  }

  private static void requireAgreement(ComparedNetwork network, Side side, float[] ours, float[] theirs) throws IOException {
    if (ours.length != theirs.length) {
      throw new IOException(side.label() + " gives " + theirs.length + " numbers for " + network.label() + ", not " + ours.length);
    }
    double largest = 0;
    double apart = 0;
    for (int i = 0; i < ours.length; i++) {
      largest = Math.max(largest, Math.abs(ours[i]));
      double difference = Math.abs((double) ours[i] - theirs[i]);
      apart = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(apart, difference);
    }
    if (!(largest > 0) || apart > AGREEMENT * largest) {
      throw new IOException(side.label() + " and Fovea differ on " + network.label() + " by " + apart + ", where the largest number is "
          + largest);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      paths.sorted(Comparator.reverseOrder()).forEach(path -> {
        try {
          Files.delete(path);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
    }
  }
}
