package dev.fovea.processor.shape.rule;

import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.OperationRule;
import dev.fovea.processor.shape.Shape;
import dev.fovea.processor.shape.Use;
import dev.fovea.processor.shape.Window;
import dev.fovea.processor.shape.operation.Pooling;
import java.util.List;

/** {@code @GlobalAvgPool}: the average of each channel. */
public final class GlobalAvgPoolRule implements OperationRule<Use> {
  @Override
  public Use read(Use use) {
    return use;
  }

  @Override
  public Operation infer(Use members, Use use, List<Shape> inputs) {
    Shape input = inputs.get(0);
    return new Pooling(false, true, input, Shape.flat(input.channels()), Window.whole(input.height()),
        Window.whole(input.width()), true);
  }
}
