package dev.fovea.processor.emit;

import dev.fovea.processor.plan.Choice;
import dev.fovea.processor.plan.InferencePlan;
import dev.fovea.processor.plan.Node;
import dev.fovea.processor.shape.Shape;
import dev.fovea.processor.shape.operation.Flatten;
import java.util.List;

/** Flattening: from channels-last memory to channel, height, width order. */
final class FlattenEmitter implements OperationEmitter<Flatten> {
  @Override
  public void forward(Flatten o, Node node, ForwardCode code, List<Node> epilogue) {
    Buffer x = code.buffer(node.input());
    Buffer y = code.buffer(node.output());
    code.rows(node, y, Text.of("$T.forward($L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L);\n", Types.FLATTENING, x.array(), x.pixel(0, 0),
        x.region().rowStride(), x.step(), shape(o.input()), y.array(), y.pixel(0, 0), y.region().room()), epilogue, 2);
  }

  private static Text shape(Shape shape) {
    return Text.of("$L, $L, $L", shape.channels(), shape.height(), shape.width());
  }

  @Override
  public Choice choice(Flatten o, InferencePlan plan) {
    return new Choice("transposition", "From memory with channels last to the order of channel, height, width.");
  }

  @Override
  public void backward(Flatten o, Node node, BackwardCode code) {
    Buffer dy = code.gradient(node.output());
    Buffer dx = code.gradient(node.input());
    Text add = Text.of("$T.backward($L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L);\n", Types.FLATTENING, dy.array(), dy.pixel(0, 0),
        shape(o.input()), dx.array(), dx.pixel(0, 0), dx.region().rowStride(), dx.step());
    code.rows(node, 1, Text.builder().add(code.clearImage(node, 0)).add(add).build());
  }

  @Override
  public Reversal reversal(Flatten operation) {
    return Reversal.PAPER;
  }

  @Override
  public Text eager(Flatten o, Node node, List<Text> inputs, EagerCode code) {
    return Text.of("$T.flatten($L)", Types.EAGER, inputs.get(0));
  }
}
