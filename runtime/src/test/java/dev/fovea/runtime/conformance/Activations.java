package dev.fovea.runtime.conformance;

import dev.fovea.runtime.Tensor;
import dev.fovea.runtime.kernel.Eager;
import dev.fovea.runtime.kernel.Kernels;
import java.util.Map;
import java.util.function.Function;

/** Elementwise operations, and softmax. */
record Activations(Tensor x, String input, Function<Tensor, Tensor> definition, Forward kernel, Backward gradient)
    implements Operation {
  /** One kernel call, or one for each row. */
  interface Forward {
    void run(Kernels kernels, Nhwc x, Nhwc y);
  }

  /** Likewise back; adds to dx. */
  interface Backward {
    void run(Kernels kernels, Nhwc x, Nhwc y, Nhwc dy, Nhwc dx);
  }

  private static Activations elementwise(Case source, Function<Tensor, Tensor> definition, Forward kernel, Backward gradient) {
    String input = source.inputs().keySet().iterator().next();
    return new Activations(source.inputs().get(input).elements(), input, definition, kernel, gradient);
  }

  static Activations relu(Case source) {
    return elementwise(source, Eager::relu, (kernels, x, y) -> kernels.relu(x.data(), 0, y.data(), 0, x.data().length),
        (kernels, x, y, dy, dx) -> kernels.reluGradient(y.data(), 0, dy.data(), 0, dx.data(), 0, dx.data().length));
  }

  static Activations relu6(Case source) {
    return elementwise(source, Eager::relu6, (kernels, x, y) -> kernels.relu6(x.data(), 0, y.data(), 0, x.data().length),
        (kernels, x, y, dy, dx) -> kernels.relu6Gradient(y.data(), 0, dy.data(), 0, dx.data(), 0, dx.data().length));
  }

  static Activations leakyRelu(Case source) {
    float slope = (float) source.attributes().number(0.01, "negative_slope", "alpha");
    return elementwise(source, x -> Eager.leakyRelu(x, slope),
        (kernels, x, y) -> kernels.leakyRelu(slope, x.data(), 0, y.data(), 0, x.data().length),
        (kernels, x, y, dy, dx) -> kernels.leakyReluGradient(slope, x.data(), 0, dy.data(), 0, dx.data(), 0, dx.data().length));
  }

  static Activations sigmoid(Case source) {
    return elementwise(source, Eager::sigmoid, (kernels, x, y) -> kernels.sigmoid(x.data(), 0, y.data(), 0, x.data().length),
        (kernels, x, y, dy, dx) -> kernels.sigmoidGradient(y.data(), 0, dy.data(), 0, dx.data(), 0, dx.data().length));
  }

  static Activations tanh(Case source) {
    return elementwise(source, Eager::tanh, (kernels, x, y) -> kernels.tanh(x.data(), 0, y.data(), 0, x.data().length),
        (kernels, x, y, dy, dx) -> kernels.tanhGradient(y.data(), 0, dy.data(), 0, dx.data(), 0, dx.data().length));
  }

  /** Softmax over any axis: it is taken for the channels. */
  static Activations softmax(Case source) {
    NumberArray input = source.inputList().get(0);
    int axis = source.attributes().integer(source.isOnnx() ? -1 : 1, "dim", "axis");
    return new Activations(input.channelsOn(axis), source.inputs().keySet().iterator().next(), Eager::softmax,
        (kernels, x, y) -> KernelRunner.rows(x, (n, row) -> kernels.softmax(x.data(), x.pixel(n, row, 0), x.pixelStride(),
            y.data(), y.pixel(n, row, 0), y.pixelStride(), x.width(), x.channels())),
        (kernels, x, y, dy, dx) -> KernelRunner.rows(x, (n, row) -> kernels.softmaxGradient(y.data(), y.pixel(n, row, 0),
            y.pixelStride(), dy.data(), dy.pixel(n, row, 0), dy.pixelStride(), dx.data(), dx.pixel(n, row, 0), dx.pixelStride(),
            x.width(), x.channels())));
  }

  @Override
  public Map<String, float[]> eager() {
    return Map.of("output", definition.apply(x).toArray());
  }

  @Override
  public Map<String, float[]> forward(Kernels kernels) {
    return Map.of("output", output(kernels, Nhwc.activation(x)).toArray());
  }

  private Nhwc output(Kernels kernels, Nhwc from) {
    Nhwc to = Nhwc.unwritten(x.batch(), x.channels(), x.height(), x.width(), from.pixelStride());
    kernel.run(kernels, from, to);
    return to;
  }

  @Override
  public Map<String, float[]> backward(Kernels kernels, float[] outputGradient) {
    Nhwc from = Nhwc.activation(x);
    Nhwc dx = Nhwc.zeros(x, from.pixelStride());
    Tensor dy = Tensor.of(outputGradient, x.batch(), x.channels(), x.height(), x.width());
    gradient.run(kernels, from, output(kernels, from), Nhwc.gradient(dy), dx);
    return Map.of(input, dx.toArray());
  }
}
