package dev.fovea.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import dev.fovea.processor.plan.Choice;
import dev.fovea.processor.plan.InferencePlan;
import dev.fovea.processor.plan.Node;
import dev.fovea.processor.plan.Sweep;
import dev.fovea.processor.shape.operation.TransposedConvolution;
import dev.fovea.processor.shape.Weights.Role;
import java.util.Arrays;
import java.util.List;

/** Transposed convolutions, as one dense convolution for each phase of the stride. */
final class TransposedConvolutionEmitter implements OperationEmitter<TransposedConvolution> {
  @Override
  public void forward(TransposedConvolution o, Node node, ForwardCode code, List<Node> epilogue) {
    Buffer x = code.buffer(node.input());
    Buffer y = code.buffer(node.output());
    String start = o.hasBias() ? code.packed(node, Role.BIAS) : "ZEROS";
    Correlation correlation = new Correlation(code.name(node.output()), x, y,
        Sweep.transposed(o.rows(), o.input().height(), o.output().height()),
        Sweep.transposed(o.columns(), o.input().width(), o.output().width()), o.groups(), o.channelsPerGroup(),
        o.output().channels() / o.groups(), code.packed(node, Role.WEIGHT), start);
    correlation.write(node, code, epilogue);
  }

  @Override
  public Choice choice(TransposedConvolution o, InferencePlan plan) {
    Sweep rows = Sweep.transposed(o.rows(), o.input().height(), o.output().height());
    Sweep columns = Sweep.transposed(o.columns(), o.input().width(), o.output().width());
    return new Choice("direct correlation by phases", "Each phase of the stride is a plain convolution of stride 1: no zeros are inserted, none"
        + " multiplied. " + Correlation.reason(rows, columns, o.groups(), o.channelsPerGroup(), o.output().channels() / o.groups()));
  }

  @Override
  public void backward(TransposedConvolution o, Node node, BackwardCode code) {
    if (!code.isDeconvnet()) {
      code.forWeights(node);
      weightGradient(o, node, code);
      if (o.hasBias()) {
        BiasGradient.write(node, code);
      }
    }
    code.forInputs(node);
    Buffer dy = code.gradient(node.output());
    Buffer dx = code.gradient(node.input());
    int perGroup = o.output().channels() / o.groups();
    String adjoint = Adjoints.of(node, code, Text.of("$T.convolution($L, $L, $L, $L, $L)", Types.PACKING, o.input().channels(),
        perGroup, o.rows().kernel(), o.columns().kernel(), o.groups()));
    String name = node.output().name() + "Input";
    Correlation correlation = new Correlation(name, dy, dx, Sweep.convolution(o.rows(), o.output().height(), o.input().height()),
        Sweep.convolution(o.columns(), o.output().width(), o.input().width()), o.groups(), perGroup, o.channelsPerGroup(), adjoint,
        code.isWritten(node, 0) ? "ZEROS" : null, code.extent(node.input(), 1, 1));
    code.step(name, code.sentence(node), correlation.items(), correlation.work(), correlation.body(code.pass(), Epilogue.NONE));
  }

  /** For each kernel position, inputs times what arrives where that position painted them; positions are shared out. */
  private static void weightGradient(TransposedConvolution o, Node node, BackwardCode code) {
    Buffer x = code.value(node.input());
    Buffer dy = code.gradient(node.output());
    String gradient = code.gradient(node, Role.WEIGHT);
    String name = node.output().name();
    int channels = o.channelsPerGroup();
    int filters = o.output().channels() / o.groups();
    int positions = o.rows().kernel() * o.columns().kernel();
    long steps = (long) positions * channels;
    String order = code.pass().constant(ArrayTypeName.of(int.class), name + "Order", Text.of("$T.phaseOrder($L, $L, $L, $L, $L, $L)",
        Types.TAPS, o.rows().kernel(), o.columns().kernel(), o.rows().stride(), o.columns().stride(), o.rows().dilation(),
        o.columns().dilation()));
    String starts = code.pass().constant(ArrayTypeName.of(int.class), name + "Starts", Text.of("$T.phaseStarts($L, $L, $L, $L, $L, $L)",
        Types.TAPS, o.rows().kernel(), o.columns().kernel(), o.rows().stride(), o.columns().stride(), o.rows().dilation(),
        o.columns().dilation()));
    String taps = code.pass().constant(ArrayTypeName.of(int[].class), name + "Channels",
        Text.of("$T.phaseChannels($N, $L)", Types.TAPS, starts, channels));
    Text.Builder body = Text.builder().beginControlFlow("for (int tap = from; tap < to; tap++)");
    body.addStatement("int shift = $N[tap] / $L * $L + $N[tap] % $L * $L", order, o.columns().kernel(),
        o.rows().dilation() * dy.region().rowStride(), order, o.columns().kernel(), o.columns().dilation() * dy.step());
    body.addStatement("int start = $N[tap]", starts).addStatement("int k = (tap - start) * $L", channels);
    body.beginControlFlow("for (int n = 0; n < batch; n++)");
    body.beginControlFlow("for (int g = 0; g < $L; g++)", o.groups());
    for (Blocks.Block block : allBlocks(filters)) {
      body.addStatement("kernels.correlateWeights($L,$W$L + g * $L,$W$L,$W$L,$W$N[tap],$Wk,$Wk + $L,$W$L,$W$L + shift + g * $L,$W$L,$W"
          + "$L,$W$N,$W$L + start * $L,$W$L,$W$L,$W$L)", x.array(), x.pixel(0, 0), channels, x.step(), x.region().rowStride(), taps,
          channels, dy.array(), dy.address(-o.rows().before(), -o.columns().before(), block.first(), "", 0), filters,
          o.columns().stride() * dy.step(),
          o.rows().stride() * dy.region().rowStride(), gradient,
          new Terms().plus("g", steps * new Blocks(filters).padded()).plus(block.first() * steps), (long) channels * block.width(),
          block.width(), o.input().width(), o.input().height());
    }
    body.endControlFlow().endControlFlow().endControlFlow();
    code.line(Text.of("$T.fill($N, 0);\n", Arrays.class, gradient));
    code.step(name + "Weights", "Gradient by the weights of " + node.layer().name() + ", " + o.label() + ".", Text.of("$L", positions),
        Text.of("$LL * batch", o.multiplyAdds()), body.build());
    code.clearPadding(node, o.groups(), filters);
  }

  private static List<Blocks.Block> allBlocks(int filters) {
    Blocks blocks = new Blocks(filters);
    List<Blocks.Block> all = new java.util.ArrayList<>();
    for (int i = 0; i < blocks.full(); i++) {
      all.add(new Blocks.Block(i * 64, 64));
    }
    all.addAll(blocks.rest());
    return all;
  }

  @Override
  public Reversal reversal(TransposedConvolution operation) {
    return Reversal.EXTENSION;
  }

  @Override
  public Text eager(TransposedConvolution o, Node node, List<Text> inputs, EagerCode code) {
    Text bias = o.hasBias() ? code.parameter(node, Role.BIAS) : Text.of("null");
    return Text.of("$T.transposedConvolution($L, $L, $L, $L, $L, $L, $L, $L, $L, $L, $L, $L)", Types.EAGER, inputs.get(0),
        code.parameter(node, Role.WEIGHT), bias, o.rows().stride(), o.columns().stride(), o.rows().dilation(), o.columns().dilation(),
        o.rows().before(), o.columns().before(), o.output().height(), o.output().width(), o.groups());
  }
}
