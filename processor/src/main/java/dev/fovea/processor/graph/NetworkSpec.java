package dev.fovea.processor.graph;

import dev.fovea.processor.problem.Place;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A network as it was written, free of the compiler's own types.
 *
 * @param packageName its package, empty for the default one
 * @param typeName its name within the package, with dots where it is nested
 * @param isInterface whether it is an interface, else an abstract class
 * @param isPublic whether it, and every type around it, is public
 * @param input the members of {@code @Network(input)}
 * @param channelsLast whether images go in and out as NHWC
 * @param layers its layers, blocks and repetitions expanded
 * @param drafts its layers as its methods declare them, in the order of the source where the compiler keeps it
 * @param allowed the warnings silenced on all of it, by name
 */
public record NetworkSpec(String packageName, String typeName, boolean isInterface, boolean isPublic, List<Integer> input,
    boolean channelsLast, List<LayerSpec> layers, List<LayerDraft> drafts, Set<String> allowed, Place place) {
  /** A network without blocks or repetitions. */
  public NetworkSpec(String packageName, String typeName, boolean isInterface, boolean isPublic, List<Integer> input,
      boolean channelsLast, List<LayerSpec> layers, Set<String> allowed, Place place) {
    this(packageName, typeName, isInterface, isPublic, input, channelsLast, layers, layers.stream().map(LayerDraft::new).toList(),
        allowed, place);
  }

  /** The name of the image among parameters. */
  public static final String INPUT = "input";

  /** The prefix of its generated classes: nested types join with an underscore. */
  public String generatedName() {
    return typeName.replace('.', '_');
  }

  /** The same for images of another shape. */
  public NetworkSpec withInput(List<Integer> shape) {
    return new NetworkSpec(packageName, typeName, isInterface, isPublic, shape, channelsLast, layers, drafts, allowed, place);
  }

  /** The same with the layer of that name changed, and all that are repetitions of it. */
  public NetworkSpec with(LayerSpec changed) {
    List<LayerSpec> all = layers.stream().map(layer -> layer.name().equals(changed.name()) ? changed
        : isRepetition(layer, changed) ? layer.withOperations(changed.operations()) : layer).toList();
    return new NetworkSpec(packageName, typeName, isInterface, isPublic, input, channelsLast, all, drafts, allowed, place);
  }

  private static boolean isRepetition(LayerSpec layer, LayerSpec changed) {
    return changed.isExpanded() && !changed.isInBlock() && !layer.isInBlock()
        && Expansion.method(layer.name()).equals(Expansion.method(changed.name()));
  }

  /** Every block that its layers use, and those within, by qualified name. */
  public Collection<BlockSpec> blocks() {
    Map<String, BlockSpec> blocks = new TreeMap<>();
    collect(drafts, blocks);
    return blocks.values();
  }

  private static void collect(List<LayerDraft> drafts, Map<String, BlockSpec> blocks) {
    for (LayerDraft draft : drafts) {
      if (draft.block() != null && blocks.putIfAbsent(draft.block().block().qualifiedName(), draft.block().block()) == null) {
        collect(draft.block().block().layers(), blocks);
      }
    }
  }

  /**
   * What a parameter may name: the network's own layers and its input, each with the layer that is read then. Layers within blocks
   * cannot be read from outside.
   */
  public Map<String, String> readable() {
    Map<String, String> readable = new TreeMap<>();
    readable.put(INPUT, INPUT);
    drafts.forEach(draft -> readable.put(draft.name(), Expansion.output(draft)));
    return readable;
  }

  /** Where {@code @Network(input)} stands. */
  public Place inputPlace() {
    return place.annotation("Network").member("input");
  }
}
