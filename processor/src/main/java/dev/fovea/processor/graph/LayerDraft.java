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
 * @param repeat how often it is chained, or null where nothing is said
 * @param inBlock whether it stands in the body of a block
 */
public record LayerDraft(LayerSpec layer, BlockUse block, String with, Integer repeat, boolean inBlock) {
  /** A plain layer. */
  public LayerDraft(LayerSpec layer) {
    this(layer, null, null, null, false);
  }

  /** What layers read, as in {@code reduce(input) conv(reduce)}: class files lose it, and generated classes keep it. */
  public static String wiring(List<LayerDraft> layers) {
    // Sorted, since not every compiler keeps the order of methods.
    return layers.stream().sorted(Comparator.comparing(LayerDraft::name)).map(draft -> draft.name()
        + draft.layer().inputs().stream().map(InputSpec::name).collect(Collectors.joining(",", "(", ")"))).collect(Collectors.joining(" "));
  }

  /** The same with another value given to its block. */
  LayerDraft with(String member, int value) {
    return new LayerDraft(layer, new BlockUse(block.block(), block.members().with(member, value), block.place()), with, repeat, inBlock);
  }

  /** The layer's name. */
  public String name() {
    return layer.name();
  }

  /** The layer's name with that of its last repetition, whose value its readers read. */
  String lastName() {
    return repeat == null ? name() : name() + "[" + (Math.max(1, repeat) - 1) + "]";
  }

  /** Whether nothing is known of what it does; that was reported where it was read. */
  boolean isBroken() {
    return layer.isBroken() && (block == null || layer.origin().broken());
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
