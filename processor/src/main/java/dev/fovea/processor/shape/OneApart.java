package dev.fovea.processor.shape;

import dev.fovea.processor.graph.Attributes;
import dev.fovea.processor.graph.LayerSpec;
import dev.fovea.processor.graph.OperationSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A branch whose windows skip pixels that those of the others look at.
 *
 * @param layer the branch, as the join reads it
 */
public record OneApart(String layer) implements Fix {
  @Override
  public Optional<String> tell(Trial trial) {
    LayerSpec found = trial.network().layers().stream().filter(each -> each.name().equals(layer)).findFirst().orElse(null);
    long readers = trial.network().layers().stream()
        .filter(each -> each.inputs().stream().anyMatch(input -> input.name().equals(layer))).count();
    // A layer that others read too is a stage, whose stride is meant.
    for (OperationSpec operation : found == null || readers > 1 ? List.<OperationSpec>of() : found.operations()) {
      Attributes members = operation.attributes();
      boolean skips = members.has("stride") && !members.has("outputPadding")
          && members.integers("stride").stream().anyMatch(each -> each > 1);
      if (skips && !operation.given().containsKey("stride")) {
        return Edits.elsewhere("stride = 1", found, operation.kind(), Map.of("stride", List.of(1))).tell(trial);
      }
    }
    return Optional.empty();
  }
}
