package dev.fovea.processor.graph;

import dev.fovea.processor.problem.Place;
import java.util.List;

/**
 * A block as it was written: the user's annotation and its {@code Body}.
 *
 * @param name the annotation's simple name
 * @param qualifiedName its binary name, by which recursion is found
 * @param inputs the names that its layers may read besides one another
 * @param members the names of its members, of which those of type int may stand in {@code @With}
 * @param layers the layers of its body
 * @param place the body
 */
public record BlockSpec(String name, String qualifiedName, List<String> inputs, List<String> members, List<LayerDraft> layers,
    Place place) {}
