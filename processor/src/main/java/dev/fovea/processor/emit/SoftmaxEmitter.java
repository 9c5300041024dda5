package dev.fovea.processor.emit;

import dev.fovea.processor.plan.Choice;
import dev.fovea.processor.plan.InferencePlan;
import dev.fovea.processor.plan.Node;
import dev.fovea.processor.shape.operation.Softmax;
import java.util.List;

/** Softmax over the channels of each pixel. */
final class SoftmaxEmitter implements OperationEmitter<Softmax> {
  @Override
  public void forward(Softmax o, Node node, ForwardCode code, List<Node> epilogue) {
    Buffer x = code.buffer(node.input());
    Buffer y = code.buffer(node.output());
    code.rows(node, y, Text.of("kernels.softmax($L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L);\n", x.array(), x.row(), x.step(), y.array(),
        y.row(), y.step(), y.width(), o.output().channels()), epilogue, 20);
  }

  @Override
  public Choice choice(Softmax o, InferencePlan plan) {
    return new Choice("softmax", "Exponentials over the channels of one pixel after the other, less the largest.");
  }

  @Override
  public void backward(Softmax o, Node node, BackwardCode code) {
    Buffer y = code.value(node.output());
    Buffer dy = code.gradient(node.output());
    Buffer dx = code.gradient(node.input());
    Text add = Text.of("kernels.softmaxGradient($L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L);\n", y.array(),
        y.row(), y.step(), dy.array(), dy.row(), dy.step(), dx.array(), dx.row(), dx.step(), dx.width(), o.output().channels());
    code.rows(node, dx.height(), Text.builder().add(code.clearRow(node, 0)).add(add).build());
  }

  @Override
  public Reversal reversal(Softmax operation) {
    return Reversal.NONE;
  }

  @Override
  public Text eager(Softmax o, Node node, List<Text> inputs, EagerCode code) {
    return Text.of("$T.softmax($L)", Types.EAGER, inputs.get(0));
  }
}
