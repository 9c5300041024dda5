package dev.fovea.processor.shape.rule;

import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.shape.Axis;
import dev.fovea.processor.shape.Fix;
import dev.fovea.processor.shape.LargerInput;
import dev.fovea.processor.shape.Operation;
import dev.fovea.processor.shape.OperationRule;
import dev.fovea.processor.shape.Shape;
import dev.fovea.processor.shape.Sizes;
import dev.fovea.processor.shape.Use;
import dev.fovea.processor.shape.Window;
import dev.fovea.processor.shape.operation.TransposedConvolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code @TransposedConv}: the shapes of a convolution, run backwards. */
public final class TransposedConvolutionRule implements OperationRule<TransposedConvolutionRule.Members> {
  /**
   * The members, checked.
   *
   * @param shared whether the filters can be shared among the groups; if not, that was told, and the size may be wrong besides
   * @param outputSize height and width that are asked for, or null
   */
  public record Members(int filters, int[] kernel, int[] stride, int[] dilation, Paddings padding, int groups, boolean shared,
      boolean bias, int[] outputPadding, int[] outputSize, Training training) {
    private boolean isSame() {
      return padding.mode().startsWith("SAME");
    }
  }

  @Override
  public boolean takesShapeOf() {
    return true;
  }

  @Override
  public Members read(Use use) {
    Integer filters = use.atLeast("filters", 1);
    int[] kernel = use.pair("kernel", 1);
    int[] stride = use.pair("stride", 1);
    int[] dilation = use.pair("dilation", 1);
    Paddings padding = Paddings.read(use);
    Integer groups = use.atLeast("groups", 1);
    int[] outputPadding = use.pair("outputPadding", 0);
    boolean sized = !use.attributes().integers("outputSize").isEmpty();
    int[] outputSize = sized ? use.pair("outputSize", 1) : null;
    Training training = Training.read(use);
    if (filters == null || kernel == null || stride == null || dilation == null || padding == null || groups == null
        || outputPadding == null || sized && outputSize == null || training == null) {
      return null;
    }
    boolean shared = Groups.shareFilters(use, filters, groups);
    if (!WindowFit.countable(use, kernel, dilation)) {
      return null;
    }
    Members members = new Members(filters, kernel, stride, dilation, padding, groups, shared, BiasChoice.read(use), outputPadding,
        outputSize, training);
    return oneSize(use, members) && outputPaddingInRange(use, members) ? members : null;
  }

  /** Output padding, output size, {@code @ShapeOf} and a SAME mode each decide the size: at most one may. */
  private static boolean oneSize(Use use, Members members) {
    List<String> deciders = new ArrayList<>();
    List<Fix> fixes = new ArrayList<>();
    if (members.isSame()) {
      deciders.add("paddingMode = " + members.padding().mode());
      fixes.add(use.fix("leave out paddingMode", "paddingMode", "EXPLICIT"));
    }
    if (members.outputPadding()[0] + (long) members.outputPadding()[1] > 0) {
      deciders.add("outputPadding");
      fixes.add(use.fix("leave out outputPadding", "outputPadding", List.of(0)));
    }
    if (members.outputSize() != null) {
      deciders.add("outputSize");
      fixes.add(use.fix("leave out outputSize", "outputSize", List.of()));
    }
    if (!use.layer().shapes().isEmpty()) {
      deciders.add("@ShapeOf");
    }
    if (deciders.size() < 2) {
      return true;
    }
    String member = members.outputSize() != null ? "outputSize" : members.isSame() ? "paddingMode" : "outputPadding";
    use.report(Problem.error(Code.OUTPUT_SIZE, use.at(member),
        use.name() + ": " + String.join(" and ", deciders) + " each decide the size of the output"), fixes);
    return false;
  }

  private static boolean outputPaddingInRange(Use use, Members members) {
    for (Axis axis : Axis.values()) {
      int i = axis.ordinal();
      int limit = Math.max(members.stride()[i], members.dilation()[i]);
      if (members.outputPadding()[i] >= limit) {
        use.report(Problem.error(Code.OUTPUT_SIZE, use.at("outputPadding"),
            use.name() + ": outputPadding must be below the stride or the dilation, whichever is larger")
            .because(axis + ": outputPadding < max(stride, dilation): " + members.outputPadding()[i] + " < max("
                + members.stride()[i] + ", " + members.dilation()[i] + ") is false"),
            List.of(lessPadding(use, members),
                use.fix("outputPadding " + (limit == 1 ? "= " : "<= ") + (limit - 1), "outputPadding", List.of(limit - 1))));
        return false;
      }
    }
    return true;
  }

  /** Two rows of output padding are one of padding less on either side: the same size by numbers that are allowed. */
  private static Fix lessPadding(Use use, Members members) {
    List<Integer> written = use.attributes().integers("padding");
    if (!members.padding().mode().equals("EXPLICIT") || written.size() > 2) {
      return trial -> Optional.empty();
    }
    int[] padding = new int[2];
    int[] more = new int[2];
    for (int axis = 0; axis < 2; axis++) {
      int now = written.get(axis == 0 ? 0 : written.size() - 1);
      int less = Math.min(now, members.outputPadding()[axis] / 2);
      padding[axis] = now - less;
      more[axis] = members.outputPadding()[axis] - 2 * less;
    }
    List<Integer> paddings = Numbers.pair(padding[0], padding[1]);
    List<Integer> outputPaddings = Numbers.pair(more[0], more[1]);
    return use.fix("padding = " + Numbers.written(paddings) + ", outputPadding = " + Numbers.written(outputPaddings)
        + " for the same size", Map.of("padding", paddings, "outputPadding", outputPaddings));
  }

  @Override
  public Operation infer(Members members, Use use, List<Shape> inputs) {
    Shape input = inputs.get(0);
    boolean shared = members.shared() && Groups.shareChannels(use, input.channels(), members.filters(), members.groups());
    Window rows = window(Axis.HEIGHT, members);
    Window columns = window(Axis.WIDTH, members);
    Integer extraRows = outputPadding(Axis.HEIGHT, members, rows, use, input);
    Integer extraColumns = extraRows == null ? null : outputPadding(Axis.WIDTH, members, columns, use, input);
    if (extraColumns == null) {
      return null;
    }
    long height = rows.transposedOutput(input.height(), extraRows);
    long width = columns.transposedOutput(input.width(), extraColumns);
    if (!isPositive(use, Axis.HEIGHT, height, members, rows, input)
        || !isPositive(use, Axis.WIDTH, width, members, columns, input) || !shared) {
      return null;
    }
    int filters = members.filters();
    int perGroup = filters / members.groups();
    long taps = (long) members.kernel()[0] * members.kernel()[1];
    Shape output = Sizes.shape(use, filters, height, width);
    if (output == null || !Sizes.storable(use, members.groups(), perGroup, input.channels() / members.groups() * taps)) {
      return null;
    }
    if (!Sizes.writable(use, members.stride(), output.height(), output.width())) {
      return null;
    }
    warnOfCheckerboard(use, rows, columns);
    List<Integer> shape = List.of(input.channels(), perGroup, members.kernel()[0], members.kernel()[1]);
    long fanIn = input.channels() / members.groups() * taps;
    return new TransposedConvolution(input, output, rows, columns, extraRows, extraColumns, members.groups(),
        members.training().weights(shape, fanIn, perGroup * taps, members.bias() ? filters : 0));
  }

  private static Window window(Axis axis, Members members) {
    int i = axis.ordinal();
    int stride = members.stride()[i];
    Window bare = new Window(members.kernel()[i], stride, members.dilation()[i], 0, 0);
    int[] cut;
    if (members.isSame()) {
      // TensorFlow: output = input * stride; of what is cut off, the odd pixel goes to the end.
      int total = (int) Math.max(0, bare.dilated() - stride);
      int smaller = total / 2;
      cut = members.padding().mode().equals("SAME") ? new int[] {smaller, total - smaller} : new int[] {total - smaller, smaller};
    } else {
      cut = members.padding().along(axis == Axis.HEIGHT, 0, stride, bare.dilated());
    }
    return new Window(members.kernel()[i], stride, members.dilation()[i], cut[0], cut[1]);
  }

  /** What must be added at the end to land on the size that is asked for; null if it cannot be reached. */
  private static Integer outputPadding(Axis axis, Members members, Window window, Use use, Shape input) {
    int i = axis.ordinal();
    if (members.isSame()) {
      return (int) Math.max(0, members.stride()[i] - window.dilated());
    }
    if (members.outputSize() == null && use.shapeOf() == null) {
      return members.outputPadding()[i];
    }
    int wanted = members.outputSize() != null ? members.outputSize()[i] : use.shapeOf().along(axis);
    long least = window.transposedOutput(input.along(axis), 0);
    long most = least + members.stride()[i] - 1;
    if (wanted >= least && wanted <= most) {
      return (int) (wanted - least);
    }
    boolean named = members.outputSize() != null;
    String goal = named ? "its outputSize" : use.layer().shapes().get(0).name();
    use.report(Problem.error(Code.OUTPUT_SIZE, named ? use.at("outputSize") : use.layer().shapes().get(0).place(),
        use.name() + " cannot reach the " + axis + " of " + goal + ": " + wanted
            + (least == most ? " is not " + least : " is not between " + least + " and " + most))
        .because(use.history().along(axis), "stride*(" + axis + "-1) + " + kernel(window) + " - padding = "
            + arithmetic(axis, window, input) + " = " + least
            + (least == most ? "" : ", and at most stride-1 = " + (most - least) + " more")),
        sizeFixes(use, members, window, input.along(axis), wanted, i));
    return null;
  }

  /** The padding with which the size is reached, or the nearest size. */
  private static List<Fix> sizeFixes(Use use, Members members, Window window, int size, int wanted, int axis) {
    List<Fix> fixes = new ArrayList<>();
    long least = window.transposedOutput(size, 0);
    long cut = window.before() + (long) window.after();
    long padding = -Math.floorDiv(wanted - least - cut, 2);
    // Padding of a whole window or more cuts away what whole rows of the input gave: that is cropping.
    if (padding >= 0 && padding < window.dilated()) {
      fixes.add(use.fix("padding = " + padding, "padding", List.of((int) padding)));
    }
    // Counted in longs: there are kernels after which no int comes.
    for (long kernel : new long[] {members.kernel()[axis] - 1L, members.kernel()[axis] + 1L}) {
      if (kernel >= 1 && kernel <= Integer.MAX_VALUE) {
        fixes.add(use.fix("kernel = " + kernel, "kernel", List.of((int) kernel)));
      }
    }
    // Nearly the size that is there already: nothing was to be enlarged.
    long kernelOfOne = wanted - (long) size + cut + 1;
    if (window.stride() > 1 && window.dilation() == 1 && kernelOfOne >= 1 && kernelOfOne <= 2L * window.kernel()) {
      fixes.add(use.fix("stride = 1, kernel = " + kernelOfOne, Map.of("stride", List.of(1), "kernel", List.of((int) kernelOfOne))));
    }
    if (members.outputSize() != null) {
      int[] sizes = members.outputSize().clone();
      boolean even = sizes[0] == sizes[1];
      sizes[axis] = (int) Math.max(1, Math.min(Integer.MAX_VALUE, wanted < least ? least : least + members.stride()[axis] - 1));
      List<Integer> nearest = even ? List.of(sizes[axis]) : Numbers.pair(sizes[0], sizes[1]);
      fixes.add(use.fix("outputSize = " + Numbers.written(nearest), "outputSize", nearest));
    }
    return fixes;
  }

  private static String kernel(Window window) {
    return window.dilation() == 1 ? "kernel" : "dilation*(kernel-1)+1";
  }

  private static String arithmetic(Axis axis, Window window, Shape input) {
    return window.stride() + "*(" + input.along(axis) + "-1) + "
        + (window.dilation() == 1 ? window.kernel() : "(" + window.dilation() + "*(" + window.kernel() + "-1)+1)") + " - "
        + (window.before() + (long) window.after());
  }

  private static boolean isPositive(Use use, Axis axis, long size, Members members, Window window, Shape input) {
    if (size >= 1) {
      return true;
    }
    long most = (size + window.before() + window.after() - 1) / 2;
    use.report(Problem.error(Code.PADDING, use.at(members.padding().mode().equals("EXPLICIT") ? "padding" : "paddingMode"),
        use.name() + " cuts away its whole output: its " + axis + " would be " + size)
        .because(use.history().along(axis), "stride*(" + axis + "-1) + " + kernel(window) + " - padding >= 1: "
            + arithmetic(axis, window, input) + " = " + size + " >= 1 is false"),
        members.padding().mode().equals("EXPLICIT")
            ? List.of(use.fix("padding = " + most, "padding", List.of((int) most)), new LargerInput())
            : List.of(use.fix("paddingMode = VALID", "paddingMode", "VALID"), new LargerInput()));
    return false;
  }

  /** A. Odena, V. Dumoulin and C. Olah, "Deconvolution and Checkerboard Artifacts", Distill 2016. */
  private static void warnOfCheckerboard(Use use, Window rows, Window columns) {
    if (rows.kernel() % rows.stride() == 0 && columns.kernel() % columns.stride() == 0) {
      return;
    }
    Axis axis = rows.kernel() % rows.stride() != 0 ? Axis.HEIGHT : Axis.WIDTH;
    Window window = axis == Axis.HEIGHT ? rows : columns;
    List<Fix> fixes = new ArrayList<>();
    for (int more = 0; more <= 1; more++) {
      long tall = multiple(rows, more);
      long wide = multiple(columns, more);
      if (tall >= 1 && wide >= 1 && tall <= Integer.MAX_VALUE && wide <= Integer.MAX_VALUE) {
        List<Integer> kernel = Numbers.pair((int) tall, (int) wide);
        fixes.add(use.fix("kernel = " + Numbers.written(kernel), "kernel", kernel));
      }
    }
    use.report(Problem.warning(Code.CHECKERBOARD, use.at("kernel"),
        use.name() + " paints a checkerboard: its kernel is no multiple of its stride, so neighbouring pixels get unequal numbers of taps")
        .because(axis + ": kernel % stride = 0: " + window.kernel() + " % " + window.stride() + " = "
            + window.kernel() % window.stride()).help("@Allow(Warning.CHECKERBOARD) if it is meant"), fixes);
  }

  /** The multiple of the stride below the kernel, or the one above; the kernel itself if it is one. */
  private static long multiple(Window window, int more) {
    boolean exact = window.kernel() % window.stride() == 0;
    return exact ? window.kernel() : (window.kernel() / window.stride() + (long) more) * window.stride();
  }
}
