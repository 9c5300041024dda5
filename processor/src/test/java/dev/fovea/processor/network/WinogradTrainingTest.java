package dev.fovea.processor.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.fovea.runtime.Backward;
import dev.fovea.runtime.Mode;
import dev.fovea.runtime.Parameter;
import dev.fovea.runtime.Parameters;
import dev.fovea.runtime.Tensor;
import dev.fovea.runtime.kernel.NetworkForward;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Training steps whose 3x3 and 5x5 convolutions go by Winograd's algorithm: forwards, back to their inputs and back to their weights. */
class WinogradTrainingTest {
  private static final int BATCH = 5;

  /** Of the sum of the absolute values of a number's products: what {@code @Network(winograd)} promises. */
  private static final double BOUND = 1e-5;

  /** Smooth, so that no rectifier's decision hides how close two networks are; what several layers read is added up on the way back. */
  private static final String RESIDUAL = """
      @Conv(filters = 64, kernel = 3, padding = 1) @BatchNorm @Tanh   Tensor first(Tensor input);
      @Conv(filters = 64, kernel = 3, padding = 1) @BatchNorm @Tanh   Tensor a(Tensor first);
      @Conv(filters = 64, kernel = 3, padding = 1) @BatchNorm         Tensor b(Tensor a);
      @Add @Sigmoid                                                   Tensor sum(Tensor b, Tensor first);
      @Conv(filters = 96, kernel = 3, padding = 2)                    Tensor c(Tensor sum);
      @Conv(filters = 96, kernel = 3, padding = 2) @BatchNorm         Tensor d(Tensor sum);
      @Concat @Pointwise(filters = 40) @Tanh                          Tensor out(Tensor c, Tensor d);
      """;

  private static TestNetwork fast;
  private static TestNetwork direct;

  @BeforeAll
  static void compile() {
    Map<String, String> sources = new LinkedHashMap<>();
    sources.put("nets.Fast", source("Fast", "input = {48, 18, 13}", RESIDUAL));
    sources.put("nets.Direct", source("Direct", "input = {48, 18, 13}, winograd = false", RESIDUAL));
    List<TestNetwork> both = TestNetwork.compile(sources);
    fast = both.get(0);
    direct = both.get(1);
  }

  private static String source(String name, String network, String body) {
    return "package nets;\nimport dev.fovea.*;\nimport dev.fovea.runtime.Tensor;\n@Network(" + network + ")\npublic interface " + name
        + " {\n" + body + "\n}\n";
  }

  /** What a step leaves: activations, gradients by the images, by activations and by parameters, in one order. */
  private static Map<String, float[]> step(TestNetwork network, Parameters parameters, Mode mode, int threads) {
    NetworkForward forward = (NetworkForward) parameters.forward(mode, BATCH, threads);
    Arrays.fill(forward.pass().arena(), Float.NaN);
    return step(network, parameters, forward, forward.backward());
  }

  private static Map<String, float[]> step(TestNetwork network, Parameters parameters, NetworkForward forward, Backward backward) {
    Map<String, float[]> results = new LinkedHashMap<>();
    Tensor output = forward.run(RandomValues.tensor(3, BATCH, 48, 18, 13));
    backward.run(RandomValues.like(output, 4));
    network.layers().all().forEach(layer -> {
      results.put(layer.name(), Agreement.channelsFirst(forward.activation(layer)));
      results.put("gradient by " + layer.name(), Agreement.channelsFirst(backward.activation(layer)));
    });
    results.put("gradient by the images", Agreement.channelsFirst(backward.input()));
    for (Parameter parameter : parameters.all()) {
      if (parameter.role().isTrained()) {
        results.put("gradient by " + parameter.name(), backward.gradient(parameter).toArray());
      }
    }
    return results;
  }

  @Test
  void stepsAgreeWithDirectOnes() {
    Map<String, float[]> expected = step(direct, RandomValues.fill(direct.random(1), 5), Mode.TRAINING, 1);
    Map<String, float[]> actual = step(fast, RandomValues.fill(fast.random(1), 5), Mode.TRAINING, 1);
    expected.forEach((what, numbers) -> RandomValues.assertClose(RandomValues.doubles(numbers),
        RandomValues.doubles(actual.get(what)), 5e-5, what));
    for (String convolution : List.of("first", "a", "b", "c", "d")) {
      assertFalse(Arrays.equals(expected.get(convolution), actual.get(convolution)), convolution);
    }
  }

  @Test
  void recordingsStayDirectInEveryBit() {
    assertSame(step(direct, RandomValues.fill(direct.random(1), 5), Mode.RECORDING, 1),
        step(fast, RandomValues.fill(fast.random(1), 5), Mode.RECORDING, 1));
  }

  @Test
  void threadsChangeNoBit() {
    Map<String, float[]> alone = step(fast, RandomValues.fill(fast.random(1), 5), Mode.TRAINING, 1);
    for (int threads : new int[] {2, 3, 5}) {
      assertSame(alone, step(fast, RandomValues.fill(fast.random(1), 5), Mode.TRAINING, threads));
    }
  }

  @Test
  void eachStepFollowsTheWeights() {
    Parameters parameters = RandomValues.fill(fast.random(1), 5);
    NetworkForward forward = (NetworkForward) TestNetwork.forward(parameters, Mode.TRAINING, BATCH);
    Backward backward = forward.backward();
    step(fast, parameters, forward, backward);
    RandomValues.fill(parameters, 6);
    assertSame(step(fast, RandomValues.fill(fast.random(1), 6), Mode.TRAINING, 1), step(fast, parameters, forward, backward));
  }

  private static void assertSame(Map<String, float[]> expected, Map<String, float[]> actual) {
    assertEquals(expected.keySet(), actual.keySet());
    expected.forEach((what, numbers) -> assertArrayEquals(numbers, actual.get(what), what));
  }

  /** One convolution, by itself. */
  private record Alone(int kernel, int channels, int height, int width, int filters, int[] padding) {
    private int outputHeight() {
      return height + padding[0] + padding[2] - kernel + 1;
    }

    private int outputWidth() {
      return width + padding[1] + padding[3] - kernel + 1;
    }

    String source(String name, boolean winograd) {
      return WinogradTrainingTest.source(name, "input = {" + channels + ", " + height + ", " + width + "}, winograd = " + winograd,
          "@Conv(filters = " + filters + ", kernel = " + kernel + ", padding = "
              + Arrays.toString(padding).replace('[', '{').replace(']', '}')
              + ") Tensor only(Tensor input);");
    }

    void check(TestNetwork network, TestNetwork direct) {
      Tensor images = RandomValues.tensor(1, BATCH, channels, height, width);
      Tensor gradient = RandomValues.tensor(2, BATCH, filters, outputHeight(), outputWidth());
      List<float[]> actual = run(network, images, gradient);
      List<float[]> plain = run(direct, images, gradient);
      Sums y = new Sums(actual.get(0).length);
      Sums dx = new Sums(actual.get(1).length);
      Sums dw = new Sums(actual.get(2).length);
      float[] w = RandomValues.fill(network.random(1), 5).get("only.weight").toArray();
      float[] bias = RandomValues.fill(network.random(1), 5).get("only.bias").toArray();
      float[] x = images.data();
      float[] dy = gradient.data();
      for (int n = 0; n < BATCH; n++) {
        for (int f = 0; f < filters; f++) {
          for (int row = 0; row < outputHeight(); row++) {
            for (int column = 0; column < outputWidth(); column++) {
              int out = ((n * filters + f) * outputHeight() + row) * outputWidth() + column;
              y.add(out, bias[f]);
              for (int k = 0; k < kernel * kernel; k++) {
                int r = row - padding[0] + k / kernel;
                int c = column - padding[1] + k % kernel;
                if (r >= 0 && r < height && c >= 0 && c < width) {
                  for (int channel = 0; channel < channels; channel++) {
                    int in = ((n * channels + channel) * height + r) * width + c;
                    int weight = (f * channels + channel) * kernel * kernel + k;
                    y.add(out, (double) x[in] * w[weight]);
                    dx.add(in, (double) dy[out] * w[weight]);
                    dw.add(weight, (double) dy[out] * x[in]);
                  }
                }
              }
            }
          }
        }
      }
      String what = kernel + " x " + kernel + " of " + channels + " x " + height + " x " + width + " to " + filters
          + " filters, padding " + Arrays.toString(padding);
      y.requireClose(actual.get(0), what + ": outputs");
      dx.requireClose(actual.get(1), what + ": gradient by the images");
      dw.requireClose(actual.get(2), what + ": gradient by the weights");
      for (int i = 0; i < 3; i++) {
        assertFalse(Arrays.equals(plain.get(i), actual.get(i)), what + ": result " + i + " is not by Winograd's algorithm");
      }
    }

    private static List<float[]> run(TestNetwork network, Tensor images, Tensor gradient) {
      Parameters parameters = RandomValues.fill(network.random(1), 5);
      NetworkForward forward = (NetworkForward) TestNetwork.forward(parameters, Mode.TRAINING, BATCH);
      Backward backward = forward.backward();
      List<float[]> results = new ArrayList<>();
      // The second run finds what the first has left.
      for (int run = 0; run < 2; run++) {
        Arrays.fill(forward.pass().arena(), Float.NaN);
        results.clear();
        results.add(Agreement.channelsFirst(forward.run(images)));
        results.add(Agreement.channelsFirst(backward.run(gradient)));
        results.add(backward.gradient(parameters.get("only.weight")).toArray());
      }
      return results;
    }
  }

  /** Sums in double precision, and those of absolute values. */
  private static final class Sums {
    private final double[] sums;
    private final double[] magnitudes;

    Sums(int count) {
      sums = new double[count];
      magnitudes = new double[count];
    }

    void add(int i, double product) {
      sums[i] += product;
      magnitudes[i] += Math.abs(product);
    }

    /** A window that lies partly outside has few products of its own, but is off by as much as its neighbours, with which it is computed. */
    void requireClose(float[] actual, String what) {
      double typical = Arrays.stream(magnitudes).average().orElseThrow();
      for (int i = 0; i < sums.length; i++) {
        assertEquals(sums[i], actual[i], BOUND * Math.max(typical, magnitudes[i]), what + ", number " + i);
      }
    }
  }

  @Test
  void everySizeAndPaddingIsWithinTheBoundOfDoublePrecision() {
    List<Alone> convolutions = List.of(new Alone(3, 48, 16, 16, 64, new int[] {1, 1, 1, 1}),
        new Alone(3, 64, 13, 19, 48, new int[] {0, 0, 0, 0}), new Alone(3, 40, 15, 14, 72, new int[] {2, 2, 2, 2}),
        new Alone(3, 61, 17, 12, 80, new int[] {1, 0, 2, 1}), new Alone(3, 35, 14, 27, 112, new int[] {0, 3, 1, 0}),
        new Alone(3, 96, 11, 18, 33, new int[] {2, 1, 0, 3}), new Alone(5, 48, 9, 12, 64, new int[] {2, 2, 2, 2}),
        new Alone(5, 37, 11, 8, 48, new int[] {0, 1, 3, 4}), new Alone(5, 32, 8, 13, 40, new int[] {4, 5, 0, 0}));
    Map<String, String> sources = new LinkedHashMap<>();
    for (int i = 0; i < convolutions.size(); i++) {
      sources.put("nets.Alone" + i, convolutions.get(i).source("Alone" + i, true));
      sources.put("nets.Plain" + i, convolutions.get(i).source("Plain" + i, false));
    }
    List<TestNetwork> networks = TestNetwork.compile(sources);
    for (int i = 0; i < convolutions.size(); i++) {
      convolutions.get(i).check(networks.get(2 * i), networks.get(2 * i + 1));
    }
  }
}
