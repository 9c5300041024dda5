package dev.fovea.processor.shape;

import dev.fovea.processor.graph.InputSpec;
import dev.fovea.processor.graph.LayerSpec;
import dev.fovea.processor.graph.NetworkSpec;
import dev.fovea.processor.graph.OperationSpec;
import java.util.List;
import java.util.Optional;

/**
 * One operation too many: without it, or without its layer if that does nothing else, all is well.
 *
 * @param layer the layer that does it
 * @param kind the operation
 */
public record LeaveOut(String layer, String kind) implements Fix {
  @Override
  public Optional<String> tell(Trial trial) {
    NetworkSpec network = trial.network();
    LayerSpec whole = network.layers().stream().filter(each -> each.name().equals(layer)).findFirst().orElse(null);
    if (whole == null || whole.operation(kind).isEmpty() || whole.isExpanded() || !whole.isWrittenHere()) {
      return Optional.empty();
    }
    List<OperationSpec> others = whole.operations().stream().filter(each -> !each.kind().equals(kind)).toList();
    if (!others.isEmpty()) {
      return trial.mends(network.with(whole, each -> each.withOperations(others)))
          ? Optional.of("leave out @" + kind + " of " + layer)
          : Optional.empty();
    }
    if (whole.inputs().size() != 1 || whole.output() || network.layers().size() == 1) {
      return Optional.empty();
    }
    String before = whole.inputs().get(0).name();
    List<LayerSpec> layers = network.layers().stream().filter(each -> !each.name().equals(layer))
        .map(each -> each.withInputs(each.inputs().stream().map(input -> input.name().equals(layer)
            ? new InputSpec(before, input.shapeOnly(), input.place()) : input).toList())).toList();
    return trial.mends(network.withLayers(layers)) ? Optional.of("leave out " + layer) : Optional.empty();
  }
}
