package dev.fovea.processor.emit;

import dev.fovea.processor.plan.Choice;
import dev.fovea.processor.plan.InferencePlan;
import dev.fovea.processor.plan.Node;
import dev.fovea.processor.shape.operation.LocalResponseNorm;
import java.util.List;

/** Local response normalisation over the channels of each pixel. */
final class LocalResponseNormEmitter implements OperationEmitter<LocalResponseNorm> {
  private static final int WORK = 30;

  @Override
  public void forward(LocalResponseNorm o, Node node, ForwardCode code, List<Node> epilogue) {
    Buffer x = code.buffer(node.input());
    Buffer y = code.buffer(node.output());
    code.rows(node, y, apply(o, x, x.row(), y, y.row()), epilogue, WORK);
  }

  @Override
  public Text inPlace(LocalResponseNorm o, Node node, ForwardCode code, Buffer buffer, Text address) {
    return apply(o, buffer, address, buffer, address);
  }

  private static Text apply(LocalResponseNorm o, Buffer x, Text from, Buffer y, Text to) {
    return Text.of("kernels.localResponseNorm($L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L);\n", numbers(o), x.array(), from,
        x.step(), y.array(), to, y.step(), y.width(), o.output().channels());
  }

  private static Text numbers(LocalResponseNorm o) {
    return Text.of("$L, $Lf, $Lf, $Lf", o.size(), (float) o.alpha(), (float) o.beta(), (float) o.k());
  }

  @Override
  public Choice choice(LocalResponseNorm o, InferencePlan plan) {
    return new Choice("local response norm", "Sums of squares over neighbouring channels, one pixel after the other.");
  }

  @Override
  public void backward(LocalResponseNorm o, Node node, BackwardCode code) {
    Buffer x = code.value(node.input());
    Buffer dy = code.gradient(node.output());
    Buffer dx = code.gradient(node.input());
    Text add = Text.of("kernels.localResponseNormGradient($L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L);\n", numbers(o),
        x.array(), x.row(), x.step(), dy.array(), dy.row(), dy.step(), dx.array(), dx.row(), dx.step(), dx.width(), o.output().channels());
    code.rows(node, dx.height(), Text.builder().add(code.clearRow(node, 0)).add(add).build());
  }

  @Override
  public Reversal reversal(LocalResponseNorm operation) {
    return Reversal.EXTENSION;
  }

  /** The signal passes as it is. */
  @Override
  public void reverse(LocalResponseNorm o, Node node, BackwardCode code) {
    Buffer signal = code.gradient(node.output());
    Buffer to = code.gradient(node.input());
    code.rows(node, to.height(), Rows.elementwise(code.extent(node), signal, to, (from, at, n) -> Text.of("kernels.add($L,$W$L,$W$L,$W$L,$W$L);\n",
        signal.array(), from, to.array(), at, n)));
  }

  @Override
  public Text eager(LocalResponseNorm o, Node node, List<Text> inputs, EagerCode code) {
    return Text.of("$T.localResponseNorm($L, $L, $L, $L, $L)", Types.EAGER, inputs.get(0), o.size(), o.alpha(), o.beta(), o.k());
  }
}
