package dev.fovea.processor;

import dev.fovea.processor.graph.LayerSpec;
import dev.fovea.processor.graph.NetworkSpec;
import dev.fovea.processor.problem.Problem;
import java.util.List;
import java.util.Objects;

/** Drops the warnings that {@code @Allow} silences, on the layer where they stand or on the whole network. */
final class AllowedWarnings {
  private AllowedWarnings() {}

  static List<Problem> drop(NetworkSpec network, List<Problem> problems) {
    return problems.stream().filter(problem -> !problem.warning() || !isAllowed(network, problem)).toList();
  }

  private static boolean isAllowed(NetworkSpec network, Problem problem) {
    String warning = problem.code().name();
    return network.allowed().contains(warning) || network.layers().stream()
        .filter(layer -> stands(problem, layer)).anyMatch(layer -> layer.allowed().contains(warning));
  }

  private static boolean stands(Problem problem, LayerSpec layer) {
    return Objects.equals(layer.place().method(), problem.place().method())
        && layer.place().occurrence() == problem.place().occurrence();
  }
}
