package dev.fovea.processor.shape.rule;

import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.OperationRule;
import dev.fovea.processor.shape.Shape;
import dev.fovea.processor.shape.Sizes;
import dev.fovea.processor.shape.Use;
import dev.fovea.processor.shape.Window;
import dev.fovea.processor.shape.operation.Convolution;
import java.util.List;

/** {@code @Dense}: every unit reads every number of its input, in channel, height, width order. */
public final class DenseRule implements OperationRule<DenseRule.Members> {
  /** The members, checked. */
  public record Members(int units, boolean bias, Training training) {}

  @Override
  public Members read(Use use) {
    Integer units = use.atLeast("value", 1);
    Training training = Training.read(use);
    return units == null || training == null ? null : new Members(units, BiasChoice.read(use), training);
  }

  @Override
  public Operation infer(Members members, Use use, List<Shape> inputs) {
    Shape input = inputs.get(0);
    if (!Sizes.storable(use, 1, members.units(), input.size())) {
      return null;
    }
    int units = members.units();
    return new Convolution("dense", input, Shape.flat(units), Window.whole(input.height()), Window.whole(input.width()), 1,
        members.training().weights(List.of(units, input.size()), input.size(), units, members.bias() ? units : 0));
  }
}
