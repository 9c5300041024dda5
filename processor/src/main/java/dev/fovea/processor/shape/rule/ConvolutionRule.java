package dev.fovea.processor.shape.rule;

import dev.fovea.processor.shape.Axis;
import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.OperationRule;
import dev.fovea.processor.shape.Shape;
import dev.fovea.processor.shape.Sizes;
import dev.fovea.processor.shape.Use;
import dev.fovea.processor.shape.Window;
import dev.fovea.processor.shape.operation.Convolution;
import java.util.List;

/** {@code @Conv}, {@code @Pointwise} and {@code @Depthwise}: windows slide over the image, channels are mixed within groups. */
public final class ConvolutionRule implements OperationRule<ConvolutionRule.Members> {
  /**
   * The members, checked.
   *
   * @param filters how many, or for a depthwise convolution how many for each channel
   * @param groups how many, or 0 for a depthwise convolution: as many as channels
   * @param shared whether the filters can be shared among the groups; if not, that was told, and the windows may be wrong besides
   */
  public record Members(int filters, int[] kernel, int[] stride, int[] dilation, Paddings padding, int groups, boolean shared,
      boolean bias, Training training) implements Sliding {
    @Override
    public boolean ceil() {
      return false;
    }
  }

  private static final int[] ONE = {1, 1};

  @Override
  public Members read(Use use) {
    boolean pointwise = use.operation().kind().equals("Pointwise");
    boolean depthwise = use.operation().kind().equals("Depthwise");
    Integer filters = use.atLeast(depthwise ? "multiplier" : "filters", 1);
    int[] kernel = pointwise ? ONE : use.pair("kernel", 1);
    int[] stride = use.pair("stride", 1);
    int[] dilation = pointwise ? ONE : use.pair("dilation", 1);
    Paddings padding = pointwise ? new Paddings("EXPLICIT", 0, 0, 0, 0) : Paddings.read(use);
    Integer groups = depthwise ? Integer.valueOf(0) : use.atLeast("groups", 1);
    Training training = Training.read(use);
    if (filters == null || kernel == null || stride == null || dilation == null || padding == null || groups == null
        || training == null) {
      return null;
    }
    boolean shared = depthwise || Groups.shareFilters(use, filters, groups);
    return WindowFit.countable(use, kernel, dilation)
        ? new Members(filters, kernel, stride, dilation, padding, groups, shared, BiasChoice.read(use), training) : null;
  }

  @Override
  public Operation infer(Members members, Use use, List<Shape> inputs) {
    Shape input = inputs.get(0);
    boolean depthwise = members.groups() == 0;
    int groups = depthwise ? input.channels() : members.groups();
    boolean shared = members.shared() && Groups.shareChannels(use, input.channels(), members.filters(), groups);
    Window rows = WindowFit.window(Axis.HEIGHT, members, input);
    Window columns = WindowFit.window(Axis.WIDTH, members, input);
    if (!WindowFit.fits(use, input, rows, columns) || !shared) {
      return null;
    }
    if (!Sizes.writable(use, members.stride(), input.height(), input.width())) {
      return null;
    }
    DroppedPixels.warn(use, input, rows, columns);
    long filters = depthwise ? (long) members.filters() * groups : members.filters();
    int perGroup = input.channels() / groups;
    long taps = (long) members.kernel()[0] * members.kernel()[1];
    Shape output = Sizes.shape(use, filters, rows.output(input.height()), columns.output(input.width()));
    if (output == null || !Sizes.storable(use, groups, filters / groups, perGroup * taps)) {
      return null;
    }
    List<Integer> shape = List.of((int) filters, perGroup, members.kernel()[0], members.kernel()[1]);
    return new Convolution(name(use), input, output, rows, columns, groups,
        members.training().weights(shape, perGroup * taps, filters / groups * taps, members.bias() ? (int) filters : 0));
  }

  private static String name(Use use) {
    switch (use.operation().kind()) {
      case "Pointwise":
        return "pointwise conv";
      case "Depthwise":
        return "depthwise conv";
      default:
        return "conv";
    }
  }
}
