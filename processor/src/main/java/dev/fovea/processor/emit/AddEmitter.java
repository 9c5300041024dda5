package dev.fovea.processor.emit;

import dev.fovea.processor.plan.Choice;
import dev.fovea.processor.plan.InferencePlan;
import dev.fovea.processor.plan.Node;
import dev.fovea.processor.shape.operation.Add;
import java.util.List;

/** Sums of tensors. */
final class AddEmitter implements OperationEmitter<Add> {
  @Override
  public void forward(Add o, Node node, ForwardCode code, List<Node> epilogue) {
    Buffer y = code.buffer(node.output());
    Text.Builder body = Text.builder();
    for (int i = 0; i < node.inputs().size(); i++) {
      Buffer x = code.buffer(node.inputs().get(i));
      boolean first = i == 0;
      body.add(Rows.elementwise(x, y, (from, to, n) -> first
          ? Text.of("$T.arraycopy($L,$W$L,$W$L,$W$L,$W$L);\n", System.class, x.array(), from, y.array(), to, n)
          : Text.of("kernels.add($L,$W$L,$W$L,$W$L,$W$L);\n", x.array(), from, y.array(), to, n)));
    }
    code.rows(node, y, body.build(), epilogue, node.inputs().size());
  }

  @Override
  public boolean join(Add o, Node node, ForwardCode code, Finish finish) {
    return finish.add(node.inputs().stream().map(code::buffer).filter(input -> !finish.isOf(input)).findFirst().orElseThrow());
  }

  @Override
  public Choice choice(Add o, InferencePlan plan) {
    return new Choice("copy and add", "The first input is copied row by row, the others are added to it.");
  }

  @Override
  public void backward(Add o, Node node, BackwardCode code) {
    Buffer dy = code.gradient(node.output());
    Text.Builder body = Text.builder();
    for (int i = 0; i < node.inputs().size(); i++) {
      body.add(code.pass(node, i));
    }
    code.rows(node, dy.height(), body.build());
  }

  @Override
  public Reversal reversal(Add operation) {
    return Reversal.EXTENSION;
  }

  @Override
  public Text eager(Add o, Node node, List<Text> inputs, EagerCode code) {
    return Text.of("$T.add($L)", Types.EAGER, Text.join(inputs, ", "));
  }
}
