package dev.fovea.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.TypeName;
import dev.fovea.processor.plan.Node;
import dev.fovea.processor.plan.Sweep;
import dev.fovea.processor.plan.Traversal;
import dev.fovea.processor.shape.Window;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The loops of a convolution, of whatever it serves: a layer, a transposed layer, or the gradient of either by its input.
 *
 * @param x what is read
 * @param y what is written
 * @param channels read by one filter
 * @param filters written by one group
 * @param weights the expression of the packed weights
 * @param start the expression of what sums start from, indexed by filter; null adds to what is there
 * @param extent the rows and columns that are written, in strides
 */
record Correlation(String name, Buffer x, Buffer y, Sweep rows, Sweep columns, int groups, int channels, int filters,
    String weights, String start, Extent extent) {
  private static final TypeName INTS = ArrayTypeName.of(int.class);

  /** About how many pixels are done at a time where all weights stay in cache. */
  private static final int STRIP = 128;

  /** Over all rows and columns. */
  Correlation(String name, Buffer x, Buffer y, Sweep rows, Sweep columns, int groups, int channels, int filters, String weights,
      String start) {
    this(name, x, y, rows, columns, groups, channels, filters, weights, start, Extent.WHOLE);
  }

  long steps() {
    return steps(rows, columns, channels);
  }

  private static long steps(Sweep rows, Sweep columns, int channels) {
    return (long) rows.window().kernel() * columns.window().kernel() * channels;
  }

  private static long weights(Sweep rows, Sweep columns, int groups, int channels, int filters) {
    return steps(rows, columns, channels) * new Blocks(filters).padded() * groups;
  }

  Traversal traversal() {
    return Traversal.of(rows, columns, steps(), weights(rows, columns, groups, channels, filters), areBlocksApart(groups, filters));
  }

  /** Why the loops are as they are, for a layer. */
  static String reason(Sweep rows, Sweep columns, int groups, int channels, int filters) {
    long weights = weights(rows, columns, groups, channels, filters);
    return Traversal.of(rows, columns, steps(rows, columns, channels), weights, areBlocksApart(groups, filters))
        .reason(rows, columns, weights);
  }

  Blocks blocks() {
    return new Blocks(filters);
  }

  /** Whether no group's last block reaches into the filters of the next group. */
  private static boolean areBlocksApart(int groups, int filters) {
    return groups == 1 || filters % 16 == 0;
  }

  /** The row of a phase, where there is more than one. */
  private String variable() {
    return rows.longest() == 1 ? "" : "y";
  }

  /** Items of the step: the rows of the longest phase, of every image; for each block of filters, where blocks come one after the other. */
  Text items() {
    return byBlocks() ? new FilterBlocks(this).items() : extent.rows(rows.longest());
  }

  private boolean byBlocks() {
    return traversal() == Traversal.BLOCKS || traversal() == Traversal.CHUNKS;
  }

  /** Adds the step of a layer. */
  void write(Node node, ForwardCode code, List<Node> epilogue) {
    boolean together = !byBlocks() || code.epilogue(epilogue, y).block(Buffer::row, "0", "0").isPresent();
    code.step(node, y, items(), work(), body(code.pass(), together ? code.epilogue(epilogue, y) : Epilogue.NONE),
        together ? epilogue : List.of());
    if (!together) {
      code.finishRows(node, y, epilogue);
    }
  }

  /** Multiply-adds of the step. */
  Text work() {
    long outputs = 0;
    for (Sweep.Phase r : rows.phases()) {
      for (Sweep.Phase c : columns.phases()) {
        outputs += (long) r.count() * c.count() * r.taps() * c.taps();
      }
    }
    return extent.work(outputs * channels * groups * blocks().padded());
  }

  /** The body of the step; {@code epilogue} writes what is done to each finished row, given its place. */
  Text body(PassWriter pass, Epilogue epilogue) {
    Traversal traversal = traversal();
    int height = rows.longest();
    if (traversal == Traversal.PHASES) {
      return manyPhases(pass, epilogue);
    }
    boolean cached = traversal == Traversal.ROWS;
    boolean single = Traversal.phases(rows, columns) == 1;
    if (cached && single && extent.equals(Extent.WHOLE) && stripRows() > 1) {
      return strips(pass, epilogue);
    }
    if (cached && single) {
      Text finish = epilogue.row(buffer -> buffer.equals(y) ? Text.of("y0") : buffer.row());
      return extent.loop(height, finish.isEmpty() ? phases(pass, null)
          : Text.builder().addStatement("int y0 = $L", y.row()).add(phases(pass, Text.of("y0"))).add(finish).build());
    }
    if (cached) {
      return extent.loop(height, Text.builder().add(phases(pass, null)).add(finish(epilogue::row)).build());
    }
    return new FilterBlocks(this).body(pass, epilogue);
  }

  /** How many rows are done at a time, so that kernels have enough pixels for each step's weights, and no more than stay in cache. */
  private int stripRows() {
    return Math.min(rows.longest(), STRIP / columns.longest());
  }

  /** A few rows at a time, each finished while it is in cache. */
  private Text strips(PassWriter pass, Epilogue epilogue) {
    int height = rows.longest();
    Text.Builder code = Text.builder().beginControlFlow("for (int row = from, rows; row < to; row += rows)");
    code.addStatement("int n = row / $L", height).addStatement("int y = row % $L", height);
    code.addStatement("rows = Math.min(Math.min($L, to - row), $L - y)", stripRows(), height);
    code.add(phases((r, c, before) -> allGroups(allBlocks((f, block) -> call(pass, r, c, before, f, String.valueOf(block.width()),
        new Part("0", String.valueOf(steps()), start, "rows"), null)))));
    Text finish = epilogue.row(Buffer::row);
    if (!finish.isEmpty()) {
      code.beginControlFlow("for (int end = y + rows; y < end; y++)").add(finish).endControlFlow();
    }
    return code.endControlFlow().build();
  }

  /** A loop over phases instead of a call for each, where the stride is large. */
  private Text manyPhases(PassWriter pass, Epilogue epilogue) {
    Window h = rows.window();
    Window w = columns.window();
    String all = pass.constant(Types.PHASES, name + "Phases", Text.of("new $T($L, $L, $L, $L, $L, $L, $L, $L, $L, $L, $L, $L, $L)",
        Types.PHASES, h.kernel(), w.kernel(), h.stride(), w.stride(), h.dilation(), w.dilation(), h.before(), w.before(), y.height(),
        y.width(), channels, x.region().rowStride(), x.step()));
    String row = rows.longest() == 1 ? "0" : "y";
    Place place = buffer -> Text.of("$L + ($N.row(a) + $L * $L) * $L", buffer.pixel(0, 0), all, row, h.stride(),
        buffer.region().rowStride());
    Text.Builder code = Text.builder().beginControlFlow("for (int a = 0; a < $L; a++)", h.stride());
    code.beginControlFlow("if ($L < $N.rows(a))", row, all);
    code.addStatement("int y0 = $L", place.in(y));
    code.beginControlFlow("for (int b = 0; b < $L; b++)", w.stride());
    code.addStatement("int[] taps = $N.taps(a, b)", all);
    code.add(allGroups(allBlocks((f, block) -> phaseCall(all, f, block))));
    code.endControlFlow();
    code.add(epilogue.row(buffer -> buffer.equals(y) ? Text.of("y0") : place.in(buffer)));
    code.endControlFlow().endControlFlow();
    return extent.loop(rows.longest(), code.build());
  }

  private Text phaseCall(String all, String f, Blocks.Block block) {
    Terms w = new Terms().plus("g", groups > 1 ? steps() * blocks().padded() : 0).plus(f, steps());
    Terms lane = new Terms().plus("g", groups > 1 ? filters : 0).plus(f, 1);
    Text read = Text.of("$L$L", x.address(0, 0, 0, variable(), 1), extent.column(x.step()));
    String startIndex = start == null || start.equals("ZEROS") ? "0" : lane.toString();
    return Text.of("kernels.correlate($L,$W$L$L,$W$L,$Wtaps,$W0,$Wtaps.length,$W$L,$W$L,$W$L + $N.stepsBefore(a, b) * $L,$W$L,$W$L,$W$L,$W"
        + "$L,$Wy0 + $N.column(b) * $L$L$L,$W$L,$W$L);\n", x.array(), read, groups > 1 ? " + g * " + channels : "", x.step(),
        run(), weights, w, all, block.width(), block.width(), start == null ? "null" : start, startIndex, y.array(), all, y.step(),
        extent.column(columns.window().stride() * y.step()), lane.suffix(), columns.window().stride() * y.step(),
        extent.columns(Text.of("$N.columns(b)", all)));
  }

  /** Something for each phase, with the kernel steps of the phases before it. */
  interface ForPhase {
    Text code(Sweep.Phase row, Sweep.Phase column, long stepsBefore);
  }

  Text phases(ForPhase each) {
    Text.Builder code = Text.builder();
    long before = 0;
    for (Sweep.Phase r : rows.phases()) {
      Text.Builder row = Text.builder();
      for (Sweep.Phase c : columns.phases()) {
        if (r.count() > 0 && c.count() > 0) {
          row.add(each.code(r, c, before));
        }
        before += (long) r.taps() * c.taps() * channels;
      }
      code.add(guarded(r, row.build()));
    }
    return code.build();
  }

  private Text phases(PassWriter pass, Text write) {
    return phases((r, c, before) -> allGroups(allBlocks((f, block) -> call(pass, r, c, before, f, String.valueOf(block.width()), write))));
  }

  /** Groups go in ascending order, all blocks of each: the padding of a group's last block lies where the next group writes. */
  private Text allGroups(Text code) {
    if (groups == 1) {
      return code;
    }
    return Text.builder().beginControlFlow("for (int g = 0; g < $L; g++)", groups).add(code).endControlFlow().build();
  }

  private Text allBlocks(BiFunction<String, Blocks.Block, Text> each) {
    Text.Builder code = Text.builder();
    if (blocks().full() > 1) {
      code.beginControlFlow("for (int f = 0; f < $L; f += 64)", blocks().full() * 64);
      code.add(each.apply("f", new Blocks.Block(0, 64)));
      code.endControlFlow();
    } else if (blocks().full() == 1) {
      code.add(each.apply("0", new Blocks.Block(0, 64)));
    }
    for (Blocks.Block block : blocks().rest()) {
      code.add(each.apply(String.valueOf(block.first()), block));
    }
    return code.build();
  }

  private Text guarded(Sweep.Phase phase, Text code) {
    if (code.isEmpty() || phase.count() == rows.longest()) {
      return code;
    }
    return Text.builder().beginControlFlow("if (y < $L)", phase.count()).add(code).endControlFlow().build();
  }

  /** The kernel call for one row of one phase, one group and one block; {@code at} is where it writes, if that has been worked out. */
  private Text call(PassWriter pass, Sweep.Phase r, Sweep.Phase c, long before, String f, String width, Text at) {
    return call(pass, r, c, before, f, width, new Part("0", String.valueOf(r.taps() * c.taps() * channels), start, null), at);
  }

  /**
   * Which steps of the kernel one call does, over how many rows.
   *
   * @param start what sums start from; null goes on from what is there
   * @param rows the expression; null for a single row
   */
  record Part(String from, String to, String start, String rows) {}

  /** The kernel call for a part. */
  Text call(PassWriter pass, Sweep.Phase r, Sweep.Phase c, long before, String f, String width, Part part, Text at) {
    String taps = pass.constant(INTS, name + "Taps", taps(r, c));
    boolean transposed = rows.transposed();
    int readRow = transposed ? 0 : r.read();
    int readColumn = transposed ? 0 : c.read();
    Text read = x.address(readRow, readColumn, 0, variable(), r.readStep());
    Text write = at != null ? at : y.address(r.first(), c.first(), 0, variable(), r.step());
    read = Text.of("$L$L", read, extent.column(c.readStep() * x.step()));
    write = Text.of("$L$L", write, extent.column(c.step() * y.step()));
    long groupSize = steps() * blocks().padded();
    Terms w = new Terms().plus("g", groups > 1 ? groupSize : 0).plus(f, steps());
    if (width.equals("width")) {
      w.plus(width, before);
    } else {
      w.plus(before * Integer.parseInt(width));
    }
    Terms lane = new Terms().plus("g", groups > 1 ? filters : 0).plus(f, 1);
    Text readAt = groups > 1 ? Text.of("$L + g * $L", read, channels) : read;
    String startIndex = part.start() == null || start.equals("ZEROS") ? "0" : lane.toString();
    boolean many = part.rows() != null;
    Text xStep = Text.of("$L$L", c.readStep() * x.step(), many ? Text.of(",$W$L", r.readStep() * x.region().rowStride()) : "");
    Text yStep = Text.of("$L$L", c.step() * y.step(), many ? Text.of(",$W$L", r.step() * y.region().rowStride()) : "");
    return Text.of("kernels.$L($L,$W$L,$W$L,$W$N,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L$L,$W$L,$W$L$L);\n",
        many ? "correlateRows" : "correlate", x.array(), readAt, xStep, taps, part.from(), part.to(), run(), weights, w,
        part.start() != null && isHalf() ? "8" : width, part.start() == null ? "null" : part.start(), startIndex, y.array(), write,
        lane.suffix(), yStep, extent.columns(c.count(), columns.longest()), many ? Text.of(",$W$L", part.rows()) : "");
  }

  /** Whether half a block of sixteen filters is all there is, as in first layers of small networks. */
  private boolean isHalf() {
    return groups == 1 && filters <= 8;
  }

  /** How many steps in a row find their inputs side by side: the channels of a pixel, and where no gap lies between, of a row of them. */
  private int run() {
    boolean whole = !rows.transposed() && columns.window().dilation() == 1 && channels == x.step();
    return whole ? columns.window().kernel() * channels : channels;
  }

  private Text taps(Sweep.Phase r, Sweep.Phase c) {
    return taps(rows, columns, r, c, channels, x.region().rowStride(), x.step());
  }

  /**
   * The table of a phase's taps.
   *
   * @param rowStep floats from one row of the input to the next
   * @param columnStep floats from one column to the next
   */
  static Text taps(Sweep rows, Sweep columns, Sweep.Phase r, Sweep.Phase c, int channels, int rowStep, int columnStep) {
    Window h = rows.window();
    Window w = columns.window();
    if (!rows.transposed()) {
      return Text.of("$T.window($L, $L, $L, $L, $L)", Types.TAPS, h.kernel(), w.kernel(), channels, h.dilation() * rowStep,
          w.dilation() * columnStep);
    }
    return Text.of("$T.phase($L, $L, $L, $L, $L, $L, $L, $L, $L, $L, $L, $L, $L)", Types.TAPS, h.kernel(), w.kernel(),
        h.stride(), w.stride(), h.dilation(), w.dilation(), h.before(), w.before(), r.first(), c.first(), channels,
        rowStep, columnStep);
  }

  /** What is done to the row of each phase once its filters are there. */
  Text finish(Function<Place, Text> epilogue) {
    Text.Builder code = Text.builder();
    for (Sweep.Phase r : rows.phases()) {
      if (r.count() > 0) {
        code.add(guarded(r, epilogue.apply(buffer -> buffer.address(r.first(), 0, 0, variable(), r.step()))));
      }
    }
    return code.build();
  }
}
