package dev.fovea.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Activations against Java's double functions, and their gradients against central differences of those. */
class ElementwiseTest {
  private static final int X0 = 3;
  private static final int Y0 = 6;
  private static final int DY0 = 1;
  private static final float SLOPE = -0.25f;

  static Stream<Kernels> twins() {
    return Twins.all();
  }

  private interface Forward {
    void run(float[] x, int x0, float[] y, int y0, int n);
  }

  private interface Gradient {
    void run(float[] at, int at0, float[] dy, int dy0, float[] dx, int dx0, int n);
  }

  private static double leaky(double v) {
    return v > 0 ? v : SLOPE * v;
  }

  private static double sigmoid(double v) {
    return 1 / (1 + Math.exp(-v));
  }

  @ParameterizedTest
  @MethodSource("twins")
  void activationsAreAccurateToAFewUnitsInTheLastPlace(Kernels kernels) {
    forward(kernels::relu, v -> Math.max(0, v));
    forward(kernels::relu6, v -> Math.min(6, Math.max(0, v)));
    forward((x, x0, y, y0, n) -> kernels.leakyRelu(SLOPE, x, x0, y, y0, n), ElementwiseTest::leaky);
    forward(kernels::sigmoid, ElementwiseTest::sigmoid);
    forward(kernels::tanh, Math::tanh);
  }

  private static void forward(Forward kernel, DoubleUnaryOperator function) {
    Random random = new Random(1);
    for (int n = 16; n <= 4096; n *= 2) {
      float[] x = Twins.poisoned(X0 + n + 5);
      for (int i = 0; i < n; i++) {
        x[X0 + i] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(6) - 4));
      }
      x[X0 + 3] = 0;
      x[X0 + 5] = 80;
      x[X0 + 7] = -80;
      float[] y = Twins.poisoned(Y0 + n + 9);
      float[] before = y.clone();
      kernel.run(x, X0, y, Y0, n);
      for (int i = 0; i < n; i++) {
        double expected = function.applyAsDouble(x[X0 + i]);
        assertEquals(expected, y[Y0 + i], 1e-6 * Math.abs(expected), "at " + x[X0 + i]);
      }
      Twins.assertUntouched(before, y, Y0, n, 1, n);
      kernel.run(x, X0, x, X0, n);
      for (int i = 0; i < n; i++) {
        assertEquals(y[Y0 + i], x[X0 + i], "in place");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("twins")
  void activationsPassNaNAndReachTheirLimits(Kernels kernels) {
    float negativeNaN = Float.intBitsToFloat(0xffc0_0000);
    float[] x = {Float.NaN, negativeNaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e30f, -1e30f, 200, -200, 0, 0, 0, 0, 0, 0,
        0, 0};
    float[][] limits = {{Float.POSITIVE_INFINITY, 0, 1e30f, 0, 200, 0}, {1, 0, 1, 0, 1, 0}, {1, -1, 1, -1, 1, -1},
        {6, 0, 6, 0, 6, 0}};
    Forward[] activations = {kernels::relu, kernels::sigmoid, kernels::tanh, kernels::relu6};
    for (int a = 0; a < activations.length; a++) {
      float[] y = new float[16];
      activations[a].run(x, 0, y, 0, 16);
      assertTrue(Float.isNaN(y[0]) && Float.isNaN(y[1]), "NaN stays NaN, activation " + a);
      for (int i = 0; i < 6; i++) {
        assertEquals(limits[a][i], y[2 + i], 1e-6f, "activation " + a + " at " + x[2 + i]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("twins")
  void gradientsAreTheSlopesOfTheActivations(Kernels kernels) {
    gradient(kernels::reluGradient, v -> Math.max(0, v), true);
    gradient((x, x0, dy, dy0, dx, dx0, n) -> kernels.leakyReluGradient(SLOPE, x, x0, dy, dy0, dx, dx0, n), ElementwiseTest::leaky,
        false);
    gradient(kernels::sigmoidGradient, ElementwiseTest::sigmoid, true);
    gradient(kernels::tanhGradient, Math::tanh, true);
  }

  private static void gradient(Gradient kernel, DoubleUnaryOperator function, boolean fromOutput) {
    Random random = new Random(2);
    for (int n = 16; n <= 208; n += 48) {
      float[] at = Twins.poisoned(Y0 + n);
      float[] dy = Twins.pixels(random, DY0 + n, DY0, n, 1, n);
      float[] dx = Twins.pixels(random, X0 + n + 4, X0, n, 1, n);
      float[] before = dx.clone();
      double[] slope = new double[n];
      for (int i = 0; i < n; i++) {
        double v = (random.nextBoolean() ? 1 : -1) * (0.1 + 3 * random.nextDouble());
        at[Y0 + i] = (float) (fromOutput ? function.applyAsDouble(v) : v);
        slope[i] = (function.applyAsDouble(v + 1e-6) - function.applyAsDouble(v - 1e-6)) / 2e-6;
      }
      kernel.run(at, Y0, dy, DY0, dx, X0, n);
      for (int i = 0; i < n; i++) {
        assertEquals(before[X0 + i] + slope[i] * dy[DY0 + i], dx[X0 + i], 1e-6, "element " + i + " of " + n);
      }
      Twins.assertUntouched(before, dx, X0, n, 1, n);
    }
  }

  @ParameterizedTest
  @MethodSource("twins")
  void atTheKinkReluPassesNothingAndLeakyReluItsSlope(Kernels kernels) {
    float[] ones = new float[16];
    java.util.Arrays.fill(ones, 1f);
    float[] relu = new float[16];
    kernels.reluGradient(new float[16], 0, ones, 0, relu, 0, 16);
    assertEquals(0f, relu[0]);
    float[] leaky = new float[16];
    kernels.leakyReluGradient(SLOPE, new float[16], 0, ones, 0, leaky, 0, 16);
    assertEquals(SLOPE, leaky[0]);
  }

  @ParameterizedTest
  @MethodSource("twins")
  void relu6PassesNothingAtEitherEnd(Kernels kernels) {
    float[] y = {0, 6, Math.nextUp(0f), Math.nextDown(6f), 3, 0, 6, 1, 2, 3, 4, 5, 6, 0, 1, 6};
    float[] ones = new float[16];
    java.util.Arrays.fill(ones, 1f);
    float[] dx = new float[16];
    kernels.relu6Gradient(y, 0, ones, 0, dx, 0, 16);
    assertArrayEquals(new float[] {0, 0, 1, 1, 1, 0, 0, 1, 1, 1, 1, 1, 0, 0, 1, 0}, dx);
  }

  @ParameterizedTest
  @MethodSource("twins")
  void additionAddsAllOrOnlyWhatIsPositive(Kernels kernels) {
    Random random = new Random(3);
    for (int n = 16; n <= 112; n += 16) {
      float[] x = Twins.pixels(random, X0 + n, X0, n, 1, n);
      float[] y = Twins.pixels(random, Y0 + n + 2, Y0, n, 1, n);
      float[] before = y.clone();
      float[] positive = y.clone();
      kernels.add(x, X0, y, Y0, n);
      kernels.addPositive(x, X0, positive, Y0, n);
      for (int i = 0; i < n; i++) {
        Twins.assertClose((double) before[Y0 + i] + x[X0 + i], y[Y0 + i], 1, "sum");
        Twins.assertClose(before[Y0 + i] + Math.max(0.0, x[X0 + i]), positive[Y0 + i], 1, "sum of positive part");
      }
      Twins.assertUntouched(before, y, Y0, n, 1, n);
      Twins.assertUntouched(before, positive, Y0, n, 1, n);
    }
  }
}
