package dev.fovea.processor.graph;

import dev.fovea.processor.problem.Place;
import java.util.List;
import java.util.Set;

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

  /** The same with the layer of that name changed. */
  public NetworkSpec with(LayerSpec changed) {
    List<LayerSpec> all = layers.stream().map(layer -> layer.name().equals(changed.name()) ? changed : layer).toList();
    return new NetworkSpec(packageName, typeName, isInterface, isPublic, input, channelsLast, all, allowed, place);
  }

  /** Where {@code @Network(input)} stands. */
  public Place inputPlace() {
    return place.annotation("Network").member("input");
  }
}
