package dev.fovea.processor.shape.operation;

import dev.fovea.processor.shape.Axis;
import dev.fovea.processor.shape.Description;
import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.Reach;
import dev.fovea.processor.shape.Shape;
import dev.fovea.processor.shape.Weights;
import dev.fovea.processor.shape.Window;
import java.util.List;

/** The adjoint of a convolution: every unit of the input paints a scaled filter onto the output. */
public record TransposedConvolution(Shape input, Shape output, Window rows, Window columns, int outputPaddingHeight,
    int outputPaddingWidth, int groups, List<Weights> weights) implements Operation {
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
    return "transposed conv " + Windows.size(rows, columns) + Windows.stride(rows, columns);
  }

  @Override
  public Description description() {
    return Description.of("TRANSPOSED_CONVOLUTION").with(rows, columns)
        .with("outputPadding", outputPaddingHeight, outputPaddingWidth).with("groups", groups);
  }

  @Override
  public String formula() {
    return formula(Axis.HEIGHT, rows, input.height(), outputPaddingHeight, output.height()) + "; "
        + formula(Axis.WIDTH, columns, input.width(), outputPaddingWidth, output.width());
  }

  private static String formula(Axis axis, Window window, int input, int outputPadding, int output) {
    return axis + ": " + window.stride() + " * (" + input + " - 1) + " + window.dilated() + " - " + window.before() + " - "
        + window.after() + " + " + outputPadding + " = " + output;
  }

  @Override
  public long multiplyAdds() {
    return (long) input.size() * (output.channels() / groups) * rows.kernel() * columns.kernel();
  }

  @Override
  public Reach reach(Axis axis) {
    Window window = axis == Axis.HEIGHT ? rows : columns;
    return new Reach.Transposed(window.dilated(), window.stride(), window.before());
  }
}
