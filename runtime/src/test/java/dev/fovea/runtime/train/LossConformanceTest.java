package dev.fovea.runtime.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fovea.runtime.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Losses agree with what PyTorch computed for its own samples. */
class LossConformanceTest {
  @ParameterizedTest
  @CsvSource({"cross_entropy-002, 2, 3", "cross_entropy-006, 2, 3"})
  void crossEntropyIsPyTorchs(String name, int batch, int classes) throws IOException {
    Tensor outputs = Tensor.of(floats(name, "in_input"), batch, classes, 1, 1);
    ByteBuffer labels = bytes(name, "in_target.i64.bin");
    int[] targets = new int[batch];
    for (int n = 0; n < batch; n++) {
      targets[n] = (int) labels.getLong();
    }
    agree(name, new SoftmaxCrossEntropy(), outputs, SoftmaxCrossEntropy.targets(targets));
  }

  @ParameterizedTest
  @CsvSource({"mse_loss-001, 1, 5, 1, 1", "mse_loss-004, 5, 5, 1, 1", "mse_loss-005, 1, 5, 5, 5"})
  void meanSquaredErrorIsPyTorchs(String name, int batch, int channels, int height, int width) throws IOException {
    Tensor outputs = Tensor.of(floats(name, "in_input"), batch, channels, height, width);
    agree(name, new MeanSquaredError(), outputs, Tensor.of(floats(name, "in_target"), batch, channels, height, width));
  }

  private static void agree(String name, Loss loss, Tensor outputs, Tensor targets) throws IOException {
    float expected = floats(name, "out0")[0];
    Tensor gradient = Tensor.zeros(outputs.batch(), outputs.channels(), outputs.height(), outputs.width());
    assertEquals(expected, loss.gradient(outputs, targets, gradient), 1e-5 * Math.abs(expected));
    float[] scaled = gradient.toArray();
    float factor = floats(name, "R")[0];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= factor;
    }
    assertArrayEquals(floats(name, "grad_input"), scaled, 1e-5f);
  }

  private static float[] floats(String name, String tensor) throws IOException {
    ByteBuffer bytes = bytes(name, tensor + ".f32.bin");
    float[] values = new float[bytes.remaining() / 4];
    bytes.asFloatBuffer().get(values);
    return values;
  }

  private static ByteBuffer bytes(String name, String file) throws IOException {
    try (InputStream in = LossConformanceTest.class.getResourceAsStream("/conformance/torch-opinfo/" + name + "/" + file)) {
      return ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
    }
  }
}
