package dev.fovea.processor.graph;

import dev.fovea.processor.problem.Place;

/** One use of a block: the members that were given to it. */
public record BlockUse(BlockSpec block, Attributes members, Place place) {}
