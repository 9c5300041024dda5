package dev.fovea.processor.shape;

import dev.fovea.processor.graph.InputSpec;
import dev.fovea.processor.graph.LayerSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Two parameters in the wrong order.
 *
 * @param layer whose parameters they are
 */
public record Swapped(LayerSpec layer) implements Fix {
  @Override
  public Optional<String> tell(Trial trial) {
    boolean mends = layer.isWrittenHere() && trial.mends(trial.network().with(layer, each -> {
      List<InputSpec> inputs = new ArrayList<>(each.inputs());
      Collections.reverse(inputs);
      return each.withInputs(inputs);
    }));
    return mends ? Optional.of("swap the parameters: the first is brought to the shape of the second") : Optional.empty();
  }
}
