package dev.fovea.processor.graph;

import dev.fovea.processor.problem.Place;

/**
 * One parameter of a layer's method.
 *
 * @param name the layer it reads, or {@link NetworkSpec#INPUT}
 * @param shapeOnly whether only its height and width are read ({@code @ShapeOf})
 */
public record InputSpec(String name, boolean shapeOnly, Place place) {}
