package dev.fovea.runtime.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.runtime.Operation;
import dev.fovea.runtime.Tensor;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LossTest {
  private static final int BATCH = 3;
  private static final int CLASSES = 5;
  private static final int HEIGHT = 2;
  private static final int WIDTH = 4;

  private final Tensor outputs = random(1);

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.7})
  void equalLogitsCostTheLogarithmOfTheNumberOfClasses(double smoothing) {
    Tensor equal = Tensor.of(new float[] {7, 7, 7, 7, -2, -2, -2, -2}, 2, 4, 1, 1);
    assertEquals(Math.log(4), new SoftmaxCrossEntropy(smoothing).value(equal, SoftmaxCrossEntropy.targets(0, 3)), 1e-12);
  }

  @Test
  void logitsOfAThousandNeitherOverflowNorVanish() {
    Tensor extreme = Tensor.of(new float[] {1000, 0, -1000}, 3);
    Tensor gradient = Tensor.zeros(3);
    assertEquals(2000, new SoftmaxCrossEntropy().gradient(extreme, SoftmaxCrossEntropy.targets(2), gradient), 1e-9);
    assertArrayEquals(new float[] {1, 0, -1}, gradient.toArray());
  }

  @Test
  void aClassRuledOutByMinusInfinityCostsNothing() {
    Tensor masked = Tensor.of(new float[] {Float.NEGATIVE_INFINITY, 1, 1}, 3);
    assertEquals(Math.log(2), new SoftmaxCrossEntropy().value(masked, SoftmaxCrossEntropy.targets(1)), 1e-12);
  }

  @Test
  void aNanAmongTheLogitsMakesTheLossNan() {
    Tensor broken = Tensor.of(new float[] {1, Float.NaN, 2}, 3);
    assertTrue(Double.isNaN(new SoftmaxCrossEntropy().value(broken, SoftmaxCrossEntropy.targets(0))));
  }

  /** The oracle takes the softmax's probabilities one by one, and the smoothed target as a distribution. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.5})
  void crossEntropyIsTheMeanOverPixelsOfMinusLogProbability(double smoothing) {
    Tensor labels = labels();
    assertEquals(crossEntropy(doubles(outputs), labels, smoothing),
        new SoftmaxCrossEntropy(smoothing).value(outputs, labels), 1e-9);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.5})
  void crossEntropysGradientIsTheSlopeOfTheLoss(double smoothing) {
    Tensor labels = labels();
    Tensor gradient = Tensor.zeros(BATCH, CLASSES, HEIGHT, WIDTH);
    double value = new SoftmaxCrossEntropy(smoothing).gradient(outputs, labels, gradient);
    assertEquals(new SoftmaxCrossEntropy(smoothing).value(outputs, labels), value);
    double[] point = doubles(outputs);
    for (int i = 0; i < point.length; i++) {
      double[] above = point.clone();
      double[] below = point.clone();
      above[i] += 1e-5;
      below[i] -= 1e-5;
      double slope = (crossEntropy(above, labels, smoothing) - crossEntropy(below, labels, smoothing)) / 2e-5;
      assertEquals(slope, gradient.data()[i], 1e-7);
    }
  }

  @Test
  void meanSquaredErrorsGradientIsTheSlopeOfTheLoss() {
    Tensor targets = random(2);
    Tensor gradient = Tensor.zeros(BATCH, CLASSES, HEIGHT, WIDTH);
    double value = new MeanSquaredError().gradient(outputs, targets, gradient);
    double[] wanted = doubles(targets);
    double[] point = doubles(outputs);
    assertEquals(squaredError(point, wanted), value, 1e-12);
    for (int i = 0; i < point.length; i++) {
      double[] above = point.clone();
      double[] below = point.clone();
      above[i] += 1e-3;
      below[i] -= 1e-3;
      assertEquals((squaredError(above, wanted) - squaredError(below, wanted)) / 2e-3, gradient.data()[i], 1e-8);
    }
  }

  @Test
  void stridesDoNotMatter() {
    Tensor padded = Tensor.view(new float[BATCH * 8 * 16 + 3], 3, BATCH, CLASSES, HEIGHT, WIDTH, 128, 1, 64, 16, true);
    padded.copyFrom(outputs);
    Tensor dense = Tensor.zeros(BATCH, CLASSES, HEIGHT, WIDTH);
    Tensor strided = Tensor.view(new float[BATCH * 8 * 16 + 3], 3, BATCH, CLASSES, HEIGHT, WIDTH, 128, 1, 64, 16, true);
    Tensor copy = Tensor.zeros(BATCH, CLASSES, HEIGHT, WIDTH);
    for (Loss loss : new Loss[] {new SoftmaxCrossEntropy(0.1), new MeanSquaredError()}) {
      Tensor targets = loss instanceof MeanSquaredError ? random(2) : labels();
      assertEquals(loss.gradient(outputs, targets, dense), loss.gradient(padded, targets, strided));
      copy.copyFrom(strided);
      assertArrayEquals(dense.toArray(), copy.toArray());
      for (int gap = CLASSES; gap < 16; gap++) {
        assertEquals(0, strided.data()[3 + gap]);
      }
    }
  }

  @Test
  void accuracyIsTheShareOfPixelsWhoseStrongestClassIsTheLabel() {
    Tensor scores = Tensor.of(new float[] {0, 5, 1, 9, 2, 2, 8, 3, 1}, 3, 3, 1, 1);
    assertEquals(2.0 / 3, new SoftmaxCrossEntropy().accuracy(scores, SoftmaxCrossEntropy.targets(1, 0, 1)), 1e-12);
    assertTrue(Double.isNaN(new MeanSquaredError().accuracy(scores, scores)));
  }

  @Test
  void aLabelOutsideTheClassesIsNamed() {
    Tensor two = Tensor.zeros(2, 10, 1, 1);
    assertFails("image 1 of the batch has label 10, but the outputs have 10 classes: labels are the whole numbers 0 to 9",
        () -> new SoftmaxCrossEntropy().value(two, SoftmaxCrossEntropy.targets(9, 10)));
    assertFails("image 0 of the batch has label -1, but the outputs have 10 classes: labels are the whole numbers 0 to 9",
        () -> new SoftmaxCrossEntropy().value(two, SoftmaxCrossEntropy.targets(-1, 0)));
    assertFails("image 0 of the batch has label 0.5, but the outputs have 10 classes: labels are the whole numbers 0 to 9",
        () -> new SoftmaxCrossEntropy().value(two, Tensor.of(new float[] {0.5f, 1}, 2, 1, 1, 1)));
    assertFails("image 0 of the batch has label NaN at row 0, column 1, but the outputs have 2 classes:"
        + " labels are the whole numbers 0 to 1",
        () -> new SoftmaxCrossEntropy().value(Tensor.zeros(2, 1, 2), Tensor.of(new float[] {0, Float.NaN}, 1, 1, 2)));
  }

  @Test
  void batchesAndShapesThatDoNotFitAreNamed() {
    Tensor scores = Tensor.zeros(4, 10, 1, 1);
    assertFails("for outputs of batch 4 and shape [10, 1, 1] the targets must be of batch 4 and shape [1, 1, 1],"
        + " not of batch 3 and shape [1, 1, 1]", () -> new SoftmaxCrossEntropy().value(scores, SoftmaxCrossEntropy.targets(1, 2, 3)));
    assertFails("for outputs of batch 4 and shape [10, 1, 1] the gradient must be of batch 4 and shape [10, 1, 1],"
        + " not of batch 4 and shape [9, 1, 1]", () -> new MeanSquaredError().gradient(scores, scores, Tensor.zeros(4, 9, 1, 1)));
    assertFails("label smoothing must be at least 0 and below 1, not 1.0", () -> new SoftmaxCrossEntropy(1));
  }

  @Test
  void aSoftmaxBeforeSoftmaxCrossEntropyIsAMistake() {
    LinearNetwork probabilities = new LinearNetwork(2, 3, List.of(Operation.Kind.DENSE, Operation.Kind.SOFTMAX), 1);
    assertFails("scores ends in a softmax, but softmax cross-entropy works on logits: take the softmax out of the network (the"
        + " strongest class is the same without it)",
        () -> new SoftmaxCrossEntropy().targetShape(probabilities.scores));
  }

  private static void assertFails(String message, Executable action) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, action).getMessage());
  }

  private static double crossEntropy(double[] logits, Tensor labels, double smoothing) {
    int plane = HEIGHT * WIDTH;
    double sum = 0;
    for (int pixel = 0; pixel < BATCH * plane; pixel++) {
      int start = pixel / plane * CLASSES * plane + pixel % plane;
      double exponentials = 0;
      for (int c = 0; c < CLASSES; c++) {
        exponentials += Math.exp(logits[start + c * plane]);
      }
      for (int c = 0; c < CLASSES; c++) {
        double wanted = smoothing / CLASSES;
        if (labels.data()[pixel] == c) {
          wanted += 1 - smoothing;
        }
        sum -= wanted * Math.log(Math.exp(logits[start + c * plane]) / exponentials);
      }
    }
    return sum / (BATCH * plane);
  }

  private static double squaredError(double[] values, double[] wanted) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += Math.pow(values[i] - wanted[i], 2);
    }
    return sum / values.length;
  }

  private static Tensor labels() {
    SplittableRandom random = new SplittableRandom(3);
    float[] labels = new float[BATCH * HEIGHT * WIDTH];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = random.nextInt(CLASSES);
    }
    return Tensor.of(labels, BATCH, 1, HEIGHT, WIDTH);
  }

  private static Tensor random(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[BATCH * CLASSES * HEIGHT * WIDTH];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (6 * random.nextDouble() - 3);
    }
    return Tensor.of(values, BATCH, CLASSES, HEIGHT, WIDTH);
  }

  private static double[] doubles(Tensor tensor) {
    double[] values = new double[tensor.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = tensor.data()[i];
    }
    return values;
  }
}
