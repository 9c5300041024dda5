package dev.fovea.processor.emit;

import dev.fovea.processor.plan.Choice;
import dev.fovea.processor.plan.InferencePlan;
import dev.fovea.processor.plan.Node;
import dev.fovea.processor.plan.Region;
import dev.fovea.processor.shape.Reach;
import dev.fovea.processor.shape.Window;
import dev.fovea.processor.shape.operation.Pooling;
import java.util.List;

/** Max and average pools. Their windows overlap, so that gradients are shared out by images, not by rows. */
final class PoolingEmitter implements OperationEmitter<Pooling> {
  @Override
  public void forward(Pooling o, Node node, ForwardCode code, List<Node> epilogue) {
    Buffer x = code.buffer(node.input());
    Buffer y = code.buffer(node.output());
    String pool = pool(code.pass(), node, o, x.region());
    String row = o.output().height() == 1 ? "0" : "y";
    Text call;
    if (o.maximum()) {
      Buffer switches = code.switches(node);
      call = Text.of("kernels.maxPool($N,$Warena,$W$L,$W$L,$Warena,$W$L,$W$L,$W$L,$W$L);\n", pool, x.pixel(0, 0), row, y.row(), y.step(),
          switches == null ? "null" : "arena", switches == null ? "0" : switches.row());
    } else {
      call = Text.of("kernels.averagePool($N,$Warena,$W$L,$W$L,$Warena,$W$L,$W$L);\n", pool, x.pixel(0, 0), row, y.row(), y.step());
    }
    code.rows(node, y, call, epilogue, o.rows().kernel() * o.columns().kernel());
  }

  /** The windows over an input that lies in a region. */
  private static String pool(PassWriter pass, Node node, Pooling o, Region region) {
    Window h = o.rows();
    Window w = o.columns();
    int channels = (o.input().channels() + 15) / 16 * 16;
    return pass.constant(Types.POOL, node.output().name() + "Pool",
        Text.of("new $T($L, $L, $L, $L, $L, $L, $L, $L, $L, $L, $L, $L, $L, $L, $L, $L, $L)", Types.POOL, o.input().height(),
            o.input().width(), channels, region.rowStride(), region.pixelStride(), o.output().width(), h.kernel(), w.kernel(),
            h.stride(), w.stride(), h.dilation(), w.dilation(), h.before(), w.before(), h.after(), w.after(), o.countPadding()));
  }

  @Override
  public Choice choice(Pooling o, InferencePlan plan) {
    String what = o.maximum() ? "The largest" : "The average";
    return new Choice(o.maximum() ? "max pool" : "average pool", what + " of " + o.rows().kernel() + " x " + o.columns().kernel()
        + " pixels at a time; vectors go along channels.");
  }

  @Override
  public void backward(Pooling o, Node node, BackwardCode code) {
    if (!o.maximum()) {
      average(o, node, code);
    } else {
      code.line(maximum(o, node, code, node.output().name(), "maxPoolGradient", code.gradient(node.input())));
    }
  }

  @Override
  public void reverse(Pooling o, Node node, BackwardCode code) {
    if (!o.maximum()) {
      average(o, node, code);
      return;
    }
    Buffer signal = code.gradient(node.input());
    Text accumulate = maximum(o, node, code, node.output().name(), "maxPoolGradient", signal);
    Text overwrite = overwrite(o, node, code, signal);
    code.line(Text.builder().beginControlFlow("if (overlap() == $T.Overlap.LAST)", Types.DECONVNET).add(overwrite)
        .nextControlFlow("else").add(accumulate).endControlFlow().build());
  }

  /**
   * Overwriting must not touch what other readers left at the input: where there are any, it happens in a buffer of its own. A window
   * at which nothing arrives overwrites too, so that all windows that meet the cone at the input take part.
   */
  private static Text overwrite(Pooling o, Node node, BackwardCode code, Buffer signal) {
    String name = node.output().name() + "Last";
    Text meet = code.reach(node.output(), node.input(), windows(o.rows()), windows(o.columns()));
    if (!code.isShared(node.input())) {
      return meet.toBuilder().add(maximum(o, node, code, name, "maxPoolOverwrite", signal)).build();
    }
    Buffer apart = code.scratch(node);
    Text clear = Text.of("$N.clear($L);\n", code.cone(node.input()), apart.firstImage(0, 0));
    Extent extent = code.extent(node.input(), 1, 1);
    Text add = Rows.elementwise(extent, apart, signal, (from, at, n) -> Text.of("kernels.add(arena,$W$L,$Warena,$W$L,$W$L);\n", from, at, n));
    Text added = code.pass().step(name + "Add", Text.of("Adds what $L sent back to what other layers did.", node.output().told()),
        extent.rows(signal.height()), extent.work(o.input().size()), extent.loop(signal.height(), add));
    return meet.toBuilder().add(clear).add(maximum(o, node, code, name, "maxPoolOverwrite", apart)).add(added).build();
  }

  /** The windows that an interval of the input lies in. */
  private static Reach windows(Window window) {
    return new Reach.Transposed(window.dilated(), window.stride(), window.before());
  }

  private static Text maximum(Pooling o, Node node, BackwardCode code, String name, String kernel, Buffer dx) {
    Buffer dy = code.gradient(node.output());
    Buffer switches = code.switches(node);
    String pool = pool(code.pass(), node, o, dx.region());
    Extent extent = code.extent(node);
    return step(o, node, code, name, code.clearImage(node, 0), Text.of("kernels.$L($N,$Warena,$W$L,$W$L,$Wvalues,$W$L,$W$L,$W$L,$W$L,$Warena,$W$L);\n",
        kernel, pool, dy.row(), dy.step(), switches.row(), o.output().height() == 1 ? "0" : "y", extent.first(),
        extent.end(o.output().width()), dx.pixel(0, 0)));
  }

  private static void average(Pooling o, Node node, BackwardCode code) {
    Buffer dy = code.gradient(node.output());
    Buffer dx = code.gradient(node.input());
    String pool = pool(code.pass(), node, o, dx.region());
    Extent extent = code.extent(node);
    Text body = Text.of("kernels.averagePoolGradient($N,$Warena,$W$L,$W$L,$W$L,$W$L,$W$L,$Warena,$W$L);\n", pool, dy.row(), dy.step(),
        o.output().height() == 1 ? "0" : "y", extent.first(), extent.end(o.output().width()), dx.pixel(0, 0));
    code.line(step(o, node, code, node.output().name(), code.clearImage(node, 0), body));
  }

  private static Text step(Pooling o, Node node, BackwardCode code, String name, Text clear, Text body) {
    Extent extent = code.extent(node);
    long work = (long) o.output().size() * o.rows().kernel() * o.columns().kernel();
    Text images = Text.builder().beginControlFlow("for (int n = from; n < to; n++)").add(clear).add(extent.loopWithin(o.output().height(), body))
        .endControlFlow().build();
    return code.pass().step(name, Text.of("$L", code.sentence(node)), Text.of("batch"), extent.work(work), images);
  }

  @Override
  public Reversal reversal(Pooling operation) {
    return operation.maximum() ? Reversal.PAPER : Reversal.EXTENSION;
  }

  @Override
  public Text eager(Pooling o, Node node, List<Text> inputs, EagerCode code) {
    Window h = o.rows();
    Window w = o.columns();
    if (o.maximum()) {
      return Text.of("$T.maxPool($L, $L, $L, $L, $L, $L, $L, $L, $L, $L, $L)", Types.EAGER, inputs.get(0), h.kernel(), w.kernel(),
          h.stride(), w.stride(), h.dilation(), w.dilation(), h.before(), w.before(), o.output().height(), o.output().width());
    }
    return Text.of("$T.averagePool($L, $L, $L, $L, $L, $L, $L, $L, $L, $L, $L, $L)", Types.EAGER, inputs.get(0), h.kernel(),
        w.kernel(), h.stride(), w.stride(), h.before(), w.before(), h.after(), w.after(), o.output().height(), o.output().width(),
        o.countPadding());
  }
}
