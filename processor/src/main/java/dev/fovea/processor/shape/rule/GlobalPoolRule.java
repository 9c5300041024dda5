package dev.fovea.processor.shape.rule;

import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.OperationRule;
import dev.fovea.processor.shape.Shape;
import dev.fovea.processor.shape.Use;
import dev.fovea.processor.shape.Window;
import dev.fovea.processor.shape.operation.Pooling;
import java.util.List;

/** {@code @GlobalAvgPool} and {@code @GlobalMaxPool}: one number for each channel. */
public record GlobalPoolRule(boolean maximum) implements OperationRule<Use> {
  /** A recorded pass keeps the place of each maximum as a float, which is exact up to here. */
  private static final int MOST_PIXELS = 1 << 24;

  @Override
  public Use read(Use use) {
    return use;
  }

  @Override
  public Operation infer(Use members, Use use, List<Shape> inputs) {
    Shape input = inputs.get(0);
    if (maximum && (long) input.height() * input.width() > MOST_PIXELS) {
      use.report(Problem.error(Code.TOO_LARGE, use.operation().place(),
          use.name() + " would take the maximum of " + input.plane() + " pixels, more than one window can have")
          .because("the place of a maximum is kept as a number of at most 2^24 = " + MOST_PIXELS)
          .help("a @MaxPool before it"));
      return null;
    }
    return new Pooling(maximum, true, input, Shape.flat(input.channels()), Window.whole(input.height()),
        Window.whole(input.width()), !maximum);
  }
}
