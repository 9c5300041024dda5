package dev.fovea.processor.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.runtime.Backward;
import dev.fovea.runtime.Forward;
import dev.fovea.runtime.Mode;
import dev.fovea.runtime.Parameter;
import dev.fovea.runtime.Parameters;
import dev.fovea.runtime.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A run for training gives the gradients that an optimiser reads, the same in every bit, and computes none that nobody does. */
class TrainingGradientsTest {
  private static final int BATCH = 3;
  private static TestNetwork network;

  private Parameters parameters;
  private Forward forward;
  private Tensor gradient;

  @BeforeAll
  static void compile() {
    network = TestNetwork.of("@Network(input = {3, 12, 12})", """
      @Conv(filters = 20, kernel = 3, padding = 1, frozen = true) @BatchNorm(frozen = true) @Relu Tensor front(Tensor input);
      @MaxPool(kernel = 3, stride = 2)                                                            Tensor pool(Tensor front);
      @Conv(filters = 24, kernel = 3, padding = 1) @BatchNorm @Relu                               Tensor first(Tensor pool);
      @Pointwise(filters = 24, frozen = true) @Tanh                                               Tensor middle(Tensor first);
      @BatchNorm @Relu6                                                                           Tensor beside(Tensor pool);
      @Concat @Depthwise(kernel = 3, stride = 2)                                                  Tensor both(Tensor beside, Tensor first);
      @Dense(30) @Relu                                                                            Tensor dense(Tensor both);
      @GlobalAvgPool                                                                              Tensor mean(Tensor middle);
      @Concat @Dense(5)                                                                           Tensor scores(Tensor dense, Tensor mean);
    """);
  }

  @BeforeEach
  void run() {
    parameters = RandomValues.fill(network.random(1), 4);
    forward = TestNetwork.forward(parameters, Mode.TRAINING, BATCH);
    Tensor scores = forward.run(RandomValues.tensor(2, BATCH, 3, 12, 12));
    gradient = RandomValues.like(scores, 3);
  }

  @Test
  void trainedParametersHaveTheGradientsOfAFullRun() {
    Backward all = forward.backward();
    all.run(gradient);
    Backward training = forward.backward();
    for (int run = 0; run < 2; run++) {
      training.runForTraining(gradient);
      assertSameGradients(all, training);
    }
  }

  @Test
  void anotherRunLeavesNothingBehind() {
    Backward fresh = forward.backward();
    Backward used = forward.backward();
    used.runFrom(network.layers().get("dense"), RandomValues.like(forward.activation(network.layers().get("dense")), 8));
    used.runForTraining(RandomValues.like(gradient, 9));
    Tensor byImages = used.run(gradient);
    fresh.run(gradient);
    assertArrayEquals(fresh.input().toArray(), byImages.toArray());
    assertSameGradients(fresh, used);
    for (var layer : network.layers().all()) {
      assertArrayEquals(fresh.activation(layer).toArray(), used.activation(layer).toArray(), layer.name());
    }
  }

  @Test
  void nothingIsComputedThatLeadsToNoTrainedParameter() {
    Backward training = forward.backward();
    Tensor byImages = training.input();
    Tensor byFront = training.activation(network.layers().get("front"));
    Tensor byPool = training.activation(network.layers().get("pool"));
    float[] byMiddleWeights = training.gradient(parameters.get("middle.weight")).packed();
    training.runForTraining(gradient);
    for (float[] untouched : new float[][] {byImages.toArray(), byFront.toArray(), byPool.toArray(), byMiddleWeights}) {
      assertArrayEquals(new float[untouched.length], untouched);
    }
    training.run(gradient);
    for (float[] computed : new float[][] {byImages.toArray(), byFront.toArray(), byPool.toArray(), byMiddleWeights}) {
      assertTrue(Arrays.stream(toDoubles(computed)).anyMatch(number -> number != 0));
    }
  }

  @Test
  void whatWasNotComputedCannotBeRead() {
    Backward training = forward.backward();
    training.runForTraining(gradient);
    assertRefused("by the images", training::input);
    assertRefused("by activations", () -> training.activation(network.layers().get("dense")));
    assertRefused("by frozen parameters such as middle.weight", () -> training.gradient(parameters.get("middle.weight")));
    training.run(gradient);
    assertNotNull(training.input());
    assertNotNull(training.activation(network.layers().get("dense")));
    assertNotNull(training.gradient(parameters.get("middle.weight")));
  }

  @Test
  void gradientsMustBeThoseOfTheOutputs() {
    Backward training = forward.backward();
    assertThrows(IllegalArgumentException.class, training::runForTraining);
    assertThrows(IllegalArgumentException.class, () -> training.runForTraining(RandomValues.tensor(1, BATCH, 6, 1, 1)));
  }

  private void assertSameGradients(Backward expected, Backward actual) {
    int compared = 0;
    for (Parameter parameter : parameters.all()) {
      if (parameter.isTrainable()) {
        assertArrayEquals(expected.gradient(parameter).toArray(), actual.gradient(parameter).toArray(), parameter.name());
        compared++;
      }
    }
    assertEquals(11, compared);
  }

  private static void assertRefused(String what, org.junit.jupiter.api.function.Executable read) {
    assertEquals("the last run was for training, which leaves no gradients " + what + ": call run(...) for them",
        assertThrows(IllegalStateException.class, read).getMessage());
  }

  private static double[] toDoubles(float[] values) {
    double[] doubles = new double[values.length];
    Arrays.setAll(doubles, i -> values[i]);
    return doubles;
  }
}
