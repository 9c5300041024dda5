package dev.fovea.processor.shape.rule;

import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.OperationRule;
import dev.fovea.processor.shape.Shape;
import dev.fovea.processor.shape.Sizes;
import dev.fovea.processor.shape.Use;
import dev.fovea.processor.shape.Window;
import dev.fovea.processor.shape.operation.AdaptivePooling;
import dev.fovea.processor.shape.operation.Pooling;
import java.util.List;

/** {@code @AdaptiveAvgPool}: the output has the size that is asked for. Where all windows are alike this is a plain average pool. */
public final class AdaptiveAvgPoolRule implements OperationRule<int[]> {
  @Override
  public int[] read(Use use) {
    return use.pair("value", 1);
  }

  @Override
  public Operation infer(int[] size, Use use, List<Shape> inputs) {
    Shape input = inputs.get(0);
    Shape output = Sizes.shape(use, input.channels(), size[0], size[1]);
    if (output == null) {
      return null;
    }
    Window rows = AdaptivePooling.window(input.height(), size[0]);
    Window columns = AdaptivePooling.window(input.width(), size[1]);
    if (rows == null || columns == null) {
      return new AdaptivePooling(input, output);
    }
    return new Pooling(false, size[0] == 1 && size[1] == 1, input, output, rows, columns, true);
  }
}
