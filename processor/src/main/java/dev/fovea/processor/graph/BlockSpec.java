package dev.fovea.processor.graph;

import dev.fovea.processor.problem.Place;
import java.util.List;
import java.util.Set;

/**
 * A block as it was written: the user's annotation and its {@code Body}.
 *
 * @param name the annotation's simple name
 * @param qualifiedName its binary name, by which recursion is found
 * @param packageName its package, empty for the default one
 * @param companion the simple name of the generated class that keeps its wiring
 * @param origin where it was read from
 * @param readable whether its Java makes sense; what does not was reported where it was read
 * @param inputs the names that its layers may read besides one another
 * @param members the names of its members of type int, which may stand in {@code @With}
 * @param layers the layers of its body
 * @param allowed the warnings silenced on all of it, by name
 * @param place the body
 */
public record BlockSpec(String name, String qualifiedName, String packageName, String companion, Origin origin, boolean readable,
    List<String> inputs, List<String> members, List<LayerDraft> layers, Set<String> allowed, Place place) {
  /** Where a block was read from. */
  public enum Origin {
    /** A source of this compilation, in which its mistakes are reported. */
    SOURCE,
    /** A class file, with its companion beside it. */
    CLASS_FILE,
    /** A class file without a companion: what its layers read is lost. */
    WITHOUT_COMPANION
  }

  /** Whether its own mistakes are reported in this compilation, in its body. */
  boolean isSource() {
    return origin == Origin.SOURCE;
  }
}
