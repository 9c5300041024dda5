package dev.fovea.processor.plan;

import dev.fovea.processor.shape.Shape;

/**
 * A tensor of the network: the image, or what one operation produces.
 *
 * @param id its position among values; 0 is the image
 * @param name as it is called in generated code: the layer's name for its last operation, with the operation's added for others
 * @param told as sentences call it: by the layer's dotted name, as in {@code down3.reduce after batch norm}
 */
public record Value(int id, String name, String told, Shape shape) {
  /** A flow has one value of an id, which is what tells values apart wherever they are looked up. */
  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return id;
  }
}
