package dev.fovea.processor.graph;

import dev.fovea.processor.problem.Place;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A layer before blocks and repetitions are expanded.
 *
 * @param layer the layer; it has no operations where it is a block
 * @param block the block that it uses, or null
 * @param with the text of its {@code @With}, or null
 * @param repeat how often it is chained, 1 where nothing is said
 */
public record LayerDraft(LayerSpec layer, BlockUse block, String with, int repeat) {
  /** A plain layer. */
  public LayerDraft(LayerSpec layer) {
    this(layer, null, null, 1);
  }

  /** What layers read, as in {@code reduce(input) conv(reduce)}: class files lose it, and generated classes keep it. */
  public static String wiring(List<LayerDraft> layers) {
    // Sorted, since not every compiler keeps the order of methods.
    return layers.stream().sorted(Comparator.comparing(LayerDraft::name)).map(draft -> draft.name()
        + draft.layer().inputs().stream().map(InputSpec::name).collect(Collectors.joining(",", "(", ")"))).collect(Collectors.joining(" "));
  }

  /** The layer's name. */
  public String name() {
    return layer.name();
  }

  /** Where {@code @With} stands. */
  public Place withPlace() {
    return layer.place().annotation("With").member("value");
  }

  /** Where {@code @Repeat} stands. */
  public Place repeatPlace() {
    return layer.place().annotation("Repeat").member("value");
  }
}
