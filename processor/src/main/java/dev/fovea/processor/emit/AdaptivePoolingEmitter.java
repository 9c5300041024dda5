package dev.fovea.processor.emit;

import dev.fovea.processor.plan.Choice;
import dev.fovea.processor.plan.InferencePlan;
import dev.fovea.processor.plan.Node;
import dev.fovea.processor.plan.Region;
import dev.fovea.processor.shape.operation.AdaptivePooling;
import java.util.List;

/** Adaptive average pools. Their windows overlap, so that gradients are shared out by images, not by rows. */
final class AdaptivePoolingEmitter implements OperationEmitter<AdaptivePooling> {
  @Override
  public void forward(AdaptivePooling o, Node node, ForwardCode code, List<Node> epilogue) {
    Buffer x = code.buffer(node.input());
    Buffer y = code.buffer(node.output());
    code.rows(node, y, Text.of("kernels.adaptivePool($N,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L);\n", pool(code.pass(), node, o, x.region()),
        x.array(), x.pixel(0, 0), row(o), y.array(), y.row(), y.step()), epilogue, window(o));
  }

  private static String row(AdaptivePooling o) {
    return o.output().height() == 1 ? "0" : "y";
  }

  /** Pixels of a large window. */
  private static int window(AdaptivePooling o) {
    return (o.input().height() / o.output().height() + 1) * (o.input().width() / o.output().width() + 1);
  }

  /** The windows over an input that lies in a region. */
  private static String pool(PassWriter pass, Node node, AdaptivePooling o, Region region) {
    return pass.constant(Types.ADAPTIVE_POOL, node.output().name() + "Pool", Text.of("new $T($L, $L, $L, $L, $L, $L, $L)",
        Types.ADAPTIVE_POOL, o.input().height(), o.input().width(), ForwardCode.padded(o), region.rowStride(), region.pixelStride(),
        o.output().height(), o.output().width()));
  }

  @Override
  public Choice choice(AdaptivePooling o, InferencePlan plan) {
    return new Choice("adaptive average pool", "Windows whose sizes may differ by one; vectors go along channels.");
  }

  @Override
  public void backward(AdaptivePooling o, Node node, BackwardCode code) {
    Buffer dy = code.gradient(node.output());
    Buffer dx = code.gradient(node.input());
    Text.Builder body = Text.builder().beginControlFlow("for (int n = from; n < to; n++)").add(code.clearImage(node, 0));
    Extent extent = code.extent(node);
    body.add(extent.loopWithin(o.output().height(), Text.of(
        "kernels.adaptivePoolGradient($N,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L);\n", pool(code.pass(), node, o, dx.region()), dy.array(),
        dy.row(), dy.step(), row(o), extent.first(), extent.end(o.output().width()), dx.array(), dx.pixel(0, 0))));
    code.step(node.output().name(), code.sentence(node), Text.of("batch"), extent.work((long) o.output().size() * window(o)),
        body.endControlFlow().build());
  }

  /** Its reverse spreads the signal as its gradient is. */
  @Override
  public Reversal reversal(AdaptivePooling operation) {
    return Reversal.EXTENSION;
  }

  @Override
  public Text eager(AdaptivePooling o, Node node, List<Text> inputs, EagerCode code) {
    return Text.of("$T.adaptiveAveragePool($L, $L, $L)", Types.EAGER, inputs.get(0), o.output().height(), o.output().width());
  }
}
