package dev.fovea.processor.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.processor.network.NetworkSketch.Kind;
import dev.fovea.runtime.Deconvnet;
import dev.fovea.runtime.Forward;
import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Mode;
import dev.fovea.runtime.Parameters;
import dev.fovea.runtime.Projection;
import dev.fovea.runtime.Region;
import dev.fovea.runtime.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * A projection goes over the cone of what it starts from, and over nothing else. A signal of -1 is killed by the rectifier that it meets
 * first, but nobody can know that before: with -1 everywhere else, a unit is projected over the whole image.
 */
class ConeTest {
  private static final int NETWORKS = Integer.getInteger("cones", 40);
  private static final int BATCH = 2;

  @Test
  void unitsOfRandomNetworksProjectToTheBitsOfAPassOverTheWholeImage() {
    List<NetworkSketch> sketches = LongStream.range(0, NETWORKS).mapToObj(i -> RandomNetworks.drawReversible(5000 + i)).toList();
    List<TestNetwork> networks = PlannedEqualsEagerTest.compile(sketches);
    int compared = 0;
    for (int i = 0; i < sketches.size(); i++) {
      List<String> rectified = new ArrayList<>();
      for (NetworkSketch.Layer layer : sketches.get(i).layers()) {
        Kind last = layer.operations().get(layer.operations().size() - 1).kind();
        if (last == Kind.RELU || last == Kind.RELU6) {
          rectified.add(layer.name());
        }
      }
      compared += compare(networks.get(i), rectified, i);
    }
    assertTrue(compared > 2 * NETWORKS, compared + " projections were compared");
  }

  @Test
  void unitsBehindEveryKindOfWindowProjectToTheBitsOfAPassOverTheWholeImage() {
    TestNetwork network = TestNetwork.of("@Network(input = {3, 45, 38})", """
          @Conv(filters = 20, kernel = {5, 3}, stride = {3, 2}, padding = 2) @BatchNorm @Relu         Tensor stem(Tensor input);
          @MaxPool(kernel = 3, stride = 2, padding = 1, ceil = true) @Relu                           Tensor pool(Tensor stem);
          @Conv(filters = 24, kernel = 3, padding = 4, dilation = 3, groups = 2) @Relu               Tensor dilated(Tensor pool);
          @Depthwise(kernel = 3, stride = 2, multiplier = 2) @BatchNorm @Relu6                       Tensor depthwise(Tensor dilated);
          @TransposedConv(filters = 20, kernel = 3, stride = 2) @Relu                                Tensor up(Tensor depthwise);
          @Concat @Pointwise(filters = 20) @LocalResponseNorm @Relu                                  Tensor mixed(Tensor up, Tensor half);
          @AvgPool(kernel = 3, stride = 1, padding = 1) @Relu                                        Tensor half(Tensor up);
          @Add @MaxPool(kernel = 2, stride = 1) @Relu                                                Tensor sum(Tensor up, Tensor mixed);
          @Conv(filters = 16, kernel = 2, stride = 6) @Relu                                          Tensor far(Tensor sum);
          @AdaptiveAvgPool({2, 3}) @Relu                                                             Tensor adaptive(Tensor sum);
          @Dense(12) @Relu @Output                                                                   Tensor dense(Tensor adaptive);
          @TransposedConv(filters = 5, kernel = 3, stride = 7) @Relu @Output                         Tensor sparse(Tensor far);
        """);
    List<String> names = network.layers().all().stream().map(Layer::name).toList();
    assertTrue(compare(network, names, 1) >= 100);
  }

  /** Compares units of layers that end in a rectifier; returns how many. */
  private static int compare(TestNetwork network, List<String> rectified, long seed) {
    Random random = new Random(seed);
    Parameters parameters = RandomValues.fill(network.random(1), seed);
    Forward forward = parameters.forward(Mode.RECORDING, BATCH, 2);
    int[] input = network.layers().input();
    forward.run(RandomValues.tensor(seed, BATCH, input[0], input[1], input[2]));
    Deconvnet deconvnet = forward.deconvnet();
    int compared = 0;
    for (Deconvnet.Overlap overlap : Deconvnet.Overlap.values()) {
      deconvnet.setOverlap(overlap);
      for (String name : rectified) {
        Layer layer = network.layers().get(name);
        for (int repetition = 0; repetition < 6; repetition++) {
          int[] units = random.ints(BATCH, 0, layer.channels() * layer.height() * layer.width()).toArray();
          float[] whole = deconvnet.project(layer, surrounded(layer, units)).toArray();
          float[] cone = deconvnet.project(layer, units).toArray();
          assertArrayEquals(whole, cone, name + " of " + network.layers().table() + overlap);
          compared++;
        }
      }
    }
    return compared;
  }

  private static Tensor surrounded(Layer layer, int[] units) {
    Tensor signal = Tensor.zeros(units.length, layer.channels(), layer.height(), layer.width());
    signal.fill(-1);
    int plane = layer.height() * layer.width();
    for (int n = 0; n < units.length; n++) {
      signal.set(n, units[n] / plane, units[n] % plane / layer.width(), units[n] % layer.width(), 1);
    }
    return signal;
  }

  @Test
  void aProjectionLeavesNothingBehindForTheNext() {
    TestNetwork network = chain(40);
    Forward forward = forward(network, 40);
    Deconvnet used = forward.deconvnet();
    Layer c1 = network.layers().get("c1");
    Layer c3 = network.layers().get("c3");
    Tensor broken = Tensor.zeros(1, c3.channels(), c3.height(), c3.width());
    broken.fill(Float.NaN);
    used.project(c3, broken);
    used.setOverlap(Deconvnet.Overlap.LAST);
    used.from(c3).unit(1, 3, 3);
    used.setOverlap(Deconvnet.Overlap.ACCUMULATE);
    float[] again = used.from(c3).unit(2, 5, 4).toArray();
    Deconvnet fresh = forward(network, 40).deconvnet();
    assertArrayEquals(fresh.from(c3).unit(2, 5, 4).toArray(), again);
    assertArrayEquals(fresh.from(c1).unit(0, 0, 39).toArray(), used.from(c1).unit(0, 0, 39).toArray());
  }

  /** Counted by hand, for images of any size. */
  @Test
  void theWorkOfAUnitIsThatOfItsReceptiveFieldAtEveryLayer() {
    for (int size : new int[] {40, 80, 160}) {
      TestNetwork network = chain(size);
      Deconvnet deconvnet = forward(network, size).deconvnet();
      CountedWork work = CountedWork.of(deconvnet);
      deconvnet.from(network.layers().get("c3")).unit(4, 5, 5);
      String told = size + " pixels: " + work;
      // c3 sends back to 3 x 3 pixels, which are 6 x 6 before the pool; c2 to 8 x 8; c1 to 19 x 19, which is 10 x 10 strides. Each
      // pixel has 16 channels, and each stride of c1 meets each of the 5 x 5 taps once.
      assertEquals(3 * 3 * 9 * 24 * 16 + 8 * 8 * 9 * 16 * 16 + 10 * 10 * 25 * 16 * 16L, work.of("multiplyAdds"), told);
      assertEquals(16 * (6 * 6 + 8 * 8), work.of("addPositive"), told);
      assertEquals(3 * 3L, work.of("maxPoolGradient"), told);
    }
  }

  @Test
  void atTheEdgeTheConeIsCutAndAWholeSignalGoesOverEverything() {
    TestNetwork network = chain(40);
    Deconvnet deconvnet = forward(network, 40).deconvnet();
    CountedWork work = CountedWork.of(deconvnet);
    Layer c3 = network.layers().get("c3");
    deconvnet.from(c3).unit(0, 0, 0);
    assertEquals(2 * 2L, work.of("maxPoolGradient"), work.toString());
    work.reset();
    Tensor all = Tensor.zeros(1, c3.channels(), c3.height(), c3.width());
    all.fill(1);
    deconvnet.project(c3, all);
    assertEquals((long) c3.height() * c3.width(), work.of("maxPoolGradient"), work.toString());
    work.reset();
    all.fill(0);
    deconvnet.project(c3, all);
    assertEquals(0, work.of("correlate"), work.toString());
  }

  @Test
  void branchesAreUnited() {
    TestNetwork network = TestNetwork.of("@Network(input = {16, 60, 60})", """
          @Conv(filters = 16, kernel = 3, padding = 1) Tensor stem(Tensor input);
          @Conv(filters = 16, kernel = 5, padding = 2) Tensor wide(Tensor stem);
          @Conv(filters = 16, kernel = 3, padding = {0, 0, 2, 2}) Tensor shifted(Tensor stem);
          @Add Tensor sum(Tensor wide, Tensor shifted);
        """);
    Deconvnet deconvnet = forward(network, 60).deconvnet();
    Projection projection = deconvnet.from(network.layers().get("sum"));
    CountedWork work = CountedWork.of(deconvnet);
    projection.unit(0, 30, 30);
    Region region = network.layers().get("sum").region(30, 30);
    assertEquals(new Region(27, 27, 33, 33), region);
    // The wide branch goes back over 5 x 5 pixels of the stem, the shifted one, 3 x 3 among these, over those of both; the stem over 7 x 7.
    assertEquals(5 * 5 + 5 * 5 + 7 * 7, work.of("correlate"), work.toString());
  }

  private static TestNetwork chain(int size) {
    return TestNetwork.of("@Network(input = {16, " + 2 * size + ", " + 2 * size + "})", """
          @Conv(filters = 16, kernel = 5, stride = 2, padding = 2) @Relu Tensor c1(Tensor input);
          @Conv(filters = 16, kernel = 3, padding = 1) @Relu @MaxPool(kernel = 2) Tensor c2(Tensor c1);
          @Conv(filters = 24, kernel = 3, padding = 1) Tensor c3(Tensor c2);
        """);
  }

  private static Forward forward(TestNetwork network, int size) {
    int[] input = network.layers().input();
    Forward forward = RandomValues.fill(network.random(1), 3).forward(Mode.RECORDING, 1, 1);
    forward.run(RandomValues.tensor(size, 1, input[0], input[1], input[2]));
    return forward;
  }
}
