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
  /** The value it reads, where there is only one. */
  public Value input() {
    return inputs.get(0);
  }

  /** Whether it is the last operation of its layer. */
  public boolean isLast() {
    return position == layer.operations().size() - 1;
  }
}
