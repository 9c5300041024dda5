package dev.fovea.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import dev.fovea.processor.plan.Node;
import dev.fovea.processor.shape.Weights.Role;

/** The gradient by a bias: what arrives at its filter, summed over all pixels of all images. */
final class BiasGradient {
  private BiasGradient() {}

  static void write(Node node, BackwardCode code) {
    Buffer dy = code.gradient(node.output());
    int channels = node.output().shape().channels();
    int padded = ForwardCode.padded(node.operation());
    String gradient = code.gradient(node, Role.BIAS);
    String name = node.output().name() + "Bias";
    String sums = code.pass().field(ArrayTypeName.of(double.class), name + "Sums", Text.of("new double[$L]", padded));
    Text.Builder body = Text.builder();
    body.addStatement("$T.fill($N, from * 16, to * 16, 0)", java.util.Arrays.class, sums);
    body.beginControlFlow("for (int n = 0; n < batch; n++)");
    rows(body, dy.height());
    body.addStatement("kernels.sums($L,$W$L + from * 16,$W$L,$W$L, (to - from) * 16,$W$N, from * 16)", dy.array(), dy.row(), dy.step(),
        dy.width(), sums);
    endRows(body, dy.height());
    body.endControlFlow();
    body.beginControlFlow("for (int f = from * 16; f < Math.min(to * 16, $L); f++)", channels);
    body.addStatement("$N[f] = (float) $N[f]", gradient, sums);
    body.endControlFlow();
    code.step(name, "Gradient by the bias of " + node.layer().name() + ".", Text.of("$L", padded / 16),
        PassWriter.elementwise(node.output().shape().size(), 2), body.build());
  }

  static void rows(Text.Builder body, int height) {
    if (height > 1) {
      body.beginControlFlow("for (int y = 0; y < $L; y++)", height);
    }
  }

  static void endRows(Text.Builder body, int height) {
    if (height > 1) {
      body.endControlFlow();
    }
  }
}
