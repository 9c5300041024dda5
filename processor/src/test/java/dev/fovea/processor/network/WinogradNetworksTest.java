package dev.fovea.processor.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.runtime.Mode;
import dev.fovea.runtime.Parameters;
import dev.fovea.runtime.Tensor;
import dev.fovea.runtime.kernel.NetworkForward;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Networks whose 3x3 and 5x5 convolutions are done by Winograd's algorithm, against the eager class, which knows nothing of it. */
class WinogradNetworksTest {
  /** Of the largest output: what {@code @Network(winograd)} promises is a few times 1e-5. */
  private static final double TOLERANCE = 5e-5;

  private static String source(String name, String network, String body) {
    return "package nets;\nimport dev.fovea.*;\nimport dev.fovea.runtime.Tensor;\n@Network(" + network + ")\npublic interface " + name
        + " {\n" + body + "\n}\n";
  }

  private static void check(String name, TestNetwork network, int channels, int height, int width, int convolutions) {
    assertEquals(convolutions, fused(network).split("kernels.winogradInput", -1).length - 1, name);
    for (int batch : new int[] {1, 3}) {
      Parameters planned = RandomValues.fill(network.random(1), 5);
      Parameters stepped = RandomValues.fill(network.random(2), 5);
      Tensor images = RandomValues.tensor(3, batch, channels, height, width);
      Tensor expected = network.runEager(network.eager(stepped, Mode.INFERENCE, 1), images).get(network.layers().outputs().get(0).name());
      NetworkForward pass = (NetworkForward) TestNetwork.forward(planned, Mode.INFERENCE, batch);
      for (int run = 0; run < 2; run++) {
        Arrays.fill(pass.pass().arena(), Float.NaN);
        RandomValues.assertClose(RandomValues.doubles(expected), RandomValues.doubles(pass.run(images)), TOLERANCE,
            name + ", batch " + batch);
      }
    }
  }

  @Test
  void everySizePaddingAndEpilogueAgreesWithTheEagerNetwork() {
    Map<String, String> sources = new LinkedHashMap<>();
    Map<String, int[]> shapes = new LinkedHashMap<>();
    String[] epilogues = {"", "@Relu", "@BatchNorm @Relu6", "@BatchNorm @Sigmoid", "@LeakyRelu(0.1)", "@BatchNorm @LocalResponseNorm"};
    int[] filters = {48, 64, 72, 160, 96, 40};
    for (int i = 0; i < 12; i++) {
      int height = 3 + i;
      int width = 15 - i;
      int padding = i % 3 == 0 ? 1 : i % 3;
      for (int kernel : new int[] {3, 5}) {
        String name = "nets.Size" + i + "Kernel" + kernel;
        int channels = (kernel == 3 ? 32 : 64) + 5 * (i % 3);
        sources.put(name, source("Size" + i + "Kernel" + kernel, "input = {" + channels + ", " + height + ", " + width + "}",
            "@Conv(filters = " + filters[i % 6] + ", kernel = " + kernel + ", padding = " + (padding + kernel / 5) + ") " + epilogues[i % 6]
            + " Tensor only(Tensor input);"));
        shapes.put(name, new int[] {channels, height, width});
      }
    }
    List<TestNetwork> networks = TestNetwork.compile(sources);
    int i = 0;
    for (Map.Entry<String, int[]> shape : shapes.entrySet()) {
      int[] s = shape.getValue();
      check(shape.getKey(), networks.get(i++), s[0], s[1], s[2], 1);
    }
  }

  @Test
  void smallImagesWithManyFiltersAreDoneInSmallerTiles() {
    Map<String, String> sources = new LinkedHashMap<>();
    int[][] sizes = {{7, 7}, {7, 8}, {9, 6}};
    for (int[] size : sizes) {
      String name = "Small" + size[0] + size[1];
      sources.put("nets." + name, source(name, "input = {256, " + size[0] + ", " + size[1] + "}",
          "@Conv(filters = 288, kernel = 3, padding = 1) @BatchNorm @Relu Tensor only(Tensor input);"));
    }
    List<TestNetwork> networks = TestNetwork.compile(sources);
    for (int i = 0; i < sizes.length; i++) {
      TestNetwork network = networks.get(i);
      check("small", network, 256, sizes[i][0], sizes[i][1], 1);
      assertTrue(fused(network).contains("kernels.winogradInput(2, 3, "), () -> fused(network));
    }
  }

  @Test
  void stridesOfTwoTakePixelsTogether() {
    Map<String, String> sources = new LinkedHashMap<>();
    String[] paddings = {"0", "{2, 1, 1, 2}", "2", "{1, 4, 0, 3}"};
    for (int i = 0; i < 8; i++) {
      String name = "Strided" + i;
      sources.put("nets." + name, source(name, "input = {" + (i < 4 ? 32 : 48) + ", " + (17 + i) + ", " + (29 - i) + "}",
          "@Conv(filters = " + (48 + 24 * (i % 2)) + ", kernel = " + (5 + i / 2 % 2) + ", stride = 2, padding = " + paddings[i % 4]
          + ") @BatchNorm @Relu Tensor only(Tensor input);"));
    }
    List<TestNetwork> networks = TestNetwork.compile(sources);
    for (int i = 0; i < networks.size(); i++) {
      check("strided " + i, networks.get(i), i < 4 ? 32 : 48, 17 + i, 29 - i, 1);
    }
  }

  @Test
  void groupsOfWholeVectorsMeetTheirOwnChannels() {
    Map<String, String> sources = new LinkedHashMap<>();
    int[][] cases = {{3, 2, 64, 96}, {3, 3, 96, 240}, {5, 2, 96, 160}};
    for (int[] c : cases) {
      String name = "Groups" + c[0] + c[1];
      sources.put("nets." + name, source(name, "input = {" + c[2] + ", 13, 14}", "@Conv(filters = " + c[3] + ", kernel = " + c[0]
          + ", padding = 2, groups = " + c[1] + ") @BatchNorm @Relu Tensor only(Tensor input);"));
    }
    List<TestNetwork> networks = TestNetwork.compile(sources);
    for (int i = 0; i < cases.length; i++) {
      check("groups " + i, networks.get(i), cases[i][2], 13, 14, 1);
    }
  }

  private static final String RESIDUAL = """
      @Conv(filters = 64, kernel = 3, padding = 1) @BatchNorm @Relu   Tensor first(Tensor input);
      @Conv(filters = 64, kernel = 3, padding = 1) @BatchNorm @Relu   Tensor a(Tensor first);
      @Conv(filters = 64, kernel = 3, padding = 1) @BatchNorm         Tensor b(Tensor a);
      @Add @Relu                                                      Tensor sum(Tensor b, Tensor first);
      @Conv(filters = 96, kernel = 3, padding = 1) @BatchNorm         Tensor c(Tensor sum);
      @Conv(filters = 96, kernel = 1) @BatchNorm                      Tensor skip(Tensor sum);
      @Add @Relu                                                      Tensor out(Tensor c, Tensor skip);
      """;

  @Test
  void aResidualIsAddedInPlaceByTheConvolutionThatComesLast() {
    TestNetwork network = TestNetwork.of("@Network(input = {32, 18, 13})", RESIDUAL);
    check("residual", network, 32, 18, 13, 4);
    assertFalse(fused(network).contains("System.arraycopy"), "no sum is a step of its own");
  }

  private static String fused(TestNetwork network) {
    String forward = network.generated("Forward");
    return forward.substring(forward.indexOf("class Inference"), forward.indexOf("class Recorded"));
  }

  @Test
  void aNetworkMayRefuseItAndThenAgreesWithItsRecordedPassMoreClosely() {
    TestNetwork network = TestNetwork.of("@Network(input = {32, 18, 13}, winograd = false)", RESIDUAL);
    check("refused", network, 32, 18, 13, 0);
    Parameters parameters = RandomValues.fill(network.random(1), 5);
    Tensor images = RandomValues.tensor(3, 1, 32, 18, 13);
    Tensor fused = TestNetwork.forward(parameters, Mode.INFERENCE, 1).run(images);
    Tensor recorded = TestNetwork.forward(parameters, Mode.RECORDING, 1).run(images);
    RandomValues.assertClose(RandomValues.doubles(recorded), RandomValues.doubles(fused), 2e-6, "fused and recorded");
  }
}
