package dev.fovea.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import dev.fovea.processor.plan.WinogradWeights;
import java.util.Arrays;

/**
 * The loops of a gradient by weights by the transpose of Winograd's algorithm: for each block of filters and chunk of channels, strips of
 * tiles are transformed, both inputs and what arrives, and multiplied position by position; what they add up to is transformed at the end.
 *
 * @param x what the filters read
 * @param dy what arrives at what they wrote
 */
record WinogradWeightGradient(String name, WinogradWeights plan, Buffer x, Buffer dy) {
  private Blocks blocks() {
    return new Blocks(dy.region().shape().channels());
  }

  private int channels() {
    return x.region().shape().channels();
  }

  private int arrived() {
    return Buffer.ALIGNED + plan.tiles().positions() * plan.inputStride();
  }

  private int sums() {
    return arrived() + plan.tiles().positions() * plan.outputStride();
  }

  /** What a training step runs in place of direct sums, where there are enough images. */
  Text orDirect(BackwardCode code, String gradient, String told, Text direct) {
    String taps = code.pass().constant(ArrayTypeName.of(int.class), name + "Channels",
        Text.of("$T.window(1, 1, $L, 0, 0)", Types.TAPS, plan.chunk()));
    Text run = code.pass().step(name + "WeightsWinograd", Text.of("Gradient by the weights of $L.", told),
        Text.of("$L", plan.chunks() * blocks().count()), Text.of("$LL * batch", plan.work()), body(taps, gradient));
    String condition = plan.leastBatch() == 1 ? "training()" : "training() && batch >= " + plan.leastBatch();
    return Text.builder().beginControlFlow("if ($L)", condition).add(run).nextControlFlow("else").add(direct).endControlFlow().build();
  }

  private Text body(String taps, String gradient) {
    int chunk = plan.chunk();
    int chunks = plan.chunks();
    int tileRows = plan.tiles().tileRows();
    Text.Builder code = Text.builder().addStatement("float[] scratch = scratch($L)", plan.scratch());
    code.beginControlFlow("for (int item = from; item < to; item++)");
    code.addStatement("int block = $L", chunks == 1 ? "item" : "item / " + chunks).add(blocks().variables());
    code.addStatement("int c = $L", chunks == 1 ? "0" : "item % " + chunks + " * " + chunk);
    code.addStatement("int channels = $L", channels() % chunk == 0 ? chunk : "Math.min(" + chunk + ", " + channels() + " - c)");
    code.addStatement("$T.fill(scratch, $L, $L, 0)", Arrays.class, sums(), sums() + plan.tiles().positions() * plan.sumStride());
    code.beginControlFlow("for (int first = 0; first < batch * $L; first += $L)", tileRows, plan.stripRows());
    code.addStatement("int rows = Math.min($L, batch * $L - first)", plan.stripRows(), tileRows);
    code.add(strip()).beginControlFlow("for (int k = 0; k < $L; k++)", plan.tiles().positions());
    code.add(Text.of("kernels.correlateWeights(scratch,$W$L + k * $L,$W$L,$W0,$W$N,$W0,$Wchannels,$Wscratch,$W$L + k * $L,$W64,$W0,$W"
        + "scratch,$W$L + k * $L,$Wwidth,$Wrows * $L,$W1);\n", Buffer.ALIGNED, plan.inputStride(), chunk, taps, arrived(),
        plan.outputStride(), sums(), plan.sumStride(), plan.tiles().tileColumns()));
    code.endControlFlow().endControlFlow();
    code.add(Text.of("$T.gradient(kernels,$W$L,$Wscratch,$W$L,$W$L,$W$L,$W$N,$W$L,$Wf,$Wwidth,$Wc,$Wchannels);\n", Types.WINOGRAD_PRODUCTS,
        plan.tiles().kernel(), sums(), plan.sumStride(), chunk, gradient, channels()));
    return code.endControlFlow().build();
  }

  /** Both transforms of a strip: image n, the first of whose rows is y. */
  private Text strip() {
    int tileRows = plan.tiles().tileRows();
    int columns = plan.tiles().tileColumns();
    int chunk = plan.chunk();
    int padded = plan.tiles().channels();
    Text.Builder code = Text.builder().beginControlFlow("for (int r = 0; r < rows; r++)");
    code.addStatement("int n = (first + r) / $L", tileRows).addStatement("int y = (first + r) % $L * 4", tileRows);
    code.add(Text.of("kernels.winogradInput(4,$W$L,$W$L,$W$L + c,$W$L,$W$L,$Wscratch,$Wr * $L + $L,$W$L,$W$L,$W$L,$W$L);\n",
        plan.tiles().kernel(), x.array(), x.address(-plan.tiles().top(), -plan.tiles().left(), 0, "y", 1), x.region().rowStride(), x.step(),
        columns * chunk, Buffer.ALIGNED, plan.inputStride(), chunk, columns,
        padded % chunk == 0 ? chunk : "Math.min(" + chunk + ", " + padded + " - c)"));
    code.add(Text.of("kernels.winogradOutputGradient($L,$W$L,$W$L + f,$W$L,$W$L,$Wscratch,$Wr * $L + $L,$W$L,$W64,$W$L,$Wwidth);\n",
        plan.tiles().kernel(), dy.array(), dy.address(0, 0, 0, "y", 1), dy.region().rowStride(), dy.step(), columns * 64, arrived(),
        plan.outputStride(), columns));
    return code.endControlFlow().build();
  }
}
