package dev.fovea.examples.benchmarks.peers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Compares inference or training here with that of other libraries: each measurement in a fresh process, the sides in turn, on the same
 * images and weights. What the sides give must agree, to a thousandth of the largest number, or nothing is reported.
 *
 * <pre>
 * --networks lenet5,resnet18   which; all, if none is named
 * --training                   training steps: forward, cross-entropy, backward, an update; else inferences
 * --batch 1,32                 batch sizes; 1, or for training 64 small images, 16 large ones
 * --threads 1,2                threads; 1
 * --peers onnxruntime          with whom: onnxruntime, dl4j, pytorch, torchscript; all that can be had. And interpreter: the same plan
 *                              and kernels, interpreted
 * --python FILE                a Python that has PyTorch
 * --rounds 3                   processes for each side
 * --warm-up 3                  seconds before it is measured
 * --seconds 3                  seconds in which it is measured
 * --json FILE                  writes the table there as well
 * </pre>
 */
public final class SideBySide {
  private static final String SCRIPT = "torch_peer.py";

  private final Options options;
  private final Path folder;

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
    try (TemporaryFolder folder = TemporaryFolder.create(); InputStream script = SideBySide.class.getResourceAsStream(SCRIPT)) {
      Files.copy(script, folder.path().resolve(SCRIPT));
      new SideBySide(options, folder.path()).run();
    }
  }

  private void run() throws IOException, InterruptedException {
    System.out.printf(Locale.ROOT, "%s, %d processors, %s %s%n", System.getProperty("os.arch"), Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.vm.name"), Runtime.version());
    System.out.println(Row.HEADER);
    List<Row> rows = new ArrayList<>();
    for (ComparedNetwork network : options.networks()) {
      network.write(folder);
      for (int batch : options.batches(network)) {
        for (int threads : options.threads()) {
          Setting setting = new Setting(network, batch, threads, options.training(), folder);
          setting.writeData();
          rows.addAll(compare(setting));
          Files.delete(setting.data());
        }
      }
      network.delete(folder);
    }
    if (options.json() != null) {
      Files.writeString(options.json(), Row.json(rows));
    }
  }

  private List<Row> compare(Setting setting) throws IOException, InterruptedException {
    Map<Side, List<Measured>> measured = new EnumMap<>(Side.class);
    Map<Side, String> cannot = new EnumMap<>(Side.class);
    List<float[]> ours = null;
    for (int round = 0; round < options.rounds(); round++) {
      for (Side side : options.sides()) {
        if (cannot.containsKey(side)) {
          continue;
        }
        try {
          Measured one = measure(side, setting);
          ours = ours == null ? one.compared() : ours;
          Agreement.require(setting, side, ours, one.compared());
          measured.computeIfAbsent(side, none -> new ArrayList<>()).add(one.compact());
        } catch (CannotException e) {
          cannot.put(side, e.getMessage());
        }
      }
    }
    List<Row> rows = new ArrayList<>();
    for (Side side : options.sides()) {
      rows.add(cannot.containsKey(side) ? Row.cannot(setting, side, cannot.get(side))
          : Row.of(setting, side, measured.get(side), rows.isEmpty() ? null : rows.get(0)));
      System.out.println(rows.get(rows.size() - 1));
    }
    return rows;
  }

  private Measured measure(Side side, Setting setting) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(side.command(options.python(), folder.resolve(SCRIPT)));
    command.addAll(setting.arguments());
    command.addAll(List.of(String.valueOf(options.warmUp()), String.valueOf(options.seconds())));
    return Measured.by(command, setting);
  }
}
