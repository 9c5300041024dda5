package dev.fovea.processor.network;

import static dev.fovea.processor.network.Agreement.assertAgrees;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fovea.processor.network.Declaration.Style;
import dev.fovea.runtime.Deconvnet;
import dev.fovea.runtime.Deconvnet.Overlap;
import dev.fovea.runtime.Forward;
import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Mode;
import dev.fovea.runtime.Tensor;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A deconvnet is a gradient pass with one rule revised: the rectifier is applied to the gradient, not its mask (Simonyan, Vedaldi
 * and Zisserman, "Deep Inside Convolutional Networks", 2014, section 4). The brute-force pass it is compared with proves itself first:
 * unrevised, it gives PyTorch's gradients.
 */
final class RevisedReluTest {
  @TestFactory
  Stream<DynamicTest> unrevisedThePassGivesTheGradientOfPyTorch() {
    return networks().filter(network -> !network.isTrained()).map(network -> DynamicTest.dynamicTest(network.name(), () -> {
      for (int image = 0; image < network.batch(); image++) {
        checkGradient(network, image, new RevisedGradient(network, image));
      }
    }));
  }

  private static void checkGradient(GivenNetwork network, int image, RevisedGradient pass) {
    GivenLayer last = network.layers().get(network.layers().size() - 1);
    for (GivenLayer layer : network.layers()) {
      if (pass.reaches(layer) && layer.activation() != null) {
        assertAgrees(layer.name(), layer.activation().image(image), floats(pass.value(layer)));
      }
    }
    if (pass.reaches(last) && network.json().has("gradInput")) {
      assertAgrees("gradient", network.given("gradInput").image(image),
          floats(pass.gradient(last, network.given("R").image(image))));
    }
  }

  @TestFactory
  Stream<DynamicTest> aDeconvnetIsAGradientPassWhoseRectifierCutsTheGradient() {
    return networks().filter(network -> new Declaration(network, Style.WITH_ACTIVATIONS).missing().isEmpty())
        .flatMap(network -> Stream.of(Style.values())
            .map(style -> DynamicTest.dynamicTest(network.name() + ", " + style, () -> checkDeconvnet(network, style))));
  }

  private static void checkDeconvnet(GivenNetwork network, Style style) {
    List<RevisedGradient> passes = IntStream.range(0, network.batch()).mapToObj(image -> new RevisedGradient(network, image)).toList();
    Declaration declaration = new Declaration(network, style);
    Forward forward = TestNetwork.forward(declaration.parameters(declaration.compile()), Mode.RECORDING, network.batch());
    forward.run(network.input().tensor());
    Deconvnet deconvnet = forward.deconvnet();
    Random random = new Random(5);
    declaration.layers().forEach((method, end) -> {
      Layer layer = forward.parameters().layers().get(method);
      checkActivations(passes, end, forward.activation(layer));
      checkActivations(passes, declaration.beforeLastActivation(method), forward.preactivation(layer));
      GivenNumbers signal = new GivenNumbers(new int[] {network.batch(), layer.channels(), layer.height(), layer.width()},
          random.doubles(network.batch() * end.size(), -1, 1).map(value -> (float) value).toArray());
      if (!passes.get(0).reaches(end)) {
        assertThrows(IllegalArgumentException.class, () -> deconvnet.project(layer, signal.tensor()), method);
        return;
      }
      for (Overlap overlap : Overlap.values()) {
        deconvnet.setOverlap(overlap);
        Tensor projection = deconvnet.project(layer, signal.tensor());
        for (int image = 0; image < network.batch(); image++) {
          assertAgrees("from " + method + ", " + overlap + ", image " + image, passes.get(image).revised(end, signal.image(image), overlap),
              Agreement.channelsFirst(projection.image(image)));
        }
      }
    });
  }

  /** Not every network comes with its activations; the pass has them all. */
  private static void checkActivations(List<RevisedGradient> passes, GivenLayer layer, Tensor actual) {
    for (int image = 0; image < passes.size() && passes.get(0).reaches(layer); image++) {
      assertAgrees(layer.name(), passes.get(image).value(layer), Agreement.channelsFirst(actual.image(image)));
    }
  }

  private static Stream<GivenNetwork> networks() {
    return Stream.concat(GivenSets.folders("nets").stream().map(GivenNetwork::ofNet),
        GivenSets.folders("deconvnet").stream().map(GivenNetwork::ofDeconvnet));
  }

  private static float[] floats(double[] values) {
    return new GivenNumbers(new int[] {values.length}, values).floats();
  }
}
