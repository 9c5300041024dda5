package dev.fovea.examples.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Layers;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Numbers that papers and model zoos print. */
class PublishedTotalsTest {
  /** Caffe's {@code bvlc_alexnet}; V. Sze et al., "Efficient Processing of Deep Neural Networks" (2017), table 2, rounds both. */
  @Test
  void alexNetHas61MillionParametersAnd724MillionMultiplyAdds() {
    requireTotals(AlexNetLayers.catalogue(), 60_965_224, 724_406_816);
    assertEquals(665_784_864, multiplyAdds(AlexNetLayers.catalogue(), "conv"));
  }

  /** Its paper, section 3.5, from the second layer on; no 55x55 units of 96 filters make the 253,440 that it gives the first. */
  @Test
  void alexNetHasTheNeuronsOfItsPaper() {
    assertEquals(List.of(290_400, 186_624, 64_896, 64_896, 43_264, 4096, 4096, 1000),
        units(AlexNetLayers.catalogue(), "conv1", "conv2", "conv3", "conv4", "conv5", "fc6", "fc7", "scores"));
  }

  /** {@code num_params} and {@code _ops} (0.714, 15.47, 1.814 and 4.089 billion) of torchvision's weights. */
  @Test
  void networksOfTorchvisionHaveItsTotals() {
    requireTotals(AlexNetOneTowerLayers.catalogue(), 61_100_840, 714_188_480);
    requireTotals(Vgg16Layers.catalogue(), 138_357_544, 15_470_264_320L);
    requireTotals(ResNet18Layers.catalogue(), 11_689_512, 1_814_073_344);
    requireTotals(ResNet50Layers.catalogue(), 25_557_032, 4_089_184_256L);
  }

  /** Table 6 of the paper: 4.2, 2.6, 1.3 and 0.5 million parameters, 569, 325, 149 and 41 million multiply-adds. */
  @Test
  void mobileNetsHaveTheTotalsOfTheirPaper() {
    List<Layers> widths = List.of(MobileNetV1Layers.catalogue(), MobileNetV1x075Layers.catalogue(),
        MobileNetV1x050Layers.catalogue(), MobileNetV1x025Layers.catalogue());
    assertEquals(List.of(4.2, 2.6, 1.3, 0.5), widths.stream().map(layers -> Math.rint(layers.parameters() / 1e5) / 10).toList());
    assertEquals(List.of(569L, 325L, 149L, 41L), widths.stream().map(layers -> Math.round(layers.multiplyAdds() / 1e6)).toList());
    // Counted, trained parameters only, by Keras's summary of the first, and for all four by the imgclsmob model zoo.
    assertEquals(List.of(4_231_976L, 2_585_560L, 1_331_592L, 470_072L), widths.stream().map(Layers::parameters).toList());
  }

  /** Sizes and filters of {@code cifar10_quick} as Caffe prints them when it starts, and its blobs. */
  @Test
  void cifarNetHasTheBlobsOfCaffes() {
    Layers layers = CifarNetLayers.catalogue();
    assertEquals(List.of(32 * 32 * 32, 32 * 16 * 16, 32 * 16 * 16, 32 * 8 * 8, 64 * 8 * 8, 64 * 4 * 4, 64, 10),
        units(layers, "conv1", "pool1", "conv2", "pool2", "conv3", "pool3", "ip1", "scores"));
    assertEquals(2400 + 32 + 25_600 + 32 + 51_200 + 64 + 65_536 + 64 + 640 + 10, layers.parameters());
  }

  /** Figure 3 of the paper. */
  @Test
  void zfNetHasTheSizesOfItsFigure() {
    assertEquals(List.of(110, 55, 26, 13, 13, 13, 13, 6, 1), sizes(ZFNetLayers.catalogue()).stream().limit(9).toList());
  }

  /** The column "output size" of table 1 of the ResNet paper, and of the VGG paper the sizes between its five pools. */
  @Test
  void deepNetworksHalveTheirSizesFiveTimes() {
    Set<Integer> halved = new LinkedHashSet<>(List.of(112, 56, 28, 14, 7, 1));
    assertEquals(halved, new LinkedHashSet<>(sizes(ResNet18Layers.catalogue())));
    assertEquals(halved, new LinkedHashSet<>(sizes(ResNet50Layers.catalogue())));
    assertEquals(halved, new LinkedHashSet<>(sizes(MobileNetV1Layers.catalogue())));
    halved.add(224);
    assertEquals(halved, new LinkedHashSet<>(sizes(Vgg16Layers.catalogue())));
  }

  private static void requireTotals(Layers layers, long parameters, long multiplyAdds) {
    assertEquals(parameters, layers.parameters(), layers.network());
    assertEquals(multiplyAdds, layers.multiplyAdds(), layers.network());
  }

  private static long multiplyAdds(Layers layers, String prefix) {
    return layers.all().stream().filter(layer -> layer.name().startsWith(prefix)).mapToLong(Layer::multiplyAdds).sum();
  }

  private static List<Integer> units(Layers layers, String... names) {
    return Stream.of(names).map(layers::get).map(layer -> IntStream.of(layer.shape()).reduce(1, (a, b) -> a * b)).toList();
  }

  private static List<Integer> sizes(Layers layers) {
    List<Integer> sizes = new ArrayList<>();
    layers.all().forEach(layer -> {
      assertEquals(layer.height(), layer.width(), layer::toString);
      sizes.add(layer.height());
    });
    return sizes;
  }
}
