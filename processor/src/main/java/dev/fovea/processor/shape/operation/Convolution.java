package dev.fovea.processor.shape.operation;

import dev.fovea.processor.shape.Axis;
import dev.fovea.processor.shape.Description;
import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.Reach;
import dev.fovea.processor.shape.Shape;
import dev.fovea.processor.shape.Weights;
import dev.fovea.processor.shape.Window;
import java.util.List;

/**
 * A cross-correlation with a bank of filters. A dense layer is one whose kernel covers its input, a depthwise convolution one with a
 * group per channel.
 */
public record Convolution(String name, Shape input, Shape output, Window rows, Window columns, int groups, List<Weights> weights)
    implements Operation {
  /** Whether it has a group, and one filter, for each channel. */
  public boolean isDepthwise() {
    return groups > 1 && groups == input.channels() && groups == output.channels();
  }

  /** Whether it is a dense layer. */
  public boolean isDense() {
    return name.equals("dense");
  }

  /** Whether its kernel covers its input exactly, so that one window sees everything: a dense layer, or as good as one. */
  public boolean coversInput() {
    return groups == 1 && covers(rows, input.height()) && covers(columns, input.width());
  }

  private static boolean covers(Window window, int size) {
    return window.kernel() == size && window.dilation() == 1 && window.before() == 0 && window.after() == 0;
  }

  /** Whether it adds a bias. */
  public boolean hasBias() {
    return weights.size() > 1;
  }

  /** Channels that one filter reads. */
  public int channelsPerGroup() {
    return input.channels() / groups;
  }

  @Override
  public String label() {
    if (isDense()) {
      return name + " " + output.channels();
    }
    return name + " " + Windows.size(rows, columns) + Windows.stride(rows, columns);
  }

  @Override
  public Description description() {
    return isDense() ? Description.of("DENSE") : Description.of("CONVOLUTION").with(rows, columns).with("groups", groups);
  }

  @Override
  public String formula() {
    if (isDense()) {
      return input.channels() + " * " + input.height() + " * " + input.width() + " = " + input.size() + " inputs to "
          + output.channels() + " units";
    }
    return Windows.formula(Axis.HEIGHT, rows, input.height(), output.height()) + "; "
        + Windows.formula(Axis.WIDTH, columns, input.width(), output.width());
  }

  @Override
  public long multiplyAdds() {
    return (long) output.size() * channelsPerGroup() * rows.kernel() * columns.kernel();
  }

  @Override
  public Reach reach(Axis axis) {
    if (isDense()) {
      return new Reach.Whole(input.along(axis));
    }
    return Windows.sliding(axis == Axis.HEIGHT ? rows : columns);
  }
}
