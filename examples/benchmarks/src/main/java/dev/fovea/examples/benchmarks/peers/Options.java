package dev.fovea.examples.benchmarks.peers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What {@link SideBySide} compares, and how long.
 *
 * @param batches none, if nothing was said
 * @param python null without PyTorch
 * @param json null without a file
 */
record Options(List<ComparedNetwork> networks, boolean training, List<Integer> batches, List<Integer> threads, List<Side> sides, int rounds,
    double warmUp, double seconds, Path python, Path json) {
  private static final List<ComparedNetwork> TRAINED = List.of(ComparedNetwork.LENET5, ComparedNetwork.CIFARNET, ComparedNetwork.RESNET18,
      ComparedNetwork.MOBILENETV1);

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  static Options of(String[] arguments) {
    CommandLine line = CommandLine.of(arguments, Set.of("--training"), Set.of("--networks", "--batch", "--threads", "--peers", "--python",
        "--rounds", "--warm-up", "--seconds", "--json"));
    boolean training = line.has("--training");
    List<ComparedNetwork> all = training ? TRAINED : List.of(ComparedNetwork.values());
    return new Options(line.has("--networks") ? line.list("--networks", "").stream().map(ComparedNetwork::of).toList() : all, training,
        line.has("--batch") ? line.numbers("--batch", "") : List.of(), line.numbers("--threads", "1"), sides(line, training),
        (int) line.number("--rounds", 3), line.number("--warm-up", 3), line.number("--seconds", 3), line.path("--python"),
        line.path("--json"));
  }

  /** The sizes asked for, or the network's own. */
  List<Integer> batches(ComparedNetwork network) {
    return !batches.isEmpty() ? batches : List.of(training ? network.trainingBatch() : 1);
  }

  /** Ours and those named; if none is, all that can be had. */
  private static List<Side> sides(CommandLine line, boolean training) {
    List<Side> sides = new ArrayList<>(List.of(Side.FOVEA));
    if (!line.has("--peers")) {
      Arrays.stream(Side.values()).filter(side -> side.isPeer() && (!training || side.trains()) && (line.has("--python") || !side.isTorch())
          && (side != Side.DL4J || PeerMaker.isThere())).forEach(sides::add);
      return sides.stream().distinct().toList();
    }
    line.list("--peers", "").forEach(name -> sides.add(Side.of(name)));
    for (Side side : sides) {
      if (training && !side.trains()) {
        throw new IllegalArgumentException(side.label() + " is compared in inference only");
      }
      if (side.isTorch() && !line.has("--python")) {
        throw new IllegalArgumentException(side.label() + " needs --python FILE, a Python that has PyTorch");
      }
    }
    return sides.stream().distinct().toList();
  }
}
