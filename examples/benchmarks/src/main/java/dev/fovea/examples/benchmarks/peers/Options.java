package dev.fovea.examples.benchmarks.peers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is compared, and how long. */
record Options(List<ComparedNetwork> networks, List<Integer> batches, List<Integer> threads, List<Side> sides, int rounds, double warmUp,
    double seconds, Path json) {
  private static final Set<String> KNOWN = Set.of("--networks", "--batch", "--threads", "--peers", "--rounds", "--warm-up", "--seconds",
      "--json");

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  static Options of(String[] arguments) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      if (!KNOWN.contains(arguments[i])) {
        throw new IllegalArgumentException("no option is called " + arguments[i] + "; there are "
            + String.join(", ", KNOWN.stream().sorted().toList()));
      }
      if (i + 1 == arguments.length) {
        throw new IllegalArgumentException(arguments[i] + " needs a value");
      }
      given.put(arguments[i], arguments[i + 1]);
    }
    List<Side> sides = new ArrayList<>(List.of(Side.FOVEA));
    list(given.getOrDefault("--peers", "onnxruntime")).forEach(name -> sides.add(Side.of(name)));
    List<ComparedNetwork> networks = given.containsKey("--networks")
        ? list(given.get("--networks")).stream().map(ComparedNetwork::of).toList() : List.of(ComparedNetwork.values());
    return new Options(networks, numbers("--batch", given), numbers("--threads", given), sides.stream().distinct().toList(),
        (int) positive("--rounds", given.getOrDefault("--rounds", "3")), positive("--warm-up", given.getOrDefault("--warm-up", "3")),
        positive("--seconds", given.getOrDefault("--seconds", "3")), given.containsKey("--json") ? Path.of(given.get("--json")) : null);
  }

  private static List<String> list(String value) {
    return Arrays.asList(value.split(","));
  }

  private static List<Integer> numbers(String option, Map<String, String> given) {
    return list(given.getOrDefault(option, "1")).stream().map(value -> (int) positive(option, value)).toList();
  }

  private static double positive(String option, String value) {
    try {
      double number = Double.parseDouble(value);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException(option + " takes numbers above 0, not " + value);
  }
}
