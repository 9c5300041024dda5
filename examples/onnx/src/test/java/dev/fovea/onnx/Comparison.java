package dev.fovea.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.fovea.runtime.Forward;
import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Layers;
import dev.fovea.runtime.Mode;
import dev.fovea.runtime.Parameter;
import dev.fovea.runtime.Parameters;
import dev.fovea.runtime.Tensor;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Runs random images through a network here and its exported model in ONNX Runtime. */
final class Comparison implements AutoCloseable {
  /** Both sum floats, in different orders: so far apart may results be, beside the largest number of an output. */
  private static final double AGREEMENT = 1e-4;

  private final OrtEnvironment environment;
  private final OrtSession session;

  private Comparison(OrtEnvironment environment, OrtSession session) {
    this.environment = environment;
    this.session = session;
  }

  static Comparison with(byte[] model) throws OrtException {
    OrtEnvironment environment = environment();
    return new Comparison(environment, environment.createSession(model));
  }

  static Comparison with(String file) throws OrtException {
    OrtEnvironment environment = environment();
    return new Comparison(environment, environment.createSession(file));
  }

  private static OrtEnvironment environment() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch").replace("amd64", "x64").replace("x86_64", "x64");
    String platform = (system.startsWith("windows") ? "win" : system.startsWith("mac") ? "osx" : "linux") + "-" + processor;
    assumeTrue(OrtEnvironment.class.getResource("native/" + platform) != null, () -> "ONNX Runtime does not come for " + platform);
    return OrtEnvironment.getEnvironment();
  }

  /** Fresh parameters would hide a bias that is left out, or statistics that are taken for one another. */
  static void stir(Parameters parameters) {
    Random random = new Random(11);
    for (Parameter parameter : parameters.all()) {
      switch (parameter.role()) {
        case BIAS, SHIFT, RUNNING_MEAN -> parameter.set(numbers(random, parameter.count(), -0.3, 0.3));
        case SCALE, RUNNING_VARIANCE -> parameter.set(numbers(random, parameter.count(), 0.5, 1.5));
        default -> { }
      }
    }
  }

  private static float[] numbers(Random random, int count, double from, double to) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) (from + (to - from) * random.nextDouble());
    }
    return numbers;
  }

  /** The model's outputs are those of a pass for inference, in number, order, name, shape and values. */
  void requireAgreement(Parameters parameters, int batch) throws OrtException {
    Layers layers = parameters.layers();
    int[] s = layers.input();
    float[] numbers = numbers(new Random(batch), batch * s[0] * s[1] * s[2], -8, 8);
    Forward forward = parameters.forward(Mode.INFERENCE, batch);
    forward.run(layers.isChannelsLast() ? Tensor.channelsLast(numbers, batch, s[0], s[1], s[2])
        : Tensor.of(numbers, batch, s[0], s[1], s[2]));
    long[] shape = layers.isChannelsLast() ? new long[] {batch, s[1], s[2], s[0]} : new long[] {batch, s[0], s[1], s[2]};
    assertEquals(layers.outputs().stream().map(Layer::name).toList(), List.copyOf(session.getOutputNames()));
    try (OnnxTensor images = OnnxTensor.createTensor(environment, FloatBuffer.wrap(numbers), shape);
        OrtSession.Result results = session.run(Map.of("input", images))) {
      for (int i = 0; i < layers.outputs().size(); i++) {
        Layer layer = layers.outputs().get(i);
        OnnxTensor result = (OnnxTensor) results.get(i);
        requireShape(layer, layers.isChannelsLast(), batch, result.getInfo().getShape());
        requireEqual(layers.network() + "." + layer.name(), forward.outputs().get(i).toArray(), result.getFloatBuffer());
      }
    }
  }

  private static void requireShape(Layer layer, boolean channelsLast, int batch, long[] shape) {
    if (shape.length == 2) {
      assertEquals(1, layer.height() * layer.width(), layer.name());
      assertArrayEquals(new long[] {batch, layer.channels()}, shape, layer.name());
    } else {
      assertArrayEquals(channelsLast ? new long[] {batch, layer.height(), layer.width(), layer.channels()}
          : new long[] {batch, layer.channels(), layer.height(), layer.width()}, shape, layer.name());
    }
  }

  private static void requireEqual(String what, float[] ours, FloatBuffer theirs) {
    assertEquals(ours.length, theirs.remaining(), what);
    double scale = 0;
    double difference = 0;
    for (int i = 0; i < ours.length; i++) {
      scale = Math.max(scale, Math.abs(ours[i]));
      double apart = Math.abs((double) ours[i] - theirs.get(i));
      assertTrue(Double.isFinite(apart), what);
      difference = Math.max(difference, apart);
    }
    assertTrue(scale > 0, what + " is zero");
    assertTrue(difference <= AGREEMENT * scale, what + " differs by " + difference + " of " + scale);
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
