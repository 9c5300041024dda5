package dev.fovea.processor.emit;

import dev.fovea.processor.plan.Choice;
import dev.fovea.processor.plan.InferencePlan;
import dev.fovea.processor.plan.Node;
import dev.fovea.processor.shape.operation.Multiply;
import java.util.List;

/** Products of two tensors. A gate is read with a step of 0: the same numbers at each pixel. */
final class MultiplyEmitter implements OperationEmitter<Multiply> {
  @Override
  public void forward(Multiply o, Node node, ForwardCode code, List<Node> epilogue) {
    // The product of a gate and a tensor is that of the tensor and the gate.
    int first = o.isGate(0) ? 1 : 0;
    Buffer x = code.buffer(node.inputs().get(first));
    Buffer g = code.buffer(node.inputs().get(1 - first));
    code.rows(node, code.buffer(node.output()), call("multiply", o, x, x.step(), g, step(o, 1 - first, g), code.buffer(node.output()),
        code.buffer(node.output()).step()), epilogue, 1);
  }

  private static int step(Multiply o, int input, Buffer buffer) {
    return o.isGate(input) ? 0 : buffer.step();
  }

  private static Text call(String kernel, Multiply o, Buffer x, int xStep, Buffer g, int gStep, Buffer y, int yStep) {
    return Text.of("kernels.$L($L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L);\n", kernel, x.array(), x.row(), xStep,
        g.array(), g.row(), gStep, y.array(), y.row(), yStep, o.output().width(), ForwardCode.padded(o));
  }

  @Override
  public Choice choice(Multiply o, InferencePlan plan) {
    return o.isGate(0) || o.isGate(1)
        ? new Choice("gated product", "The gate is read with a step of 0, the same numbers at each pixel: it is never spread out.")
        : new Choice("elementwise product", "Number by number, row by row.");
  }

  @Override
  public void backward(Multiply o, Node node, BackwardCode code) {
    Text.Builder rows = Text.builder();
    for (int input = 0; input < 2; input++) {
      if (o.isGate(input)) {
        gate(o, node, code, input);
      } else {
        rows.add(code.clearRow(node, input)).add(gradient(o, node, code, input));
      }
    }
    code.rows(node, o.output().height(), rows.build());
  }

  /** What arrives, times the other input. */
  private static Text gradient(Multiply o, Node node, BackwardCode code, int input) {
    Buffer dy = code.gradient(node.output());
    Buffer other = code.value(node.inputs().get(1 - input));
    Buffer dx = code.gradient(node.inputs().get(input));
    return call("addProduct", o, dy, dy.step(), other, step(o, 1 - input, other), dx, step(o, input, dx));
  }

  /** All pixels of an image send their gradient to its one gate, so that this is shared out by images. */
  private static void gate(Multiply o, Node node, BackwardCode code, int input) {
    Text.Builder body = Text.builder().beginControlFlow("for (int n = from; n < to; n++)").add(code.clearImage(node, input));
    BiasGradient.rows(body, o.output().height());
    body.add(gradient(o, node, code, input));
    BiasGradient.endRows(body, o.output().height());
    String gate = node.inputs().get(input).told();
    code.step(node.output().name() + "Gate", "Gradient from " + node.output().told() + " to " + gate + ": the sum over all pixels.",
        Text.of("batch"), PassWriter.elementwise(o.output().size(), 2), body.endControlFlow().build());
  }

  @Override
  public Reversal reversal(Multiply operation) {
    return Reversal.NONE;
  }

  @Override
  public Text eager(Multiply o, Node node, List<Text> inputs, EagerCode code) {
    return Text.of("$T.multiply($L, $L)", Types.EAGER, inputs.get(0), inputs.get(1));
  }
}
