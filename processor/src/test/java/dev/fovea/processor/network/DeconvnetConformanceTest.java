package dev.fovea.processor.network;

import static dev.fovea.processor.network.Agreement.assertAgrees;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import dev.fovea.processor.network.Declaration.Style;
import dev.fovea.runtime.Deconvnet;
import dev.fovea.runtime.Deconvnet.Overlap;
import dev.fovea.runtime.Forward;
import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Layers;
import dev.fovea.runtime.Mode;
import dev.fovea.runtime.Tensor;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Zeiler and Fergus's reverse pass through whole networks against the same computed with PyTorch (transposed convolutions and
 * unpooling), where overlapping switches overwrite and where they add up; and the plain gradient from the same units. Given
 * projections start with a 1 at the unit, as ours do.
 */
final class DeconvnetConformanceTest {
  private static final Map<String, Overlap> OVERLAPS = new TreeMap<>(Map.of("overwrite", Overlap.LAST, "accumulate", Overlap.ACCUMULATE));
  private static final Set<String> RAN = new TreeSet<>();

  @TestFactory
  Stream<DynamicTest> projectionsAreThoseOfTransposedConvolutionsAndUnpooling() {
    return networks().flatMap(network -> Stream.of(Style.values())
        .map(style -> DynamicTest.dynamicTest(network.name() + ", " + style, () -> check(network, style))));
  }

  @TestFactory
  Stream<DynamicTest> reverseSignalsInBetweenAreTheImagesOfNetworksThatBeginThere() {
    return networks().flatMap(network -> IntStream.range(1, network.layers().size())
        .mapToObj(first -> DynamicTest.dynamicTest(network.from(first).name(), () -> checkTrace(network, first))));
  }

  @TestFactory
  Stream<DynamicTest> aPoolSendsEachSignalToTheFirstLargestUnitOfItsWindow() {
    return networks().flatMap(network -> IntStream.range(1, network.layers().size())
        .filter(index -> network.layers().get(index).operation().equals("maxpool"))
        .mapToObj(pool -> DynamicTest.dynamicTest(network.from(pool).name(), () -> checkSwitches(network.from(pool)))));
  }

  @AfterAll
  static void printSummary() {
    System.out.println("conformance/deconvnet: " + RAN.size() + " networks agree, each declared in " + Style.values().length
        + " ways, for overlaps " + OVERLAPS.keySet() + ": " + RAN);
  }

  private static Stream<GivenNetwork> networks() {
    return GivenSets.folders("deconvnet").stream().map(GivenNetwork::ofDeconvnet);
  }

  private static Forward run(GivenNetwork network, Declaration declaration) {
    Forward forward = TestNetwork.forward(declaration.parameters(declaration.compile()), Mode.RECORDING, network.batch());
    forward.run(network.input().tensor());
    return forward;
  }

  private static Layer last(Forward forward) {
    Layers layers = forward.parameters().layers();
    return layers.all().get(layers.all().size() - 1);
  }

  private static GivenNumbers numbers(GivenNetwork network, JsonObject projection, String member) {
    return GivenNumbers.read(network.folder(), projection.getAsJsonObject(member));
  }

  private static void check(GivenNetwork network, Style style) {
    Declaration declaration = new Declaration(network, style);
    Forward forward = run(network, declaration);
    Layers layers = forward.parameters().layers();
    declaration.layers().forEach((method, end) -> assertAgrees(method, end.activation(), forward.activation(layers.get(method))));
    for (JsonObject projection : GivenNetwork.objects(network.json().get("projections"))) {
      checkProjection(network, forward, projection);
      if (projection.has("trace_overwrite")) {
        OVERLAPS.forEach((name, overlap) -> checkFromEachLayer(network, declaration, forward, projection, name));
      }
    }
    RAN.add(network.name());
  }

  private static void checkProjection(GivenNetwork network, Forward forward, JsonObject projection) {
    Layer layer = last(forward);
    int map = projection.get("map").getAsInt();
    int[] position = GivenNumbers.integers(projection.get("position"));
    Deconvnet deconvnet = forward.deconvnet();
    deconvnet.setStrict(true);
    Tensor one = one(forward, projection, 1);
    OVERLAPS.forEach((name, overlap) -> {
      deconvnet.setOverlap(overlap);
      GivenNumbers expected = numbers(network, projection, "deconvnet_" + name);
      String what = "map " + map + ", " + name;
      assertAgrees(what, expected, deconvnet.project(layer, one));
      assertAgrees(what + ", by unit", expected, deconvnet.from(layer).unit(map, position[0], position[1]));
      assertAgrees(what + ", by map", expected, deconvnet.from(layer).map(map));
      if (projection.get("rank").getAsInt() == 0) {
        assertAgrees(what + ", strongest", expected, deconvnet.from(layer).strongest());
      }
      // Rectifiers and switches do not change with a positive factor: a start with the activation gives so much more.
      float activation = forward.activation(layer).get(map, position[0], position[1]);
      Tensor scaled = deconvnet.project(layer, one(forward, projection, activation));
      double[] larger = IntStream.range(0, expected.values().length).mapToDouble(i -> expected.values()[i] * activation).toArray();
      assertAgrees(what + ", from the activation", new GivenNumbers(expected.shape(), larger), scaled);
    });
    assertAgrees("gradient of map " + map, numbers(network, projection, "gradient"), forward.backward().runFrom(layer, one));
  }

  private static Tensor one(Forward forward, JsonObject projection, float value) {
    Layer layer = last(forward);
    int[] position = GivenNumbers.integers(projection.get("position"));
    Tensor one = Tensor.zeros(layer.shape());
    one.set(projection.get("map").getAsInt(), position[0], position[1], value);
    return one;
  }

  /** Started with the reverse signal that arrives at a layer, the way ends with the same picture. */
  private static void checkFromEachLayer(GivenNetwork network, Declaration declaration, Forward forward, JsonObject projection,
      String overlap) {
    Deconvnet deconvnet = forward.deconvnet();
    deconvnet.setOverlap(OVERLAPS.get(overlap));
    GivenNumbers expected = numbers(network, projection, "deconvnet_" + overlap);
    declaration.layers().forEach((method, end) -> {
      int after = network.layers().indexOf(end) + 1;
      if (after < network.layers().size()) {
        Tensor signal = trace(network, projection, overlap, after).tensor();
        assertAgrees("from " + method + ", " + overlap, expected, deconvnet.project(forward.parameters().layers().get(method), signal));
      }
    });
  }

  /** The reverse signal behind an operation: at its input. */
  private static GivenNumbers trace(GivenNetwork network, JsonObject projection, String overlap, int operation) {
    String step = String.format("%02d_%s", operation, network.layers().get(operation).operation());
    String file = projection.getAsJsonObject("trace_" + overlap).get(step).getAsString();
    int[] shape = network.layers().get(operation - 1).activation().shape();
    return GivenNumbers.read(network.folder().resolve(file), shape);
  }

  private static void checkTrace(GivenNetwork network, int first) {
    GivenNetwork rest = network.from(first);
    Forward forward = run(rest, new Declaration(rest, Style.SINGLE_OPERATIONS));
    Deconvnet deconvnet = forward.deconvnet();
    JsonObject projection = GivenNetwork.objects(network.json().get("projections")).get(0);
    OVERLAPS.forEach((name, overlap) -> {
      deconvnet.setOverlap(overlap);
      assertAgrees("behind " + network.layers().get(first).name() + ", " + name, trace(network, projection, name, first),
          deconvnet.project(last(forward), one(forward, projection, 1)));
    });
  }

  private static void checkSwitches(GivenNetwork beginsWithPool) {
    Forward forward = run(beginsWithPool, new Declaration(beginsWithPool, Style.SINGLE_OPERATIONS));
    GivenLayer given = beginsWithPool.layers().get(0);
    GivenNumbers switches = GivenNumbers.read(beginsWithPool.folder(), given.json().getAsJsonObject("switches"));
    Layer pool = forward.parameters().layers().get(given.name());
    int columns = beginsWithPool.inputShape()[2];
    for (int unit = 0; unit < pool.height() * pool.width(); unit++) {
      Tensor image = unit(forward, pool, unit);
      double[] expected = new double[image.size()];
      for (int c = 0; c < pool.channels(); c++) {
        int offset = (int) switches.values()[c * pool.height() * pool.width() + unit];
        expected[c * image.height() * columns + offset] = 1;
      }
      float[] actual = Agreement.channelsFirst(image);
      for (int i = 0; i < actual.length; i++) {
        assertEquals(expected[i], actual[i], "unit " + unit + " at " + i);
      }
    }
  }

  /** What arrives at the image when a pool's unit is 1 in every map. */
  private static Tensor unit(Forward forward, Layer pool, int unit) {
    Tensor signal = Tensor.zeros(pool.shape());
    for (int c = 0; c < pool.channels(); c++) {
      signal.set(c, unit / pool.width(), unit % pool.width(), 1);
    }
    return forward.deconvnet().project(pool, signal);
  }
}
