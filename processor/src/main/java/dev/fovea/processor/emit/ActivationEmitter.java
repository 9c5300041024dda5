package dev.fovea.processor.emit;

import dev.fovea.processor.plan.Choice;
import dev.fovea.processor.plan.InferencePlan;
import dev.fovea.processor.plan.Node;
import dev.fovea.processor.shape.operation.Activation;
import dev.fovea.processor.shape.operation.Activation.Function;
import java.util.List;

/** Functions of each number by itself. */
final class ActivationEmitter implements OperationEmitter<Activation> {
  @Override
  public void forward(Activation o, Node node, ForwardCode code, List<Node> epilogue) {
    Buffer x = code.buffer(node.input());
    Buffer y = code.buffer(node.output());
    code.rows(node, y, Rows.elementwise(x, y, (from, to, n) -> call(o, x.array(), from, y.array(), to, n)), epilogue, work(o));
  }

  @Override
  public boolean join(Activation o, Node node, ForwardCode code, Finish finish) {
    switch (o.function()) {
      case RELU:
        return finish.clamp("0", "INFINITY");
      case RELU6:
        return finish.clamp("0", "6");
      default:
        return false;
    }
  }

  @Override
  public Text inPlace(Activation o, Node node, ForwardCode code, Buffer buffer, Text address) {
    return Rows.inPlace(buffer, address, (at, n) -> call(o, buffer.array(), at, buffer.array(), at, n));
  }

  private static Text call(Activation o, String x, Text from, String y, Text to, Text n) {
    String slope = o.function() == Function.LEAKY_RELU ? slope(o) + ", " : "";
    return Text.of("kernels.$L($L$L,$W$L,$W$L,$W$L,$W$L);\n", name(o), slope, x, from, y, to, n);
  }

  private static String name(Activation o) {
    switch (o.function()) {
      case LEAKY_RELU:
        return "leakyRelu";
      default:
        return o.function().name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private static String slope(Activation o) {
    return (float) o.slope() + "f";
  }

  private static int work(Activation o) {
    return o.function() == Function.SIGMOID || o.function() == Function.TANH ? 20 : 1;
  }

  @Override
  public Choice choice(Activation o, InferencePlan plan) {
    return new Choice("elementwise", "One number at a time, along whole rows.");
  }

  @Override
  public void backward(Activation o, Node node, BackwardCode code) {
    Buffer dy = code.gradient(node.output());
    Buffer dx = code.gradient(node.input());
    // The leaky one looks at its input: a slope of zero hides the sign of its output.
    Buffer value = o.function() == Function.LEAKY_RELU ? code.value(node.input()) : code.value(node.output());
    String slope = o.function() == Function.LEAKY_RELU ? slope(o) + ", " : "";
    Text add = Rows.elementwise(dy, dx, value, (arrives, to, at, n) -> Text.of("kernels.$LGradient($L$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L);\n",
        name(o), slope, value.array(), at, dy.array(), arrives, dx.array(), to, n));
    code.rows(node, dx.height(), Text.builder().add(code.clearRow(node, 0)).add(add).build());
  }

  @Override
  public Reversal reversal(Activation o) {
    return o.function() == Function.RELU || o.function() == Function.RELU6 ? Reversal.PAPER : Reversal.NONE;
  }

  @Override
  public void reverse(Activation o, Node node, BackwardCode code) {
    Buffer signal = code.gradient(node.output());
    Buffer to = code.gradient(node.input());
    code.rows(node, to.height(), Rows.elementwise(code.extent(node), signal, to, (from, at, n) -> Text.of("kernels.addPositive($L,$W$L,$W$L,$W$L,$W$L);\n",
        signal.array(), from, to.array(), at, n)));
  }

  @Override
  public Text eager(Activation o, Node node, List<Text> inputs, EagerCode code) {
    return o.function() == Function.LEAKY_RELU
        ? Text.of("$T.leakyRelu($L, $L)", Types.EAGER, inputs.get(0), slope(o))
        : Text.of("$T.$L($L)", Types.EAGER, name(o), inputs.get(0));
  }
}
