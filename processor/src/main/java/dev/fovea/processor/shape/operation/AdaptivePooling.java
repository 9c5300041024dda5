package dev.fovea.processor.shape.operation;

import dev.fovea.processor.shape.Axis;
import dev.fovea.processor.shape.Description;
import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.Reach;
import dev.fovea.processor.shape.Shape;
import dev.fovea.processor.shape.Window;

/** The average of each window, channel by channel, where windows divide the image as evenly as can be: their sizes may differ by one. */
public record AdaptivePooling(Shape input, Shape output) implements Operation {
  /**
   * The sliding window that gives the same, or null if there is none. With {@code i = j o + r}, unit u begins at {@code floor(u i / o) =
   * u j + floor(u r / o)}: evenly spaced for r of 0 and 1, where all windows have j or all have j + 1 positions.
   */
  public static Window window(int input, int output) {
    int step = input / output;
    int rest = input % output;
    return step > 0 && rest <= 1 ? new Window(step + rest, step, 1, 0, 0) : null;
  }

  @Override
  public String label() {
    return "adaptive average pool " + output.plane();
  }

  @Override
  public Description description() {
    return Description.of("ADAPTIVE_AVERAGE_POOL");
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
    if (in == 1 || out == 1) {
      return new Reach.Whole(in);
    }
    Window window = window(in, out);
    return window == null ? new Reach.Adaptive(in, out) : Windows.sliding(window);
  }
}
