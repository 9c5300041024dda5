package dev.fovea.processor.shape.operation;

import dev.fovea.processor.shape.Axis;
import dev.fovea.processor.shape.Description;
import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.Reach;
import dev.fovea.processor.shape.Shape;

/** All numbers in channel, height, width order as the channels of one pixel. */
public record Flatten(Shape input) implements Operation {
  @Override
  public String label() {
    return "flatten";
  }

  @Override
  public Shape output() {
    return Shape.flat(input.size());
  }

  @Override
  public Description description() {
    return Description.of("FLATTEN");
  }

  @Override
  public String formula() {
    return input.channels() + " * " + input.height() + " * " + input.width() + " = " + input.size();
  }

  @Override
  public Reach reach(Axis axis) {
    return new Reach.Whole(input.along(axis));
  }
}
