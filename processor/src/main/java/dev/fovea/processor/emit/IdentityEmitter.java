package dev.fovea.processor.emit;

import dev.fovea.processor.plan.Choice;
import dev.fovea.processor.plan.InferencePlan;
import dev.fovea.processor.plan.Node;
import dev.fovea.processor.shape.operation.Identity;
import java.util.List;

/** The identity: nothing in a fused pass, a copy in a recorded one. */
final class IdentityEmitter implements OperationEmitter<Identity> {
  @Override
  public void forward(Identity o, Node node, ForwardCode code, List<Node> epilogue) {
    Buffer x = code.buffer(node.input());
    Buffer y = code.buffer(node.output());
    code.rows(node, y, Rows.elementwise(x, y, (from, to, n) -> Text.of("$T.arraycopy($L,$W$L,$W$L,$W$L,$W$L);\n", System.class,
        x.array(), from, y.array(), to, n)), epilogue, 1);
  }

  @Override
  public Choice choice(Identity o, InferencePlan plan) {
    return new Choice("nothing", "What reads this reads its input instead.");
  }

  @Override
  public void backward(Identity o, Node node, BackwardCode code) {
    code.rows(node, code.gradient(node.input()).height(), code.pass(node, 0));
  }

  @Override
  public Reversal reversal(Identity operation) {
    return Reversal.PAPER;
  }

  @Override
  public Text eager(Identity o, Node node, List<Text> inputs, EagerCode code) {
    return inputs.get(0);
  }
}
