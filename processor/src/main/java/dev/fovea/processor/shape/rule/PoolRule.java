package dev.fovea.processor.shape.rule;

import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.shape.Axis;
import dev.fovea.processor.shape.Fix;
import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.OperationRule;
import dev.fovea.processor.shape.Shape;
import dev.fovea.processor.shape.Sizes;
import dev.fovea.processor.shape.Use;
import dev.fovea.processor.shape.Window;
import dev.fovea.processor.shape.operation.Pooling;
import java.util.List;

/** {@code @MaxPool} and {@code @AvgPool}: every window must see a real pixel. */
public final class PoolRule implements OperationRule<PoolRule.Members> {
  /** The members, checked. */
  public record Members(int[] kernel, int[] stride, int[] dilation, Paddings padding, boolean ceil, boolean countPadding)
      implements Sliding {}

  @Override
  public Members read(Use use) {
    int[] kernel = use.pair("kernel", 1);
    int[] stride = use.attributes().integers("stride").isEmpty() ? kernel : use.pair("stride", 1);
    int[] dilation = use.attributes().has("dilation") ? use.pair("dilation", 1) : new int[] {1, 1};
    Paddings padding = Paddings.read(use);
    if (kernel == null || stride == null || dilation == null || padding == null || !WindowFit.countable(use, kernel, dilation)) {
      return null;
    }
    if (use.operation().kind().equals("MaxPool") && !Sizes.places(use, kernel[0], kernel[1])) {
      return null;
    }
    boolean countPadding = use.attributes().has("countPadding") && use.attributes().flag("countPadding");
    return new Members(kernel, stride, dilation, padding, use.attributes().flag("ceil"), countPadding);
  }

  @Override
  public Operation infer(Members members, Use use, List<Shape> inputs) {
    Shape input = inputs.get(0);
    Window rows = WindowFit.window(Axis.HEIGHT, members, input);
    Window columns = WindowFit.window(Axis.WIDTH, members, input);
    if (!WindowFit.fits(use, input, rows, columns) || !seesPixels(use, Axis.HEIGHT, rows, input.height())
        || !seesPixels(use, Axis.WIDTH, columns, input.width())) {
      return null;
    }
    DroppedPixels.warn(use, input, rows, columns);
    Shape output = Sizes.shape(use, input.channels(), rows.output(input.height()), columns.output(input.width()));
    return output == null ? null
        : new Pooling(use.operation().kind().equals("MaxPool"), false, input, output, rows, columns, members.countPadding());
  }

  private static boolean seesPixels(Use use, Axis axis, Window window, int input) {
    if (!window.hasBlindWindow(input)) {
      return true;
    }
    boolean explicit = use.attributes().constant("paddingMode").equals("EXPLICIT");
    String start = window.dilation() == 1 ? "" : ", its taps " + window.dilation() + " apart";
    use.report(Problem.error(Code.PADDING, use.at(explicit ? "padding" : "paddingMode"),
        use.name() + " has a window that sees nothing but padding")
        .because(use.history().along(axis), "a " + axis + " of " + input + " is padded by " + window.before() + " and "
            + window.after() + ", and a window spans " + window.dilated() + start),
        explicit ? paddings(use) : List.of(use.fix("paddingMode = SAME", "paddingMode", "SAME")));
    return false;
  }

  /** Half the kernel is the most that other libraries accept, and always enough. */
  private static List<Fix> paddings(Use use) {
    int[] kernel = use.pair("kernel", 1);
    List<Integer> halves = Numbers.pair(kernel[0] / 2, kernel[1] / 2);
    return List.of(use.fix("padding = " + Numbers.written(halves), "padding", halves),
        use.fix("padding = 0", "padding", List.of(0)), use.fix("dilation = 1", "dilation", List.of(1)));
  }
}
