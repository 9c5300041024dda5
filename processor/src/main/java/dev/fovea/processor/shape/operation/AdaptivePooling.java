package dev.fovea.processor.shape.operation;

import dev.fovea.processor.shape.Axis;
import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.Reach;
import dev.fovea.processor.shape.Shape;

/** The average of each window, channel by channel, where windows divide the image as evenly as can be: their sizes may differ by one. */
public record AdaptivePooling(Shape input, Shape output) implements Operation {
  @Override
  public String label() {
    return "adaptive average pool " + output.plane();
  }

  @Override
  public String formula() {
    return formula(Axis.HEIGHT) + "; " + formula(Axis.WIDTH);
  }

  private String formula(Axis axis) {
    String parts = " * " + input.along(axis) + " / " + output.along(axis) + ")";
    return axis + ": " + output.along(axis) + ", unit u sees floor(u" + parts + " to ceil((u + 1)" + parts + " - 1";
  }

  @Override
  public Reach reach(Axis axis) {
    int in = input.along(axis);
    int out = output.along(axis);
    if (out == 1) {
      return new Reach.Whole(in);
    }
    return in % out == 0 ? new Reach.Sliding(in / out, in / out, 0) : new Reach.Adaptive(in, out);
  }
}
