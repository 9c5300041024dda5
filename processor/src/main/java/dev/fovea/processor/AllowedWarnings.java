package dev.fovea.processor;

import dev.fovea.processor.graph.BlockSpec;
import dev.fovea.processor.graph.LayerDraft;
import dev.fovea.processor.graph.LayerSpec;
import dev.fovea.processor.graph.NetworkSpec;
import dev.fovea.processor.problem.Problem;
import java.util.List;
import java.util.Set;
import java.util.Objects;

/** Drops the warnings that {@code @Allow} silences, on the layer where they stand or on the whole network, or block. */
final class AllowedWarnings {
  private AllowedWarnings() {}

  static List<Problem> drop(NetworkSpec network, List<Problem> problems) {
    return drop(network.allowed(), network.layers(), problems);
  }

  static List<Problem> drop(BlockSpec block, List<Problem> problems) {
    return drop(block.allowed(), block.layers().stream().map(LayerDraft::layer).toList(), problems);
  }

  private static List<Problem> drop(Set<String> allowed, List<LayerSpec> layers, List<Problem> problems) {
    return problems.stream().filter(problem -> !problem.warning() || !allowed.contains(problem.code().name())
        && layers.stream().noneMatch(layer -> layer.allowed().contains(problem.code().name())
            && layer.place().isOnMethodOf(problem.place()))).toList();
  }
}
