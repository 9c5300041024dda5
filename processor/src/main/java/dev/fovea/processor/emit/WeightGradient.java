package dev.fovea.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import dev.fovea.processor.plan.Sweep;
import dev.fovea.processor.plan.Traversal;
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
  /** Steps of a block of 64 filters that all images meet before the next: 255 KiB of sums. */
  private static final int CHUNK = Traversal.CHUNK / 6 * 6;

  /** What runs it. */
  Text run(BackwardCode code, String gradient) {
    Sweep.Phase r = rows.phases().get(0);
    Sweep.Phase c = columns.phases().get(0);
    long steps = (long) rows.window().kernel() * columns.window().kernel() * channels;
    Blocks blocks = new Blocks(filters);
    String taps = code.pass().constant(ArrayTypeName.of(int.class), name + "Taps",
        Correlation.taps(rows, columns, r, c, channels, x.region().rowStride(), x.step()));
    Text.Builder body = Text.builder();
    if (groups > 1) {
      body.beginControlFlow("for (int g = 0; g < $L; g++)", groups);
    }
    if (blocks.full() > 0) {
      body.beginControlFlow("for (int f = 0; f < $L; f += 64)", blocks.full() * 64);
      body.add(images(r, c, taps, steps, gradient, "f", 64));
      body.endControlFlow();
    }
    for (Blocks.Block block : blocks.rest()) {
      body.add(images(r, c, taps, steps, gradient, String.valueOf(block.first()), block.width()));
    }
    if (groups > 1) {
      body.endControlFlow();
    }
    Text.Builder run = Text.builder().add("$T.fill($N, 0);\n", Arrays.class, gradient);
    run.add(code.pass().step(name + "Weights", Text.of("Gradient by the weights of $L.", told), Text.of("$L", (steps + 5) / 6),
        Text.of("$LL * batch", (long) r.count() * c.count() * steps * groups * blocks.padded()), body.build()));
    return run.build();
  }

  /** All images meet a chunk of a block's steps, whose sums stay in the second-level cache meanwhile, before the next chunk. */
  private Text images(Sweep.Phase r, Sweep.Phase c, String taps, long steps, String gradient, String f, int width) {
    Text.Builder code = Text.builder();
    if (steps > CHUNK) {
      code.beginControlFlow("for (int k = from * 6; k < Math.min(to * 6, $L); k += $L)", steps, CHUNK);
      code.add(image(r, c, taps, "k", Text.of("Math.min(k + $L, Math.min(to * 6, $L))", CHUNK, steps), steps, gradient, f, width));
      code.endControlFlow();
    } else {
      code.add(image(r, c, taps, "from * 6", Text.of("Math.min(to * 6, $L)", steps), steps, gradient, f, width));
    }
    return code.build();
  }

  private Text image(Sweep.Phase r, Sweep.Phase c, String taps, String from, Text to, long steps, String gradient, String f, int width) {
    Text read = x.address(r.read(), c.read(), 0, "", 0);
    String inputGroup = groups > 1 ? " + g * " + channels : "";
    Terms lane = new Terms().plus("g", groups > 1 ? filters : 0).plus(f, 1);
    Terms w = new Terms().plus("g", groups > 1 ? steps * new Blocks(filters).padded() : 0).plus(f, steps);
    return Text.builder().beginControlFlow("for (int n = 0; n < batch; n++)")
        .addStatement("kernels.correlateWeights($L,$W$L$L,$W$L,$W$L,$W$N,$W$L,$W$L,$W$L,$W$L$L,$W$L,$W$L,$W$N,$W$L,$W$L,$W$L,$W$L)",
            x.array(), read, inputGroup, c.readStep() * x.step(), r.readStep() * x.region().rowStride(), taps, from, to, dy.array(),
            dy.pixel(0, 0), lane.suffix(), dy.step(), dy.region().rowStride(), gradient, w, width, c.count(), r.count())
        .endControlFlow().build();
  }
}
