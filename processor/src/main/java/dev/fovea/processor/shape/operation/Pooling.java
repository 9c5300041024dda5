package dev.fovea.processor.shape.operation;

import dev.fovea.processor.shape.Axis;
import dev.fovea.processor.shape.Description;
import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.Reach;
import dev.fovea.processor.shape.Shape;
import dev.fovea.processor.shape.Window;

/**
 * The maximum or the average of each window, channel by channel.
 *
 * @param global whether the window covers the whole input
 * @param countPadding whether an average divides by the window with its padding
 */
public record Pooling(boolean maximum, boolean global, Shape input, Shape output, Window rows, Window columns,
    boolean countPadding) implements Operation {
  @Override
  public String label() {
    String name = maximum ? "max pool" : "average pool";
    return global ? "global " + name : name + " " + Windows.size(rows, columns) + Windows.stride(rows, columns);
  }

  @Override
  public Description description() {
    String name = maximum ? "MAX_POOL" : "AVERAGE_POOL";
    if (global) {
      return Description.of("GLOBAL_" + name);
    }
    Description windows = Description.of(name).with(rows, columns);
    return maximum ? windows : windows.with("countPadding", countPadding ? 1 : 0);
  }

  @Override
  public String formula() {
    if (global) {
      return "one number for each of " + input.channels() + " channels";
    }
    return Windows.formula(Axis.HEIGHT, rows, input.height(), output.height()) + "; "
        + Windows.formula(Axis.WIDTH, columns, input.width(), output.width());
  }

  @Override
  public Reach reach(Axis axis) {
    return global ? new Reach.Whole(input.along(axis)) : Windows.sliding(axis == Axis.HEIGHT ? rows : columns);
  }
}
