package dev.fovea.runtime.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.runtime.Initialization;
import dev.fovea.runtime.Packing;
import dev.fovea.runtime.Parameter;
import dev.fovea.runtime.Parameter.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The oracles are the updates written out: running means as explicitly weighted sums over all gradients so far,
 * in double precision, and closed forms for constant gradients.
 */
class OptimizerTest {
  /** Gradients of one weight, step by step; they change sign and size. */
  private static final double[] GRADIENTS = {0.5, -1.25, 0.01, 3, -0.3, 0, 0.75};
  private static final double START = 0.8;

  private final Parameter weight = parameter("c.weight", 0, 0, false);
  private final GivenGradients given = new GivenGradients(weight);

  private static Parameter parameter(String name, double l1, double l2, boolean frozen) {
    return new Parameter(name, Role.WEIGHT, Packing.convolution(3, 2, 2, 2, 1), Initialization.ZEROS, l1, l2, frozen);
  }

  /** The weight after each step along {@link #GRADIENTS}. */
  private double[] path(Optimizer optimizer) {
    fill(weight, START);
    double[] path = new double[GRADIENTS.length];
    for (int t = 0; t < path.length; t++) {
      float[] gradient = new float[weight.count()];
      Arrays.fill(gradient, (float) GRADIENTS[t]);
      given.gradient(weight).set(gradient);
      optimizer.step(given);
      path[t] = weight.get(2, 1, 1, 0);
    }
    return path;
  }

  private static void fill(Parameter parameter, double value) {
    float[] values = new float[parameter.count()];
    Arrays.fill(values, (float) value);
    parameter.set(values);
  }

  @Test
  void plainDescentSumsTheGradients() {
    double[] expected = new double[GRADIENTS.length];
    double sum = 0;
    for (int t = 0; t < expected.length; t++) {
      sum += GRADIENTS[t];
      expected[t] = START - 0.1 * sum;
    }
    assertArrayEquals(expected, path(new Sgd(given, 0.1)), 1e-6);
  }

  @Test
  void momentumAddsEarlierGradientsWithFadingWeight() {
    double[] expected = walk((t, gradients) -> 0.1 * fading(gradients, t, 0.9));
    assertArrayEquals(expected, path(new Sgd(given, 0.1).momentum(0.9)), 1e-5);
  }

  @Test
  void nesterovLooksOneStepAhead() {
    double[] expected = walk((t, gradients) -> 0.1 * (gradients.get(t) + 0.9 * fading(gradients, t, 0.9)));
    assertArrayEquals(expected, path(new Sgd(given, 0.1).momentum(0.9).nesterov(true)), 1e-5);
  }

  @Test
  void rmsPropDividesByTheRunningRootMeanSquare() {
    double[] expected = walk((t, gradients) -> 0.01 * gradients.get(t) / rootMeanSquare(gradients, t, 0.95, 1e-3));
    assertArrayEquals(expected, path(new RmsProp(given, 0.01).smoothing(0.95).epsilon(1e-3)), 1e-6);
  }

  @Test
  void rmsPropsMomentumAddsEarlierStepsWithFadingWeight() {
    double[] expected = walk((t, gradients) -> {
      double step = 0;
      for (int i = 0; i <= t; i++) {
        step += Math.pow(0.8, t - i) * gradients.get(i) / rootMeanSquare(gradients, i, 0.99, 1e-8);
      }
      return 0.01 * step;
    });
    assertArrayEquals(expected, path(new RmsProp(given, 0.01).momentum(0.8)), 1e-5);
  }

  @Test
  void adamDividesUnbiasedMeans() {
    double[] expected = walk((t, gradients) -> adamStep(gradients, t, 0.02));
    assertArrayEquals(expected, path(new Adam(given, 0.02).betas(0.8, 0.9).epsilon(1e-4)), 1e-6);
  }

  @Test
  void adamsFirstStepIsTheLearningRateWhateverTheGradient() {
    assertEquals(START - 0.001, path(new Adam(given, 0.001))[0], 1e-7);
  }

  @Test
  void weightDecayOfTheGradientPassesThroughEveryMean() {
    double decay = 0.3;
    assertArrayEquals(walkDecayed(decay, (t, g) -> 0.1 * g.get(t)), path(new Sgd(given, 0.1).weightDecay(decay)), 1e-5);
    assertArrayEquals(walkDecayed(decay, (t, g) -> 0.1 * fading(g, t, 0.9)),
        path(new Sgd(given, 0.1).momentum(0.9).weightDecay(decay)), 1e-5);
    assertArrayEquals(walkDecayed(decay, (t, g) -> 0.01 * g.get(t) / rootMeanSquare(g, t, 0.99, 1e-8)),
        path(new RmsProp(given, 0.01).weightDecay(decay)), 1e-5);
    assertArrayEquals(walkDecayed(decay, (t, g) -> adamStep(g, t, 0.02)),
        path(new Adam(given, 0.02).betas(0.8, 0.9).epsilon(1e-4).weightDecay(decay)), 1e-5);
  }

  @Test
  void decoupledWeightDecayShrinksBesideAdamsStep() {
    List<Double> gradients = new ArrayList<>();
    double[] expected = new double[GRADIENTS.length];
    double w = START;
    for (int t = 0; t < expected.length; t++) {
      gradients.add(GRADIENTS[t]);
      w = w - 0.02 * 0.3 * w - adamStep(gradients, t, 0.02);
      expected[t] = w;
    }
    assertArrayEquals(expected, path(new Adam(given, 0.02).betas(0.8, 0.9).epsilon(1e-4).decoupledWeightDecay(0.3)), 1e-6);
  }

  /** With no other gradient, a step of plain descent is the slope of the penalty. */
  @Test
  void l1AndL2DescendThePenalty() {
    Parameter penalized = parameter("c.weight", 0.3, 0.7, false);
    Parameter free = parameter("d.weight", 0, 0, false);
    GivenGradients network = new GivenGradients(penalized, free);
    float[] values = new float[penalized.count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i - 10) / 8f;
    }
    penalized.set(values);
    free.set(values);
    double[] slopes = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      float[] above = values.clone();
      float[] below = values.clone();
      above[i] += 1 / 64f;
      below[i] -= 1 / 64f;
      penalized.set(above);
      double penalty = Regularization.penalty(network);
      penalized.set(below);
      slopes[i] = (penalty - Regularization.penalty(network)) * 32;
    }
    penalized.set(values);
    new Sgd(network, 0.5).step(network);
    for (int i = 0; i < values.length; i++) {
      assertEquals(values[i] - 0.5 * slopes[i], penalized.toArray()[i], 1e-6);
    }
    assertArrayEquals(values, free.toArray());
  }

  static List<Function<GivenGradients, Optimizer>> all() {
    return List.of(g -> new Sgd(g, 0.1).weightDecay(0.1), g -> new Sgd(g, 0.1).momentum(0.9),
        g -> new Sgd(g, 0.1).momentum(0.9).nesterov(true), g -> new RmsProp(g, 0.1), g -> new RmsProp(g, 0.1).momentum(0.5),
        g -> new Adam(g, 0.1).weightDecay(0.1), g -> new Adam(g, 0.1).decoupledWeightDecay(0.1));
  }

  @ParameterizedTest
  @MethodSource("all")
  void frozenWeightsAndStatisticsStayAndPaddingStaysZero(Function<GivenGradients, Optimizer> maker) {
    Parameter trained = parameter("a.weight", 0.1, 0.1, false);
    Parameter frozen = parameter("b.weight", 0.1, 0.1, true);
    Parameter mean = new Parameter("n.running_mean", Role.RUNNING_MEAN, Packing.vector(5), Initialization.ZEROS);
    GivenGradients network = new GivenGradients(trained, frozen, mean);
    for (Parameter parameter : network.all()) {
      fill(parameter, START);
    }
    float[] slopes = new float[trained.count()];
    Arrays.fill(slopes, 2);
    network.gradient(trained).set(slopes);
    network.gradient(frozen).set(slopes);
    long[] versions = {trained.version(), frozen.version(), mean.version()};
    Optimizer optimizer = maker.apply(network);
    for (int step = 0; step < 3; step++) {
      optimizer.step(network);
    }
    assertTrue(trained.version() > versions[0] && frozen.version() == versions[1] && mean.version() == versions[2]);
    assertTrue(trained.get(0, 0, 0, 0) < START);
    for (Parameter untouched : List.of(frozen, mean)) {
      for (float value : untouched.toArray()) {
        assertEquals((float) START, value);
      }
    }
    float[] elements = trained.toArray();
    assertArrayEquals(slopes, network.gradient(trained).toArray());
    for (float element : elements) {
      assertEquals(elements[0], element);
    }
    fill(trained, 0);
    for (float padding : trained.packed()) {
      assertEquals(0, padding);
    }
  }

  @Test
  void theLearningRateCanChangeBetweenSteps() {
    Sgd sgd = new Sgd(given, 1);
    fill(weight, 0);
    float[] ones = new float[weight.count()];
    Arrays.fill(ones, 1);
    given.gradient(weight).set(ones);
    sgd.step(given);
    sgd.setLearningRate(0.25);
    sgd.step(given);
    assertEquals(0.25, sgd.learningRate());
    assertEquals(-1.25f, weight.get(0, 0, 0, 0));
  }

  @Test
  void choicesThatCannotWorkAreNamed() {
    assertMessage("a learning rate must be 0 or a positive number, not NaN", () -> new Sgd(given, Double.NaN));
    assertMessage("a momentum must be at least 0 and below 1, not 1.0", () -> new Sgd(given, 0.1).momentum(1));
    assertMessage("epsilon must be a positive number, not 0.0", () -> new Adam(given, 0.1).epsilon(0));
    assertMessage("the gradients are of other parameters than those that this optimiser was made for",
        () -> new Sgd(new GivenGradients(weight), 0.1).step(given));
    assertThrows(IllegalStateException.class, () -> new Sgd(given, 0.1).nesterov(true).step(given));
  }

  private static void assertMessage(String message, Executable action) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, action).getMessage());
  }

  private interface Step {
    double of(int t, List<Double> gradients);
  }

  private static double[] walk(Step step) {
    return walkDecayed(0, step);
  }

  private static double[] walkDecayed(double decay, Step step) {
    List<Double> gradients = new ArrayList<>();
    double[] path = new double[GRADIENTS.length];
    double w = START;
    for (int t = 0; t < path.length; t++) {
      gradients.add(GRADIENTS[t] + decay * w);
      w -= step.of(t, gradients);
      path[t] = w;
    }
    return path;
  }

  private static double fading(List<Double> values, int t, double keep) {
    double sum = 0;
    for (int i = 0; i <= t; i++) {
      sum += Math.pow(keep, t - i) * values.get(i);
    }
    return sum;
  }

  private static double rootMeanSquare(List<Double> gradients, int t, double keep, double epsilon) {
    return Math.sqrt((1 - keep) * fading(gradients.stream().map(g -> g * g).toList(), t, keep)) + epsilon;
  }

  /** Kingma and Ba's means, each divided by the sum of its weights; betas 0.8 and 0.9, epsilon 1e-4. */
  private static double adamStep(List<Double> gradients, int t, double rate) {
    double weights1 = 0;
    double weights2 = 0;
    for (int i = 0; i <= t; i++) {
      weights1 += Math.pow(0.8, i);
      weights2 += Math.pow(0.9, i);
    }
    double mean = fading(gradients, t, 0.8) / weights1;
    double square = fading(gradients.stream().map(g -> g * g).toList(), t, 0.9) / weights2;
    return rate * mean / (Math.sqrt(square) + 1e-4);
  }
}
