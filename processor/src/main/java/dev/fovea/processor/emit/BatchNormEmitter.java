package dev.fovea.processor.emit;

import dev.fovea.processor.plan.Choice;
import dev.fovea.processor.plan.InferencePlan;
import dev.fovea.processor.plan.Node;
import dev.fovea.processor.shape.Weights.Role;
import dev.fovea.processor.shape.operation.BatchNorm;
import java.util.List;

/** Batch norms: a scale and a shift per channel, from running statistics or, while training, from the batch's. */
final class BatchNormEmitter implements OperationEmitter<BatchNorm> {
  @Override
  public void forward(BatchNorm o, Node node, ForwardCode code, List<Node> epilogue) {
    Buffer x = code.buffer(node.input());
    Buffer y = code.buffer(node.output());
    String norm = code.norm(node, o.epsilon(), o.momentum());
    Text fold = Text.of("$N.fold();\n", norm);
    if (code.isRecorded() && !o.frozen()) {
      code.line(Text.builder().beginControlFlow("if (training)").add(statistics(o, node, code, x, norm)).nextControlFlow("else")
          .add(fold).endControlFlow().build());
    } else {
      code.line(fold);
    }
    code.rows(node, y, apply(norm, x, x.row(), y, y.row()), epilogue, 2);
  }

  private static Text apply(String norm, Buffer x, Text from, Buffer y, Text to) {
    return Text.of("kernels.scaleShift($L,$W$L,$W$L,$W$N.scale(),$W$N.shift(),$W$L,$W$L,$W$L,$W$L,$W$L);\n", x.array(), from, x.step(), norm,
        norm, y.array(), to, y.step(), y.width(), padded(y));
  }

  private static int padded(Buffer buffer) {
    return (buffer.region().shape().channels() + 15) / 16 * 16;
  }

  /** Channels are shared out by sixteens. */
  private static Text statistics(BatchNorm o, Node node, ForwardCode code, Buffer x, String norm) {
    long plane = (long) o.output().height() * o.output().width();
    Text body = Text.of("$N.statistics(kernels,$W$L,$W$L,$Wbatch,$W$L,$W$L,$Wfrom * 16,$Wto * 16);\n", norm, x.array(), images(x),
        x.height(), x.width());
    Text run = code.pass().step(node.output().name() + "Statistics", Text.of("Means and variances of $L over the batch.",
        node.input().told()), Text.of("$L", padded(x) / 16), PassWriter.elementwise(o.output().size(), 3), body);
    return Text.builder().add(run).addStatement("$N.updateRunning(batch * $LL)", norm, plane).build();
  }

  /** Where images lie: their first pixel, and the distances between images, rows and pixels. */
  private static Text images(Buffer x) {
    return Text.of("$L,$W$L,$W$L,$W$L", x.firstImage(0, 0), x.region().imageStride(), x.region().rowStride(), x.step());
  }

  @Override
  public boolean join(BatchNorm o, Node node, ForwardCode code, Finish finish) {
    return finish.scale(code.norm(node, o.epsilon(), o.momentum()));
  }

  @Override
  public Choice choice(BatchNorm o, InferencePlan plan) {
    return new Choice("scale and shift", "Running statistics are folded to one factor and one summand for each channel.");
  }

  @Override
  public void backward(BatchNorm o, Node node, BackwardCode code) {
    Buffer x = code.value(node.input());
    Buffer dy = code.gradient(node.output());
    Buffer dx = code.gradient(node.input());
    String norm = code.norm(node);
    Text body = Text.of("$N.gradients(kernels,$W$L,$W$L,$W$L,$W$L,$W$L,$Wbatch,$W$L,$W$L,$Wfrom * 16,$Wto * 16,$W$N,$W$N);\n", norm,
        o.frozen() ? "false" : "training()", x.array(), images(x), dy.array(), images(dy), dy.height(), dy.width(),
        code.gradient(node, Role.SCALE), code.gradient(node, Role.SHIFT));
    code.forWeightsAndInputs(node);
    code.step(node.output().name() + "Statistics", "Gradients by scale and shift of " + node.layer().name() + ".",
        Text.of("$L", padded(x) / 16), PassWriter.elementwise(o.output().size(), 3), body);
    code.forInputs(node);
    Text add = Text.of("kernels.batchNormGradient($L,$W$L,$W$L,$W$N.onGradient(),$W$L,$W$L,$W$L,$W$N.onInput(),$W$N.constant(),"
        + "$W$L,$W$L,$W$L,$W$L,$W$L);\n", dy.array(), dy.row(), dy.step(), norm, x.array(), x.row(), x.step(), norm, norm, dx.array(), dx.row(),
        dx.step(), dx.width(), padded(dx));
    code.rows(node, dx.height(), Text.builder().add(code.clearRow(node, 0)).add(add).build());
  }

  @Override
  public Reversal reversal(BatchNorm operation) {
    return Reversal.EXTENSION;
  }

  @Override
  public void reverse(BatchNorm o, Node node, BackwardCode code) {
    Buffer signal = code.gradient(node.output());
    Buffer to = code.gradient(node.input());
    Extent extent = code.extent(node);
    code.rows(node, to.height(), Text.of("kernels.addScaled($L,$W$L,$W$L,$W$N.scale(),$W$L,$W$L,$W$L,$W$L,$W$L);\n", signal.array(),
        Rows.row(extent, signal), signal.step(), code.norm(node), to.array(), Rows.row(extent, to), to.step(), extent.columns(to.width()),
        padded(to)));
  }

  @Override
  public Text eager(BatchNorm o, Node node, List<Text> inputs, EagerCode code) {
    Text parameters = Text.of("$L, $L, $L, $L, $L", code.parameter(node, Role.SCALE), code.parameter(node, Role.SHIFT),
        code.parameter(node, Role.RUNNING_MEAN), code.parameter(node, Role.RUNNING_VARIANCE), o.epsilon());
    Text evaluation = Text.of("$T.batchNorm($L, $L)", Types.EAGER, inputs.get(0), parameters);
    if (o.frozen()) {
      return evaluation;
    }
    return Text.of("$L == $T.TRAINING ? $T.batchNormTraining($L, $L, $L) : $L", code.mode(), Types.MODE, Types.EAGER, inputs.get(0),
        parameters, o.momentum(), evaluation);
  }
}
