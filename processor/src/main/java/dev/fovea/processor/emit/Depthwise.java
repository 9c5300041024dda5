package dev.fovea.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.TypeName;
import dev.fovea.processor.plan.Sweep;
import dev.fovea.processor.shape.Window;
import java.util.Arrays;

/**
 * The loops of a depthwise convolution, or of its gradient by the input: vectors go along channels.
 *
 * @param extent the rows and columns that are written, in strides
 */
record Depthwise(String name, Buffer x, Buffer y, Sweep rows, Sweep columns, String weights, String bias, Extent extent) {
  private static final TypeName INTS = ArrayTypeName.of(int.class);

  /** Over all rows and columns. */
  Depthwise(String name, Buffer x, Buffer y, Sweep rows, Sweep columns, String weights, String bias) {
    this(name, x, y, rows, columns, weights, bias, Extent.WHOLE);
  }

  private int channels() {
    return (y.region().shape().channels() + 15) / 16 * 16;
  }

  /** The row of a phase, where there is more than one. */
  private String variable() {
    return rows.longest() == 1 ? "" : "y";
  }

  Text items() {
    return extent.rows(rows.longest());
  }

  Text work() {
    return extent.work((long) Math.max(x.region().shape().size(), y.region().shape().size()) * rows.window().kernel()
        * columns.window().kernel());
  }

  /** The step of a layer. */
  Text body(PassWriter pass, Epilogue epilogue) {
    return body(pass, bias == null ? zeros() : bias, epilogue);
  }

  /** The step of the gradient by the input, written or added to what is there. */
  Text inputGradient(PassWriter pass, boolean written) {
    return body(pass, written ? zeros() : "null", Epilogue.NONE);
  }

  private String zeros() {
    return "new float[" + channels() + "]";
  }

  private Text body(PassWriter pass, String start, Epilogue epilogue) {
    String from = start.startsWith("new ") ? pass.constant(ForwardCode.FLOATS, name + "Zeros", Text.of(start)) : start;
    Text.Builder code = Text.builder();
    for (Sweep.Phase r : rows.phases()) {
      if (r.count() == 0) {
        continue;
      }
      Text.Builder row = Text.builder();
      for (Sweep.Phase c : columns.phases()) {
        if (c.count() > 0) {
          row.addStatement("kernels.depthwise($L,$W$L$L,$W$L,$W$N,$W$N,$W$N,$W$L,$W$L,$W$L$L,$W$L,$W$L,$W$L)", x.array(),
              rows.transposed() ? x.address(0, 0, 0, variable(), 1) : x.address(r.read(), c.read(), 0, variable(), r.readStep()),
              extent.column(c.readStep() * x.step()), c.readStep() * x.step(), taps(pass, r, c), weights, positions(pass, r, c), from, y.array(),
              y.address(r.first(), c.first(), 0, variable(), r.step()), extent.column(c.step() * y.step()), c.step() * y.step(),
              extent.columns(c.count(), columns.longest()), channels());
        }
      }
      row.add(epilogue.row(buffer -> buffer.address(r.first(), 0, 0, variable(), r.step())));
      if (r.count() < rows.longest()) {
        code.beginControlFlow("if (y < $L)", r.count()).add(row.build()).endControlFlow();
      } else {
        code.add(row.build());
      }
    }
    return extent.loop(rows.longest(), code.build());
  }

  /** Column by column: the columns of one pixel are those of the next one, and {@code Kernels.depthwise} looks for that. */
  private String taps(PassWriter pass, Sweep.Phase r, Sweep.Phase c) {
    return pass.constant(INTS, name + "Taps", Correlation.taps(columns, rows, c, r, 1, x.step(), x.region().rowStride()));
  }

  /** Where each tap finds its weights, {@code [height][width][channel]}. */
  private String positions(PassWriter pass, Sweep.Phase r, Sweep.Phase c) {
    Window h = rows.window();
    Window w = columns.window();
    if (!rows.transposed()) {
      return pass.constant(INTS, name + "Positions",
          Text.of("$T.window($L, $L, 1, $L, $L)", Types.TAPS, w.kernel(), h.kernel(), channels(), w.kernel() * channels()));
    }
    return pass.constant(INTS, name + "Positions", Text.of("$T.phaseWeights($L, $L, $L, $L, $L, $L, $L, $L, $L, $L, $L)",
        Types.TAPS, h.kernel(), w.kernel(), h.stride(), w.stride(), h.dilation(), w.dilation(), h.before(), w.before(), r.first(),
        c.first(), channels()));
  }

  /** The step of the gradient by the weights, one sum over all pixels for each position and channel: shared out by sixteen channels. */
  void weightGradient(BackwardCode code, String gradient, String told) {
    Sweep.Phase r = rows.phases().get(0);
    Sweep.Phase c = columns.phases().get(0);
    Text.Builder body = Text.builder().beginControlFlow("for (int n = 0; n < batch; n++)");
    body.addStatement("kernels.depthwiseWeights($L,$W$L + from * 16,$W$L,$W$L,$W$N,$W$L,$W$L + from * 16,$W$L,$W$L,$W$N, from * 16,$W$N,"
        + "$W$L,$W$L,$W(to - from) * 16)", x.array(), x.address(r.read(), c.read(), 0, "", 0), c.readStep() * x.step(),
        r.readStep() * x.region().rowStride(), taps(code.pass(), r, c), y.array(), y.pixel(0, 0), y.step(), y.region().rowStride(),
        gradient, positions(code.pass(), r, c), c.count(), r.count());
    body.endControlFlow();
    code.line(Text.of("$T.fill($N, 0);\n", Arrays.class, gradient));
    code.step(name + "Weights", "Gradient by the weights of " + told + ".", Text.of("$L", channels() / 16), work(), body.build());
  }
}
