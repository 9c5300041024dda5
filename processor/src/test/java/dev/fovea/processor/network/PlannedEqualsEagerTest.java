package dev.fovea.processor.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.processor.network.NetworkSketch.Size;
import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Mode;
import dev.fovea.runtime.Parameter;
import dev.fovea.runtime.Parameters;
import dev.fovea.runtime.Tensor;
import dev.fovea.runtime.kernel.NetworkForward;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The planned and fused passes of random networks against the eager class, which shares neither plan nor kernels with them. */
class PlannedEqualsEagerTest {
  private static final int NETWORKS = Integer.getInteger("networks", 150);
  private static final int AT_A_TIME = 25;
  private static final double TOLERANCE = 1e-4;

  /** How many times the error of the eager class, against double precision, is forgiven where batch norms magnify rounding errors. */
  private static final double MAGNIFIED = 30;

  @TestFactory
  Stream<DynamicTest> plannedPassesEqualTheEagerNetworkWhateverTheirBuffersHeldBefore() {
    return checks(NETWORKS, RandomNetworks::draw);
  }

  @TestFactory
  Stream<DynamicTest> soDoThoseWhoseConcatenationsAreWrittenInPlace() {
    return checks(NETWORKS / 2, RandomNetworks::drawConcatenated);
  }

  private static Stream<DynamicTest> checks(int count, LongFunction<NetworkSketch> draw) {
    return IntStream.range(0, (count + AT_A_TIME - 1) / AT_A_TIME).boxed().flatMap(part -> {
      List<NetworkSketch> sketches = IntStream.range(part * AT_A_TIME, Math.min(count, (part + 1) * AT_A_TIME))
          .mapToObj(draw::apply).toList();
      List<TestNetwork> networks = compile(sketches);
      return IntStream.range(0, sketches.size())
          .mapToObj(i -> DynamicTest.dynamicTest("seed " + sketches.get(i).seed(), () -> check(sketches.get(i), networks.get(i))));
    });
  }

  /** Compiles many networks in one go. */
  static List<TestNetwork> compile(List<NetworkSketch> sketches) {
    Map<String, String> sources = new LinkedHashMap<>();
    sketches.forEach(sketch -> sources.put(sketch.name(), sketch.source()));
    return TestNetwork.compile(sources);
  }

  private static void check(NetworkSketch sketch, TestNetwork network) {
    try {
      for (Layer layer : network.layers().all()) {
        Size size = sketch.layer(layer.name()).size();
        assertArrayEquals(new int[] {size.channels(), size.height(), size.width()}, layer.shape(), layer.name());
      }
      for (Mode mode : Mode.values()) {
        for (int batch : new int[] {1, 3}) {
          new Comparison(sketch, network, mode, batch).run();
        }
      }
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(e.getMessage() + "\n" + sketch, e);
    }
  }

  /** Two runs in one mode, on different images. */
  private static final class Comparison {
    private static final long SEED = 77;

    private final NetworkSketch sketch;
    private final TestNetwork network;
    private final Mode mode;
    private final Parameters planned;
    private final Parameters stepped;
    private final NetworkForward forward;
    private final Object eager;
    private final Size input;
    private final Map<String, double[]> before = new HashMap<>();
    private Tensor images;
    private Map<String, Tensor> expected;

    Comparison(NetworkSketch sketch, TestNetwork network, Mode mode, int batch) {
      this.sketch = sketch;
      this.network = network;
      this.mode = mode;
      this.input = sketch.input();
      planned = RandomValues.fill(network.random(1), sketch.seed());
      stepped = RandomValues.fill(network.random(2), sketch.seed());
      forward = (NetworkForward) TestNetwork.forward(planned, mode, batch);
      forward.setDropoutSeed(SEED);
      eager = network.eager(stepped, mode, SEED);
    }

    void run() {
      for (int run = 0; run < 2; run++) {
        Arrays.fill(forward.pass().arena(), Float.NaN);
        stepped.all().forEach(parameter -> before.put(parameter.name(), RandomValues.doubles(parameter.toArray())));
        images = RandomValues.tensor(run, forward.batch(), input.channels(), input.height(), input.width());
        Tensor first = forward.run(images);
        expected = network.runEager(eager, images);
        String at = mode + " of " + forward.batch() + ", run " + run + ", ";
        List<Layer> outputs = network.layers().outputs();
        assertEquals(outputs.size(), forward.outputs().size());
        for (int i = 0; i < outputs.size(); i++) {
          compare(outputs.get(i).name(), forward.outputs().get(i), at + "output " + outputs.get(i).name());
        }
        assertSame(forward.outputs().get(0), first, at + "what run returned");
        if (mode.records()) {
          for (Layer layer : network.layers().all()) {
            compare(layer.name(), forward.activation(layer), at + "activation of " + layer.name());
          }
        }
        for (Parameter parameter : stepped.all()) {
          RandomValues.assertClose(RandomValues.doubles(parameter.toArray()), RandomValues.doubles(planned.get(parameter.name()).toArray()),
              TOLERANCE, at + parameter.name());
        }
      }
    }

    private void compare(String layer, Tensor actual, String what) {
      Tensor eager = expected.get(layer);
      assertArrayEquals(eager.shape(), actual.shape(), what);
      try {
        RandomValues.assertClose(RandomValues.doubles(eager), RandomValues.doubles(actual), TOLERANCE, what);
      } catch (AssertionError differs) {
        if (mode != Mode.TRAINING) {
          throw differs;
        }
        double[] precise = new DoubleNetwork(sketch, network.layers().all().stream().map(Layer::name).toList(), images.batch(), true,
            forward.pass()::dropoutKey).run(RandomValues.doubles(images), before).get(layer);
        double error = RandomValues.distance(precise, RandomValues.doubles(eager));
        assertTrue(error < 1e-3, () -> what + ": the eager class is off by " + error);
        RandomValues.assertClose(precise, RandomValues.doubles(actual), TOLERANCE + MAGNIFIED * error, what);
      }
    }
  }
}
