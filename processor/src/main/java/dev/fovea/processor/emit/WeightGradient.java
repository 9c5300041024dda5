package dev.fovea.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import dev.fovea.processor.plan.Sweep;
import java.util.Arrays;

/**
 * The gradient by the filters of a convolution: for each kernel step, inputs times what arrives, summed over all pixels of all images.
 * Kernel steps are shared out, six at a time, so that every sum has one order.
 *
 * @param told the layer and its operation, for the sentence on the step
 * @param x what the filters read
 * @param dy what arrives at what they wrote
 */
record WeightGradient(String name, String told, Buffer x, Buffer dy, Sweep rows, Sweep columns, int groups, int channels,
    int filters) {
  void write(BackwardCode code, String gradient) {
    Sweep.Phase r = rows.phases().get(0);
    Sweep.Phase c = columns.phases().get(0);
    long steps = (long) rows.window().kernel() * columns.window().kernel() * channels;
    Blocks blocks = new Blocks(filters);
    String taps = code.pass().constant(ArrayTypeName.of(int.class), name + "Taps",
        Correlation.taps(rows, columns, r, c, channels, x));
    Text.Builder body = Text.builder().beginControlFlow("for (int n = 0; n < batch; n++)");
    BiasGradient.rows(body, r.count());
    if (groups > 1) {
      body.beginControlFlow("for (int g = 0; g < $L; g++)", groups);
    }
    Text read = x.address(r.read(), c.read(), 0, r.count() == 1 ? "" : "y", r.readStep());
    Text arrives = dy.address(0, 0, 0, r.count() == 1 ? "" : "y", 1);
    if (blocks.full() > 0) {
      body.beginControlFlow("for (int f = 0; f < $L; f += 64)", blocks.full() * 64);
      body.add(call(read, arrives, c, taps, steps, gradient, "f", 64));
      body.endControlFlow();
    }
    for (Blocks.Block block : blocks.rest()) {
      body.add(call(read, arrives, c, taps, steps, gradient, String.valueOf(block.first()), block.width()));
    }
    if (groups > 1) {
      body.endControlFlow();
    }
    BiasGradient.endRows(body, r.count());
    body.endControlFlow();
    code.line(Text.of("$T.fill($N, 0);\n", Arrays.class, gradient));
    code.step(name + "Weights", "Gradient by the weights of " + told + ".", Text.of("$L", (steps + 5) / 6),
        Text.of("$LL * batch", (long) r.count() * c.count() * steps * groups * blocks.padded()), body.build());
    if (groups > 1 && filters % 16 != 0) {
      // A group's last block saw the next group's filters in its padding: padding stays zero.
      code.line(Text.of("gradientPadding($L, $L, $L, $L);\n", gradient, groups, filters, steps));
    }
  }

  private Text call(Text read, Text arrives, Sweep.Phase c, String taps, long steps, String gradient, String f,
      int width) {
    String inputGroup = groups > 1 ? " + g * " + channels : "";
    Terms lane = new Terms().plus("g", groups > 1 ? filters : 0).plus(f, 1);
    Terms w = new Terms().plus("g", groups > 1 ? steps * new Blocks(filters).padded() : 0).plus(f, steps);
    return Text.of("kernels.correlateWeights($L,$W$L$L,$W$L,$W$N,$Wfrom * 6,$WMath.min(to * 6,$W$L),$W$L,$W$L$L,$W$L,$W$N,$W$L,$W$L,$W$L);\n",
        x.array(), read, inputGroup, c.readStep() * x.step(), taps, steps, dy.array(), arrives, lane.suffix(), dy.step(), gradient, w,
        width, c.count());
  }
}
