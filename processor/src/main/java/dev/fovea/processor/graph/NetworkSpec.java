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
 * @param layers its layers, in the order of the source where the compiler keeps it
 * @param allowed the warnings silenced on all of it, by name
 */
public record NetworkSpec(String packageName, String typeName, boolean isInterface, boolean isPublic, List<Integer> input,
    boolean channelsLast, List<LayerSpec> layers, Set<String> allowed, Place place) {
  /** The name of the image among parameters. */
  public static final String INPUT = "input";

  /** The prefix of its generated classes: nested types join with an underscore. */
  public String generatedName() {
    return typeName.replace('.', '_');
  }

  /** The same for images of another shape. */
  public NetworkSpec withInput(List<Integer> shape) {
    return new NetworkSpec(packageName, typeName, isInterface, isPublic, shape, channelsLast, layers, allowed, place);
  }

  /** Where {@code @Network(input)} stands. */
  public Place inputPlace() {
    return place.annotation("Network").member("input");
  }
}
