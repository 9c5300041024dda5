package dev.fovea.processor.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.processor.network.NetworkSketch.Kind;
import dev.fovea.processor.network.NetworkSketch.Operation;
import dev.fovea.processor.network.NetworkSketch.Size;
import dev.fovea.runtime.Deconvnet;
import dev.fovea.runtime.Forward;
import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Mode;
import dev.fovea.runtime.Parameter;
import dev.fovea.runtime.Parameters;
import dev.fovea.runtime.Projection;
import dev.fovea.runtime.ReceptiveField;
import dev.fovea.runtime.Region;
import dev.fovea.runtime.Tensor;
import dev.fovea.runtime.kernel.NetworkForward;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What units of random networks see of the image, and where their projections may be other than zero. */
class DeconvnetInvariantsTest {
  private static final int NETWORKS = Integer.getInteger("deconvnets", 40);
  private static List<NetworkSketch> sketches;
  private static List<TestNetwork> networks;

  @BeforeAll
  static void compile() {
    sketches = LongStream.range(0, NETWORKS).mapToObj(i -> RandomNetworks.drawReversible(2000 + i)).toList();
    networks = PlannedEqualsEagerTest.compile(sketches);
  }

  private static void forAll(BiConsumer<NetworkSketch, TestNetwork> check) {
    for (int i = 0; i < sketches.size(); i++) {
      try {
        check.accept(sketches.get(i), networks.get(i));
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError(e.getMessage() + "\n" + sketches.get(i), e);
      }
    }
  }

  @Test
  void projectionsAreZeroOutsideTheRegionOfTheirUnit() {
    forAll((sketch, network) -> {
      Random random = new Random(sketch.seed());
      NetworkForward forward =
          (NetworkForward) TestNetwork.forward(RandomValues.fill(network.random(1), sketch.seed()), Mode.RECORDING, 2);
      Arrays.fill(forward.pass().arena(), Float.NaN);
      Size input = sketch.input();
      forward.run(RandomValues.tensor(1, 2, input.channels(), input.height(), input.width()));
      Deconvnet deconvnet = forward.deconvnet();
      for (Deconvnet.Overlap overlap : Deconvnet.Overlap.values()) {
        deconvnet.setOverlap(overlap);
        for (Layer layer : network.layers().all()) {
          Projection projection = deconvnet.from(layer);
          for (int unit = 0; unit < 4; unit++) {
            int row = random.nextInt(layer.height());
            int column = random.nextInt(layer.width());
            Tensor pixels = projection.unit(random.nextInt(layer.channels()), row, column);
            assertZeroOutside(pixels, layer.region(row, column), layer + " at " + row + ", " + column);
          }
        }
      }
    });
  }

  private static void assertZeroOutside(Tensor pixels, Region region, String what) {
    for (int n = 0; n < pixels.batch(); n++) {
      for (int c = 0; c < pixels.channels(); c++) {
        for (int y = 0; y < pixels.height(); y++) {
          for (int x = 0; x < pixels.width(); x++) {
            float value = pixels.get(n, c, y, x);
            assertTrue(region.contains(y, x) ? Float.isFinite(value) : value == 0,
                what + ": " + value + " at pixel " + y + ", " + x + ", region " + region);
          }
        }
      }
    }
  }

  @Test
  void regionsHoldThePixelsThatAUnitDependsOnAndNoMore() {
    forAll((sketch, network) -> {
      int height = sketch.input().height();
      int width = sketch.input().width();
      Map<String, double[]> parameters = new HashMap<>();
      Parameters filled = RandomValues.fill(network.random(1), sketch.seed());
      for (Parameter parameter : filled.all()) {
        parameters.put(parameter.name(), RandomValues.doubles(parameter.toArray()));
      }
      List<String> order = network.layers().all().stream().map(Layer::name).toList();
      // One image for each pixel, in which that pixel is no number: neither are the units that depend on it.
      double[] images = new double[height * width * sketch.input().count()];
      for (int pixel = 0; pixel < height * width; pixel++) {
        for (int c = 0; c < sketch.input().channels(); c++) {
          images[(pixel * sketch.input().channels() + c) * height * width + pixel] = Double.NaN;
        }
      }
      Map<String, double[]> spoilt = new DoubleNetwork(sketch, order, height * width, false, null).run(images, parameters);
      DoubleNetwork bordered = new DoubleNetwork(sketch, order, 1, false, null);
      bordered.setPadding(Double.NaN);
      Map<String, double[]> edges = bordered.run(new double[sketch.input().count()], parameters);
      for (Layer layer : network.layers().all()) {
        check(sketch, layer, spoilt.get(layer.name()), edges.get(layer.name()));
      }
    });
  }

  private static void check(NetworkSketch sketch, Layer layer, double[] spoilt, double[] edges) {
    int height = sketch.input().height();
    int width = sketch.input().width();
    int plane = layer.height() * layer.width();
    for (int unit = 0; unit < plane; unit++) {
      int place = unit;
      Region region = layer.region(unit / layer.width(), unit % layer.width());
      Region seen = Region.EMPTY;
      for (int pixel = 0; pixel < height * width; pixel++) {
        int image = pixel * layer.channels() * plane;
        if (IntStream.range(0, layer.channels()).anyMatch(c -> Double.isNaN(spoilt[image + c * plane + place]))) {
          seen = seen.union(new Region(pixel / width, pixel % width, pixel / width, pixel % width));
        }
      }
      String what = layer + " at " + unit / layer.width() + ", " + unit % layer.width();
      Region clipped = region.clip(height, width);
      assertEquals(clipped.isEmpty() ? Region.EMPTY : clipped, (clipped.isEmpty() ? Region.EMPTY : clipped).union(seen), what);
      boolean inside = IntStream.range(0, layer.channels()).noneMatch(c -> Double.isNaN(edges[c * plane + place]));
      if (inside && isGapless(sketch)) {
        assertEquals(seen, region, what);
      }
      ReceptiveField field = layer.receptiveField();
      if (field.aligned()) {
        int top = unit / layer.width() * field.rowJump() - field.topPadding();
        int left = unit % layer.width() * field.columnJump() - field.leftPadding();
        assertEquals(new Region(top, left, top + field.height() - 1, left + field.width() - 1), region, what + ", " + field);
      }
    }
  }

  /** Whether what a unit sees has its ends at pixels that it depends on: stamps that leave gaps may see nothing there. */
  private static boolean isGapless(NetworkSketch sketch) {
    return sketch.layers().stream().flatMap(layer -> layer.operations().stream()).noneMatch(o -> o.kind() == Kind.TRANSPOSED && hasGaps(o));
  }

  private static boolean hasGaps(Operation o) {
    return o.rows().dilation() > 1 || o.columns().dilation() > 1 || o.rows().kernel() < o.rows().stride()
        || o.columns().kernel() < o.columns().stride();
  }

  @Test
  void branchesWithDifferentCentresAreReportedAsMisaligned() {
    TestNetwork network = TestNetwork.of("@Network(input = {2, 12, 12})", """
          @Conv(filters = 2, kernel = 3, padding = 1) Tensor centred(Tensor input);
          @Conv(filters = 2, kernel = 5, padding = 2) Tensor wide(Tensor input);
          @Conv(filters = 2, kernel = 3, padding = {0, 0, 2, 2}) Tensor shifted(Tensor input);
          @Conv(filters = 2, kernel = 2, stride = 2) Tensor halved(Tensor input);
          @TransposedConv(filters = 2, kernel = 2, stride = 2) Tensor doubled(Tensor halved);
          @Add Tensor nested(Tensor centred, Tensor wide);
          @Add @Output Tensor aside(Tensor nested, Tensor shifted);
          @Conv(filters = 3, kernel = 3) @Output Tensor after(Tensor aside);
          @Concat @Output Tensor uneven(Tensor centred, Tensor doubled);
        """);
    for (String aligned : List.of("centred", "wide", "shifted", "halved", "nested")) {
      assertTrue(network.layers().get(aligned).receptiveField().aligned(), aligned);
    }
    for (String misaligned : List.of("aside", "after", "uneven")) {
      ReceptiveField field = network.layers().get(misaligned).receptiveField();
      assertFalse(field.aligned(), misaligned);
      assertTrue(field.toString().endsWith("misaligned"), field.toString());
    }
    assertEquals(new Region(2, 3, 6, 7), network.layers().get("aside").region(4, 5));
  }

  @Test
  void aMapWithoutAnyPositiveValueProjectsToNothing() {
    TestNetwork network = TestNetwork.of("@Network(input = {1, 4, 4})",
        "@Conv(filters = 2, kernel = 3, bias = Bias.FALSE) @Relu Tensor c1(Tensor input);");
    Parameters parameters = network.random(1);
    float[] weights = new float[18];
    Arrays.fill(weights, 0, 9, -1);
    Arrays.fill(weights, 9, 18, 1);
    parameters.get("c1.weight").set(weights);
    Forward forward = TestNetwork.forward(parameters, Mode.RECORDING, 1);
    Tensor image = Tensor.zeros(1, 4, 4);
    image.fill(1);
    forward.run(image);
    Projection projection = forward.deconvnet().from(network.layers().get("c1"));
    RandomValues.assertClose(new double[16], RandomValues.doubles(projection.map(0)), 0, "dead map");
    assertEquals(9, Arrays.stream(RandomValues.doubles(projection.map(1))).sum());
  }
}
