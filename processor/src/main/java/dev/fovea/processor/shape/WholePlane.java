package dev.fovea.processor.shape;

import dev.fovea.processor.graph.Attributes;
import dev.fovea.processor.graph.LayerSpec;
import dev.fovea.processor.graph.OperationSpec;
import java.util.Map;
import java.util.Optional;

/**
 * An average over all that is there instead of an average pool with a window of that size: what heads mean that were written for images
 * of one size.
 *
 * @param layer the layer that pools
 * @param operation its pool
 */
public record WholePlane(LayerSpec layer, OperationSpec operation) implements Fix {
  @Override
  public Optional<String> tell(Trial trial) {
    OperationSpec global = new OperationSpec("GlobalAvgPool", new Attributes(Map.of()), operation.place());
    boolean mends = layer.isWrittenHere() && !layer.isInBlock() && trial.mends(trial.network().with(layer,
        each -> each.withOperations(each.operations().stream().map(old -> old.kind().equals(operation.kind()) ? global : old).toList())));
    return mends ? Optional.of("@GlobalAvgPool instead of @AvgPool: it takes what is there") : Optional.empty();
  }
}
