package dev.fovea.processor.plan;

import dev.fovea.processor.shape.Shape;

/**
 * A tensor of the network: the image, or what one operation produces.
 *
 * @param id its position among values; 0 is the image
 * @param name as it is called in generated code: the layer's name for its last operation, with the operation's added for others
 */
public record Value(int id, String name, Shape shape) {}
