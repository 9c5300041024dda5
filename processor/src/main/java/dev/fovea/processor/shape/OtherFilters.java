package dev.fovea.processor.shape;

import dev.fovea.processor.graph.InputSpec;
import dev.fovea.processor.graph.LayerSpec;
import dev.fovea.processor.graph.OperationSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Another number of filters, or of units, in the layer that decides how many channels reach a join, or a grouped convolution.
 *
 * @param layer the layer that is read
 * @param channels how many it should give
 */
public record OtherFilters(String layer, int channels) implements Fix {
  private static final int MOST_STEPS = 8;

  @Override
  public Optional<String> tell(Trial trial) {
    String name = layer;
    for (int step = 0; step < MOST_STEPS; step++) {
      String current = name;
      LayerSpec found = trial.network().layers().stream().filter(each -> each.name().equals(current)).findFirst().orElse(null);
      if (found == null || found.values().size() != 1) {
        return Optional.empty();
      }
      List<OperationSpec> operations = new ArrayList<>(found.operations());
      Collections.reverse(operations);
      for (OperationSpec operation : operations) {
        String member = operation.attributes().has("filters") ? "filters" : operation.kind().equals("Dense") ? "value" : null;
        if (member != null) {
          String text = member.equals("value") ? "@Dense(" + channels + ")" : "filters = " + channels;
          return operation.given().containsKey(member) ? Optional.empty()
              : Edits.elsewhere(text, found, operation.kind(), Map.of(member, channels)).tell(trial);
        }
        boolean multiplies = operation.kind().equals("Depthwise") && operation.attributes().integer("multiplier") != 1;
        if (operation.kind().equals("Flatten") || multiplies) {
          return Optional.empty();
        }
      }
      List<InputSpec> inputs = found.values();
      name = inputs.get(0).name();
    }
    return Optional.empty();
  }
}
