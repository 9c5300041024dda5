package dev.fovea.processor.network;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.processor.network.NetworkSketch.Size;
import dev.fovea.processor.network.RandomWindows.Drawn;
import dev.fovea.runtime.Backward;
import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Mode;
import dev.fovea.runtime.Parameter;
import dev.fovea.runtime.Parameters;
import dev.fovea.runtime.Tensor;
import dev.fovea.runtime.kernel.NetworkForward;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Gradients of random networks against central differences of {@link DoubleNetwork}, and convolutions against their adjoints. */
class GradientTest {
  private static final int NETWORKS = Integer.getInteger("gradients", 40);
  private static final int AT_A_TIME = 20;
  private static final int BATCH = 3;

  @TestFactory
  Stream<DynamicTest> gradientsAreTheSlopesOfTheNetwork() {
    return IntStream.range(0, (NETWORKS + AT_A_TIME - 1) / AT_A_TIME).boxed().flatMap(part -> {
      List<NetworkSketch> sketches = LongStream.range((long) part * AT_A_TIME, Math.min(NETWORKS, (part + 1L) * AT_A_TIME))
          .mapToObj(i -> RandomNetworks.drawSmall(1000 + i)).toList();
      List<TestNetwork> networks = PlannedEqualsEagerTest.compile(sketches);
      return IntStream.range(0, sketches.size()).mapToObj(i -> DynamicTest.dynamicTest("seed " + sketches.get(i).seed(), () -> {
        for (Mode mode : new Mode[] {Mode.RECORDING, Mode.TRAINING}) {
          try {
            new Comparison(sketches.get(i), networks.get(i), mode).run();
          } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(mode + ": " + e.getMessage() + "\n" + sketches.get(i), e);
          }
        }
      }));
    });
  }

  /** One network in one mode. */
  private static final class Comparison {
    private final NetworkSketch sketch;
    private final TestNetwork network;
    private final Random random;
    private final Parameters parameters;
    private final NetworkForward forward;
    private final Map<String, double[]> before = new HashMap<>();
    private final DoubleNetwork precise;
    private double[] images;

    Comparison(NetworkSketch sketch, TestNetwork network, Mode mode) {
      this.sketch = sketch;
      this.network = network;
      random = new Random(sketch.seed());
      parameters = network.random(1);
      forward = (NetworkForward) TestNetwork.forward(parameters, mode, BATCH);
      forward.setDropoutSeed(5);
      precise = new DoubleNetwork(sketch, network.layers().all().stream().map(Layer::name).toList(), BATCH, mode == Mode.TRAINING,
          forward.pass()::dropoutKey);
    }

    void run() {
      Size input = sketch.input();
      Tensor batch = awayFromKinks(input);
      Arrays.fill(forward.pass().arena(), Float.NaN);
      forward.run(batch);
      Backward backward = forward.backward();
      Map<String, double[]> weights = new LinkedHashMap<>();
      List<Layer> outputs = network.layers().outputs();
      Tensor[] gradients = new Tensor[outputs.size()];
      for (int i = 0; i < gradients.length; i++) {
        gradients[i] = RandomValues.like(forward.outputs().get(i), 100 + i);
        weights.put(outputs.get(i).name(), RandomValues.doubles(gradients[i]));
      }
      SlopeCheck check = new SlopeCheck(precise, images, before, weights, random);
      for (int run = 0; run < 2; run++) {
        check.image(backward.run(gradients), 3);
        check(check, backward, 2);
      }
      Layer middle = network.layers().all().get(random.nextInt(network.layers().all().size()));
      Tensor gradient = RandomValues.like(forward.activation(middle), 300);
      SlopeCheck inner = new SlopeCheck(precise, images, before, Map.of(middle.name(), RandomValues.doubles(gradient)), random);
      inner.image(backward.runFrom(middle, gradient), 0);
      check(inner, backward, 0);
      Backward training = forward.backward();
      training.runForTraining(gradients);
      for (Parameter parameter : parameters.all()) {
        if (parameter.isTrainable()) {
          check.parameter(parameter.name(), training.gradient(parameter).toArray(), 0);
        }
      }
    }

    private void check(SlopeCheck check, Backward backward, int singles) {
      for (Parameter parameter : parameters.all()) {
        if (parameter.role().isTrained()) {
          check.parameter(parameter.name(), backward.gradient(parameter).toArray(), singles);
        }
      }
      for (Layer layer : network.layers().all()) {
        check.activation(layer.name(), backward.activation(layer), 1);
      }
    }

    /** Images and parameters at which rectifiers and max pools decide clearly, so that float and double agree on which side of the kink they are. */
    private Tensor awayFromKinks(Size input) {
      for (int attempt = 0; attempt < 200; attempt++) {
        RandomValues.fill(parameters, sketch.seed() + 1000L * attempt);
        for (Parameter parameter : parameters.all()) {
          before.put(parameter.name(), RandomValues.doubles(parameter.toArray()));
        }
        Tensor batch = RandomValues.tensor(sketch.seed() + 1000L * attempt, BATCH, input.channels(), input.height(), input.width());
        images = RandomValues.doubles(batch);
        precise.run(images, before);
        if (precise.margin() > 2e-6) {
          return batch;
        }
      }
      throw new AssertionError("every image comes too close to a kink");
    }
  }

  @Test
  void transposedConvolutionIsTheAdjointOfConvolution() {
    List<Size> sizes = new ArrayList<>();
    Map<String, String> sources = new LinkedHashMap<>();
    Random random = new Random(3);
    RandomWindows windows = new RandomWindows(random);
    while (sizes.size() < 20) {
      int groups = new int[] {1, 1, 2, 3}[random.nextInt(4)];
      Size size = new Size(groups * (1 + random.nextInt(20)), 1 + random.nextInt(9), 1 + random.nextInt(9));
      Drawn window = windows.convolution(size);
      if (window != null) {
        int filters = groups * (1 + random.nextInt(24));
        sources.put("nets.Down" + sizes.size(), adjoint(sizes.size(), "Down", size, "@Conv", filters, groups, window, ""));
        sources.put("nets.Up" + sizes.size(), adjoint(sizes.size(), "Up", new Size(filters, window.rows().units(), window.columns().units()),
            "@TransposedConv", size.channels(), groups, window, ", outputSize = {" + size.height() + ", " + size.width() + "}"));
        sizes.add(size);
      }
    }
    List<TestNetwork> networks = TestNetwork.compile(sources);
    for (int i = 0; i < sizes.size(); i++) {
      assertAdjoint(networks.get(2 * i), networks.get(2 * i + 1), sources.values().toArray()[2 * i].toString());
    }
  }

  private static String adjoint(int number, String name, Size input, String annotation, int filters, int groups, Drawn window, String members) {
    return "package nets;\nimport dev.fovea.*;\nimport dev.fovea.runtime.Tensor;\n@Network(input = {" + input.channels() + ", "
        + input.height() + ", " + input.width() + "})\n@Allow({Warning.DROPPED_PIXELS, Warning.CHECKERBOARD})\npublic interface " + name
        + number + " {\n  " + annotation + "(filters = " + filters + ", kernel = {" + window.rows().kernel() + ", "
        + window.columns().kernel() + "}, stride = {" + window.rows().stride() + ", " + window.columns().stride() + "}, dilation = {"
        + window.rows().dilation() + ", " + window.columns().dilation() + "}, padding = {" + window.rows().before() + ", "
        + window.columns().before() + ", " + window.rows().after() + ", " + window.columns().after() + "}, groups = " + groups
        + ", bias = Bias.FALSE" + members + ") Tensor only(Tensor input);\n}\n";
  }

  /** {@code <conv(x), y> = <x, transposedConv(y)>}. */
  private static void assertAdjoint(TestNetwork down, TestNetwork up, String source) {
    Parameters filters = RandomValues.fill(down.random(1), 9);
    Parameters transposed = up.random(2);
    transposed.get("only.weight").set(filters.get("only.weight").toArray());
    int[] shape = down.layers().input();
    Tensor x = RandomValues.tensor(1, 2, shape[0], shape[1], shape[2]);
    Tensor convolved = TestNetwork.forward(filters, Mode.INFERENCE, 2).run(x);
    Tensor y = RandomValues.like(convolved, 2);
    Tensor back = TestNetwork.forward(transposed, Mode.INFERENCE, 2).run(y);
    double[] left = product(convolved, y);
    double[] right = product(x, back);
    assertTrue(Math.abs(left[0] - right[0]) <= 1e-5 * (left[1] + right[1]), left[0] + " and " + right[0] + "\n" + source);
  }

  /** The product of two tensors, and the sum of the terms' magnitudes. */
  private static double[] product(Tensor a, Tensor b) {
    double[] x = RandomValues.doubles(a);
    double[] y = RandomValues.doubles(b);
    double[] sums = new double[2];
    for (int i = 0; i < x.length; i++) {
      sums[0] += x[i] * y[i];
      sums[1] += Math.abs(x[i] * y[i]);
    }
    return sums;
  }
}
