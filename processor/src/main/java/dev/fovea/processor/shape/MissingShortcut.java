package dev.fovea.processor.shape;

import dev.fovea.processor.graph.Attributes;
import dev.fovea.processor.graph.BlockSpec;
import dev.fovea.processor.graph.InputSpec;
import dev.fovea.processor.graph.LayerDraft;
import dev.fovea.processor.graph.LayerSpec;
import dev.fovea.processor.graph.NetworkSpec;
import dev.fovea.processor.graph.OperationSpec;
import dev.fovea.processor.problem.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A {@code @Shortcut} that brings one input of a join to the shape of another; in a block, at all its uses.
 *
 * @param layer the layer that joins
 * @param from which of its parameters is brought to a shape
 * @param to which of its parameters has it
 */
public record MissingShortcut(LayerSpec layer, int from, int to) implements Fix {
  private static final List<String> NAMES = List.of("skip", "shortcut", "projection");

  @Override
  public Optional<String> tell(Trial trial) {
    NetworkSpec network = trial.network();
    Set<String> taken = network.layers().stream().map(LayerSpec::name).collect(Collectors.toSet());
    String name = NAMES.stream().filter(each -> network.layers().stream().filter(other -> other.isDeclaredWith(layer))
        .noneMatch(other -> taken.contains(prefix(other) + each))).findFirst().orElse(null);
    List<String> written = written(network);
    if (name == null || !layer.isWrittenHere() || written.size() <= Math.max(from, to)) {
      return Optional.empty();
    }
    boolean batchNorm = network.layers().stream().filter(each -> each.name().equals(layer.inputs().get(to).name()))
        .anyMatch(each -> each.operations().stream().map(OperationSpec::kind).reduce("", (first, last) -> last).equals("BatchNorm"));
    List<LayerSpec> layers = new ArrayList<>();
    for (LayerSpec each : network.layers()) {
      if (each.isDeclaredWith(layer)) {
        layers.add(shortcut(prefix(each) + name, each, batchNorm));
        layers.add(reading(prefix(each) + name, each));
      } else {
        layers.add(each);
      }
    }
    return trial.mends(network.withLayers(layers)) ? Optional.of(text(name, written, batchNorm)) : Optional.empty();
  }

  private String text(String name, List<String> written, boolean batchNorm) {
    String where = layer.isInBlock() ? "in " + layer.declaration().substring(layer.declaration().indexOf('@')) + " " : "";
    return where + "add @Shortcut" + (batchNorm ? "(batchNorm = true)" : "") + " Tensor " + name + "(Tensor " + written.get(from)
        + ", Tensor " + written.get(to) + ") and read " + name + " instead of " + written.get(from);
  }

  private LayerSpec reading(String name, LayerSpec reader) {
    List<InputSpec> inputs = new ArrayList<>(reader.inputs());
    inputs.set(from, new InputSpec(name, false, inputs.get(from).place()));
    return reader.withInputs(inputs);
  }

  private LayerSpec shortcut(String name, LayerSpec reader, boolean batchNorm) {
    Place place = reader.place().annotation("Shortcut");
    Attributes members = new Attributes(Map.of("batchNorm", batchNorm, "initializer", "AUTO", "l1", 0.0, "l2", 0.0, "frozen", false));
    return new LayerSpec(name, List.of(new OperationSpec("Shortcut", members, place)),
        List.of(reader.inputs().get(from), reader.inputs().get(to)), false, null, Set.of(), reader.place(), reader.origin());
  }

  /** What the names of the layers around it begin with. */
  private static String prefix(LayerSpec layer) {
    return layer.name().substring(0, layer.name().lastIndexOf('.') + 1);
  }

  /** The names of its parameters, as its method or its block has them. */
  private List<String> written(NetworkSpec network) {
    List<LayerDraft> drafts = new ArrayList<>(network.drafts());
    network.blocks().stream().map(BlockSpec::layers).forEach(drafts::addAll);
    Place own = layer.place().innermost();
    return drafts.stream().map(LayerDraft::layer).filter(each -> each.place().innermost().isOnMethodOf(own)).findFirst()
        .map(each -> each.inputs().stream().map(InputSpec::name).toList()).orElse(List.of());
  }
}
