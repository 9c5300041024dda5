package dev.fovea.processor.emit;

import dev.fovea.processor.plan.Choice;
import dev.fovea.processor.plan.InferencePlan;
import dev.fovea.processor.plan.Node;
import dev.fovea.processor.shape.Shape;
import dev.fovea.processor.shape.operation.Dropout;
import java.util.List;

/** Dropout: counted while training, nothing otherwise. */
final class DropoutEmitter implements OperationEmitter<Dropout> {
  @Override
  public void forward(Dropout o, Node node, ForwardCode code, List<Node> epilogue) {
    Buffer x = code.buffer(node.input());
    Buffer y = code.buffer(node.output());
    Text drop = Text.of("$T.forward(dropoutKey($L),$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L);\n", Types.DROPOUTS,
        node.id(), o.rate(), index(o), plane(o), x.array(), x.row(), x.step(), y.array(), y.row(), y.step(), y.width(),
        o.output().channels());
    Text copy = Rows.elementwise(x, y, (from, to, n) -> Text.of("$T.arraycopy($L,$W$L,$W$L,$W$L,$W$L);\n", System.class, x.array(),
        from, y.array(), to, n));
    code.rows(node, y, Text.builder().beginControlFlow("if (training)").add(drop).nextControlFlow("else").add(copy)
        .endControlFlow().build(), epilogue, 4);
  }

  /** The place of a row's first number in image, channel, height, width order. */
  private static Text index(Dropout o) {
    Shape shape = o.output();
    return shape.height() == 1 ? Text.of("n * $LL", shape.size())
        : Text.of("n * $LL + y * $L", shape.size(), shape.width());
  }

  private static int plane(Dropout o) {
    return o.output().height() * o.output().width();
  }

  @Override
  public Choice choice(Dropout o, InferencePlan plan) {
    return new Choice("nothing", "Evaluation drops nothing: what reads this reads its input instead.");
  }

  @Override
  public void backward(Dropout o, Node node, BackwardCode code) {
    Buffer dy = code.gradient(node.output());
    Buffer dx = code.gradient(node.input());
    Text drop = Text.of("$T.backward(dropoutKey($L),$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L);\n", Types.DROPOUTS,
        node.id(), o.rate(), index(o), plane(o), dy.array(), dy.row(), dy.step(), dx.array(), dx.row(), dx.step(), dx.width(),
        o.output().channels());
    code.rows(node, dx.height(), Text.builder().beginControlFlow("if (training())").add(code.clearRow(node, 0)).add(drop)
        .nextControlFlow("else").add(code.pass(node, 0)).endControlFlow().build());
  }

  @Override
  public Reversal reversal(Dropout operation) {
    return Reversal.PAPER;
  }

  @Override
  public void reverse(Dropout o, Node node, BackwardCode code) {
    code.rows(node, code.gradient(node.input()).height(), code.pass(node, 0));
  }

  @Override
  public Text eager(Dropout o, Node node, List<Text> inputs, EagerCode code) {
    String runs = code.counter(node.output().name() + "Runs");
    return Text.of("$L == $T.TRAINING ? $T.dropout($L, $T.key($L, $N++, $L), $L) : $L", code.mode(), Types.MODE, Types.EAGER,
        inputs.get(0), Types.DROPOUTS, code.seed(), runs, node.id(), o.rate(), inputs.get(0));
  }
}
