package dev.fovea.examples.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * How long it takes from the start of a Java machine to the first result and to full speed, here and with ONNX Runtime, each reading its
 * weights from a file; and what archives of classes give. Fresh processes, in turn; medians of the rounds.
 *
 * <pre>
 * --networks lenet5,resnet50,vgg16   which
 * --peers onnxruntime                with whom
 * --launches plain,cds,aot           with which archives; all that this Java has
 * --threads 1                        threads
 * --rounds 5                         processes for each line of the table
 * --seconds 5                        how long each process runs
 * --json FILE                        writes the table there as well
 * </pre>
 */
public final class StartUp {
  private static final int[] RUNS = {2, 10, 100, 1000};
  private static final String FORMAT = "%-18s %7s  %-12s %-6s %10s %9s %9s %9s %9s %9s %10s%n";

  private final Path folder;
  private final String classPath;
  private final double seconds;

  private StartUp(Path folder, double seconds) throws IOException {
    this.folder = folder;
    this.classPath = ClassPath.ofJars(folder);
    this.seconds = seconds;
  }

  /** One line of the table. */
  private record Start(Setting setting, Side side, Launch launch) {
    Path archive() {
      return setting.folder().resolve(setting.network().label() + "-" + side.label() + "." + launch.label());
    }
  }

  /** What was asked for. */
  private record Wanted(List<ComparedNetwork> networks, List<Side> sides, List<Launch> launches, List<Integer> threads, int rounds,
      double seconds, Path json) {
    static Wanted of(String[] arguments) {
      CommandLine line = CommandLine.of(arguments, Set.of(),
          Set.of("--networks", "--peers", "--launches", "--threads", "--rounds", "--seconds", "--json"));
      List<Side> sides = new ArrayList<>(List.of(Side.FOVEA));
      line.list("--peers", "onnxruntime").stream().map(Side::of).filter(Side::isPeer).forEach(sides::add);
      if (sides.stream().anyMatch(Side::isTorch)) {
        throw new IllegalArgumentException("only Java libraries are started here");
      }
      String all = Arrays.stream(Launch.values()).filter(Launch::isThere).map(Launch::label).collect(Collectors.joining(","));
      List<Launch> launches = line.list("--launches", all).stream().map(Launch::of).toList();
      return new Wanted(line.list("--networks", "lenet5,resnet50,vgg16").stream().map(ComparedNetwork::of).toList(), sides, launches,
          line.numbers("--threads", "1"), (int) line.number("--rounds", 5), line.number("--seconds", 5), line.path("--json"));
    }
  }

  /** Prints the table. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Wanted wanted;
    try {
      wanted = Wanted.of(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    System.out.printf(Locale.ROOT, "%s, %d processors, %s %s; milliseconds%n", System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(), System.getProperty("java.vm.name"), Runtime.version());
    System.out.printf(FORMAT, "network", "threads", "side", "launch", "first", "run 2", "run 10", "run 100", "run 1000", "best", "warm at");
    List<String> json = new ArrayList<>();
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      StartUp startUp = new StartUp(folder.path(), wanted.seconds());
      for (ComparedNetwork network : wanted.networks()) {
        network.write(folder.path());
        for (int threads : wanted.threads()) {
          startUp.measure(new Setting(network, 1, threads, false, folder.path()), wanted.sides(), wanted.launches(), wanted.rounds())
              .forEach((start, curves) -> json.add(report(start, curves)));
        }
        network.delete(folder.path());
      }
    }
    if (wanted.json() != null) {
      Files.writeString(wanted.json(), json.stream().collect(Collectors.joining(",\n  ", "[\n  ", "\n]\n")));
    }
  }

  private Map<Start, List<Curve>> measure(Setting setting, List<Side> sides, List<Launch> launches, int rounds)
      throws IOException, InterruptedException {
    Map<Start, List<Curve>> curves = new LinkedHashMap<>();
    for (Side side : sides) {
      for (Launch launch : launches) {
        Start start = new Start(setting, side, launch);
        if (launch != Launch.PLAIN) {
          run(start, launch.recording(start.archive()));
        }
        if (launch == Launch.PLAIN || Files.exists(start.archive())) {
          curves.put(start, new ArrayList<>());
        } else {
          System.out.printf("%s, %s: no archive for %s came of its first run%n", setting.network().label(), side.label(), launch.label());
        }
      }
    }
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<Start, List<Curve>> each : curves.entrySet()) {
        each.getValue().add(run(each.getKey(), each.getKey().launch().using(each.getKey().archive())));
      }
    }
    for (Start start : curves.keySet()) {
      Files.deleteIfExists(start.archive());
    }
    return curves;
  }

  private Curve run(Start start, List<String> options) throws IOException, InterruptedException {
    Path result = folder.resolve("result.bin");
    List<String> command = new ArrayList<>(start.side().java(options, StartUpWorker.class));
    command.addAll(start.setting().arguments());
    command.addAll(List.of(String.valueOf(seconds), result.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    ClassPath.give(builder, classPath);
    long started = StartUpWorker.microseconds(Instant.now());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes());
    int code = process.waitFor();
    if (code != 0) {
      throw new IOException(start.side().label() + " ended with code " + code + ": " + String.join(" ", command) + "\n" + said);
    }
    Curve curve = Curve.read(result, started);
    Files.delete(result);
    return curve;
  }

  /** Prints a line; the same as JSON is returned. */
  private static String report(Start start, List<Curve> curves) {
    double[] runs = Arrays.stream(RUNS).mapToDouble(n -> median(curves, curve -> curve.run(n))).toArray();
    double first = median(curves, Curve::first);
    double best = median(curves, Curve::best);
    double warm = median(curves, Curve::warm);
    System.out.printf(FORMAT, start.setting().network().label(), start.setting().threads(), start.side().label(), start.launch().label(),
        number("%.0f", first), number("%.3f", runs[0]), number("%.3f", runs[1]), number("%.3f", runs[2]), number("%.3f", runs[3]),
        number("%.3f", best), number("%.0f", warm));
    String curve = Arrays.stream(RUNS).mapToObj(n -> "\"" + n + "\": " + json(median(curves, each -> each.run(n))))
        .collect(Collectors.joining(", ", "{", "}"));
    return String.format(Locale.ROOT, "{\"network\": \"%s\", \"threads\": %d, \"side\": \"%s\", \"launch\": \"%s\", \"firstMs\": %s, "
        + "\"runMs\": %s, \"bestMs\": %s, \"warmAtMs\": %s}", start.setting().network().label(), start.setting().threads(),
        start.side().label(), start.launch().label(), json(first), curve, json(best), json(warm));
  }

  private static double median(List<Curve> curves, ToDoubleFunction<Curve> value) {
    double[] values = curves.stream().mapToDouble(value).sorted().toArray();
    return values[values.length / 2];
  }

  private static String number(String format, double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
  }

  private static String json(double value) {
    return Double.isNaN(value) ? "null" : String.format(Locale.ROOT, "%.4f", value);
  }
}
