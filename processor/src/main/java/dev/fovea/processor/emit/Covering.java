package dev.fovea.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.TypeName;
import dev.fovea.processor.plan.Traversal;
import dev.fovea.processor.shape.operation.Convolution;
import java.util.Arrays;

/** A convolution whose kernel covers its input: one run goes along the images of the batch, steps are shared out by blocks of units. */
record Covering(String name, Convolution operation) {
  private static final TypeName INTS = ArrayTypeName.of(int.class);

  private int steps() {
    return operation.input().size();
  }

  /** Whether all images meet a chunk of a block's weights before the next chunk is read. */
  private boolean chunked() {
    return steps() > Traversal.CHUNK;
  }

  /** Why the loops are as they are. */
  String reason() {
    return "The kernel covers its input, so one run goes along the batch and each weight is read once for all images"
        + (chunked() ? ", " + Traversal.CHUNK + " of its " + steps() + " steps at a time." : ".");
  }

  private Blocks blocks() {
    return new Blocks(operation.output().channels());
  }

  /** Items of the forward step: blocks. */
  Text units() {
    return Text.of("$L", blocks().count());
  }

  /** Multiply-adds of the step. */
  Text work() {
    return Text.of("$LL * batch", (long) steps() * blocks().padded());
  }

  private String taps(PassWriter pass, Buffer x) {
    return pass.constant(INTS, name + "Taps", Text.of("$T.window($L, $L, $L, $L, $L)", Types.TAPS, operation.input().height(),
        operation.input().width(), operation.input().channels(), x.region().rowStride(), x.step()));
  }

  /** How many steps in a row find their inputs side by side. */
  private int run(Buffer x) {
    int channels = operation.input().channels();
    boolean rows = channels == x.step();
    boolean image = rows && x.region().rowStride() == operation.input().width() * channels;
    return image ? steps() : rows ? operation.input().width() * channels : channels;
  }

  /** The forward step: all images meet a chunk of a block's weights before the next chunk is read. */
  Text forward(PassWriter pass, Buffer x, Buffer y, String weights, String bias) {
    String taps = taps(pass, x);
    boolean chunked = chunked();
    String from = chunked ? "k" : "0";
    String to = chunked ? "Math.min(k + " + Traversal.CHUNK + ", " + steps() + ")" : String.valueOf(steps());
    String start = bias == null ? "ZEROS" : bias;
    String startIndex = bias == null ? "0" : "f";
    Text.Builder code = Text.builder().beginControlFlow("for (int block = from; block < to; block++)").add(blocks().variables());
    if (chunked) {
      code.beginControlFlow("for (int k = 0; k < $L; k += $L)", steps(), Traversal.CHUNK);
      start = "k == 0 ? " + start + " : null";
    }
    code.addStatement("kernels.correlate($L,$W$L,$W$L,$W$N,$W$L,$W$L,$W$L,$W$L,$Wf * $L,$Wwidth,$W$L,$W$L,$W$L,$W$L + f,$W$L,$Wbatch)", x.array(),
        x.firstImage(0, 0), x.region().imageStride(), taps, from, to, run(x), weights, steps(), start, startIndex, y.array(),
        y.firstImage(0, 0), y.region().imageStride());
    if (chunked) {
      code.endControlFlow();
    }
    return code.endControlFlow().build();
  }

  /** The step of the gradient by the weights, shared out by kernel steps. */
  void weightGradient(BackwardCode code, Buffer x, Buffer dy, String gradient, String told) {
    String taps = taps(code.pass(), x);
    Text.Builder body = Text.builder();
    body.beginControlFlow("for (int block = 0; block < $L; block++)", blocks().count()).add(blocks().variables());
    body.addStatement("kernels.correlateWeights($L,$W$L,$W$L, 0,$W$N,$Wfrom * 6,$WMath.min(to * 6,$W$L),$W$L,$W$L + f,$W$L, 0,$W$N,$W"
        + "f * $L,$Wwidth,$Wbatch, 1)",
        x.array(), x.firstImage(0, 0), x.region().imageStride(), taps, steps(), dy.array(), dy.firstImage(0, 0),
        dy.region().imageStride(), gradient, steps());
    body.endControlFlow();
    code.line(Text.of("$T.fill($N, 0);\n", Arrays.class, gradient));
    code.step(name + "Weights", "Gradient by the weights of " + told + ".", Text.of("$L", (steps() + 5) / 6), work(), body.build());
  }

  /** The weights packed by kernel position, as a transposed convolution that paints each position once: a phase for each. */
  Text adjointPacking() {
    return Text.of("$T.transposed($L, $L, $L, $L, $L, $L, 1, 1, 1)", Types.PACKING, operation.output().channels(),
        operation.input().channels(), operation.input().height(), operation.input().width(), operation.input().height(),
        operation.input().width());
  }

  /**
   * The step of the gradient by the input, shared out by pixels of the input.
   *
   * @param start the expression of what sums start from; null adds to what is there
   */
  Text inputGradient(PassWriter pass, Buffer dy, Buffer dx, String adjoint, String start) {
    int units = operation.output().channels();
    int width = operation.input().width();
    String taps = pass.constant(INTS, name + "Taps", Text.of("$T.window(1, 1, $L, 0, 0)", Types.TAPS, units));
    long positionSteps = (long) operation.input().height() * width * units;
    Text.Builder body = Text.builder().beginControlFlow("for (int pixel = from; pixel < to; pixel++)");
    Text at = Text.of("$L + pixel / $L * $L + pixel % $L * $L", dx.firstImage(0, 0), width, dx.region().rowStride(), width,
        dx.step());
    Blocks blocks = new Blocks(operation.input().channels());
    if (blocks.full() > 0) {
      body.beginControlFlow("for (int f = 0; f < $L; f += 64)", blocks.full() * 64);
      body.add(inputCall(dy, dx, adjoint, start, taps, units, at, "f", Text.of("f * $L + pixel * $L", positionSteps, 64L * units), 64));
      body.endControlFlow();
    }
    for (Blocks.Block block : blocks.rest()) {
      body.add(inputCall(dy, dx, adjoint, start, taps, units, at, String.valueOf(block.first()),
          Text.of("$L + pixel * $L", block.first() * positionSteps, (long) block.width() * units), block.width()));
    }
    return body.endControlFlow().build();
  }

  private static Text inputCall(Buffer dy, Buffer dx, String adjoint, String start, String taps, int units, Text at, String f,
      Text w, int width) {
    return Text.of("kernels.correlate($L,$W$L,$W$L,$W$N, 0,$W$L,$W$L,$W$L,$W$L,$W$L,$W$L, 0,$W$L,$W$L + $L,$W$L,$Wbatch);\n", dy.array(),
        dy.firstImage(0, 0), dy.region().imageStride(), taps, units, units, adjoint, w, width, start, dx.array(), at, f,
        dx.region().imageStride());
  }
}
