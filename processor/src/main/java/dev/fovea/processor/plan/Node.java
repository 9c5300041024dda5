package dev.fovea.processor.plan;

import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.ShapedLayer;
import java.util.List;

/**
 * One operation between the values it reads and the value it produces.
 *
 * @param id its position in the order of execution
 * @param position which of the layer's operations it is
 */
public record Node(int id, ShapedLayer layer, int position, Operation operation, List<Value> inputs, Value output) {
  /** A flow has one node of an id, which is what tells nodes apart wherever they are looked up. */
  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return id;
  }

  /** The value it reads, where there is only one. */
  public Value input() {
    return inputs.get(0);
  }

  /** Whether it is the last operation of its layer. */
  public boolean isLast() {
    return position == layer.operations().size() - 1;
  }
}
