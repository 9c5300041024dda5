package dev.fovea.processor.graph;

import dev.fovea.processor.problem.Place;
import dev.fovea.processor.problem.Problems;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A network as it was written, free of the compiler's own types.
 *
 * @param packageName its package, empty for the default one
 * @param typeName its name within the package, with dots where it is nested
 * @param isInterface whether it is an interface, else an abstract class
 * @param isPublic whether it, and every type around it, is public
 * @param input the members of {@code @Network(input)}
 * @param channelsLast whether images go in and out as NHWC
 * @param winograd whether 3x3 and 5x5 convolutions may be done by Winograd's algorithm
 * @param layers its layers, blocks and repetitions expanded
 * @param drafts its layers as its methods declare them, in the order of the source where the compiler keeps it
 * @param allowed the warnings silenced on all of it, by name
 */
public record NetworkSpec(String packageName, String typeName, boolean isInterface, boolean isPublic, List<Integer> input,
    boolean channelsLast, boolean winograd, List<LayerSpec> layers, List<LayerDraft> drafts, Set<String> allowed, Place place) {
  /** A network without blocks or repetitions. */
  public NetworkSpec(String packageName, String typeName, boolean isInterface, boolean isPublic, List<Integer> input,
      boolean channelsLast, List<LayerSpec> layers, Set<String> allowed, Place place) {
    this(packageName, typeName, isInterface, isPublic, input, channelsLast, true, layers, layers.stream().map(LayerDraft::new).toList(),
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
    return new NetworkSpec(packageName, typeName, isInterface, isPublic, shape, channelsLast, winograd, layers, drafts, allowed, place);
  }

  /** The same with other layers. */
  public NetworkSpec withLayers(List<LayerSpec> others) {
    return new NetworkSpec(packageName, typeName, isInterface, isPublic, input, channelsLast, winograd, others, drafts, allowed, place);
  }

  /**
   * The same with a member changed that one of its methods gives to a block; itself unchanged where the layers are not those of its
   * methods alone, as after a width multiplier.
   */
  public NetworkSpec withUse(String method, String member, int value) {
    List<LayerDraft> others = drafts.stream().map(draft -> draft.name().equals(method) && draft.block() != null
        ? draft.with(member, value) : draft).toList();
    boolean alone = Expansion.expand(drafts, new Problems()).equals(layers);
    return alone ? new NetworkSpec(packageName, typeName, isInterface, isPublic, input, channelsLast, winograd,
        Expansion.expand(others, new Problems()), others, allowed, place) : this;
  }

  /** The same with every layer changed that is declared by the same method as one. */
  public NetworkSpec with(LayerSpec like, UnaryOperator<LayerSpec> change) {
    return withLayers(layers.stream().map(layer -> layer.isDeclaredWith(like) ? change.apply(layer) : layer).toList());
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
