package dev.fovea.processor.shape.rule;

import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.OperationRule;
import dev.fovea.processor.shape.Shape;
import dev.fovea.processor.shape.Sizes;
import dev.fovea.processor.shape.Use;
import dev.fovea.processor.shape.Window;
import dev.fovea.processor.shape.operation.Pooling;
import java.util.List;

/** {@code @GlobalAvgPool} and {@code @GlobalMaxPool}: one number for each channel. */
public record GlobalPoolRule(boolean maximum) implements OperationRule<Use> {
  @Override
  public Use read(Use use) {
    return use;
  }

  @Override
  public Operation infer(Use members, Use use, List<Shape> inputs) {
    Shape input = inputs.get(0);
    if (maximum && !Sizes.places(use, input.height(), input.width())) {
      return null;
    }
    return new Pooling(maximum, true, input, Shape.flat(input.channels()), Window.whole(input.height()),
        Window.whole(input.width()), !maximum);
  }
}
