package dev.fovea.processor.emit;

import dev.fovea.processor.plan.Choice;
import dev.fovea.processor.plan.InferencePlan;
import dev.fovea.processor.plan.Node;
import dev.fovea.processor.shape.operation.Concat;
import java.util.List;

/** Concatenations: each input's channels behind those of the inputs before it. What lies there already is not copied. */
final class ConcatEmitter implements OperationEmitter<Concat> {
  @Override
  public void forward(Concat o, Node node, ForwardCode code, List<Node> epilogue) {
    Buffer y = code.buffer(node.output());
    Text.Builder body = Text.builder();
    int channel = 0;
    boolean copies = true;
    for (int i = 0; i < node.inputs().size(); i++) {
      Buffer x = code.buffer(node.inputs().get(i));
      int channels = o.inputs().get(i).channels();
      copies = !y.region().holds(x.region(), channel);
      if (copies) {
        body.addStatement("kernels.copyChannels($L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L)", x.array(), x.row(), x.step(), y.array(),
            y.row(channel), y.step(), y.width(), channels);
      }
      channel += channels;
    }
    // The last input has brought its padding along, if it is there already.
    if (copies && channel % 16 != 0) {
      body.addStatement("kernels.copyChannels(ZEROS, 0, 0,$W$L,$W$L,$W$L,$W$L,$W$L)", y.array(), y.row(channel), y.step(),
          y.width(), 16 - channel % 16);
    }
    Text copy = body.build();
    if (!copy.isEmpty() || !epilogue.isEmpty()) {
      code.rows(node, y, copy, epilogue, 1);
    }
  }

  @Override
  public Choice choice(Concat o, InferencePlan plan) {
    return new Choice("channel copy", "The channels of each input lie behind those of the inputs before it: what was not written there is"
        + " copied.");
  }

  @Override
  public void backward(Concat o, Node node, BackwardCode code) {
    Buffer dy = code.gradient(node.output());
    Extent extent = code.extent(node);
    Text.Builder body = Text.builder();
    int channel = 0;
    for (int i = 0; i < node.inputs().size(); i++) {
      Buffer dx = code.gradient(node.inputs().get(i));
      int channels = o.inputs().get(i).channels();
      body.addStatement("kernels.$L($L,$W$L$L,$W$L,$W$L,$W$L$L,$W$L,$W$L,$W$L)", code.isWritten(node, i) ? "copyChannels" : "addChannels",
          dy.array(), dy.row(channel), extent.column(dy.step()), dy.step(), dx.array(), dx.row(), extent.column(dx.step()), dx.step(),
          extent.columns(dx.width()), channels);
      channel += channels;
    }
    code.rows(node, dy.height(), body.build());
  }

  @Override
  public Reversal reversal(Concat operation) {
    return Reversal.EXTENSION;
  }

  @Override
  public Text eager(Concat o, Node node, List<Text> inputs, EagerCode code) {
    return Text.of("$T.concat($L)", Types.EAGER, Text.join(inputs, ", "));
  }
}
