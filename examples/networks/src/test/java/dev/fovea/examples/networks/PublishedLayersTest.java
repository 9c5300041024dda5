package dev.fovea.examples.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.fovea.runtime.Layer;
import dev.fovea.runtime.Layers;
import dev.fovea.runtime.Reach;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Networks against the layer lists of their published programs: wiring, windows, shapes, parameters and multiply-adds. Those lists
 * have a layer for every batch norm and activation; ours keep them with the layer that they follow.
 */
class PublishedLayersTest {
  private static final Set<String> FOLLOWERS = Set.of("batchnorm", "relu", "relu6", "flatten");

  static Stream<Arguments> networks() {
    return Stream.of(
        Arguments.of("alexnet-torchvision", AlexNetOneTowerLayers.catalogue()),
        Arguments.of("zfnet-2013", ZFNetLayers.catalogue()),
        Arguments.of("vgg16", Vgg16Layers.catalogue()),
        Arguments.of("resnet18", ResNet18Layers.catalogue()),
        Arguments.of("resnet50-torchvision(v1.5)", ResNet50Layers.catalogue()),
        Arguments.of("mobilenet_v1-SAME", MobileNetV1Layers.catalogue()));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void layersAreThePublishedOnes(String name, Layers layers) {
    JsonObject published = Material.objects(Material.besideCheckout("known_networks.json").get("networks")).stream()
        .filter(network -> network.get("name").getAsString().equals(name)).findFirst().orElseThrow();
    int[] image = Material.integers(published.get("input"));
    assertArrayEquals(Arrays.copyOfRange(image, 1, 4), layers.input());

    Deque<Layer> ours = new ArrayDeque<>(layers.all());
    ours.removeIf(PublishedLayersTest::isIdentity);
    Map<String, Layer> counterparts = new HashMap<>();
    Map<Layer, Long> parameters = new HashMap<>();
    for (JsonObject layer : Material.objects(published.get("layers"))) {
      String operation = layer.get("op").getAsString();
      List<Layer> read = Material.names(layer.get("inputs")).stream().map(counterparts::get).toList();
      boolean follows = FOLLOWERS.contains(operation);
      assertFalse(!follows && ours.isEmpty(), () -> layers.network() + " has no counterpart of " + layer);
      Layer counterpart = follows ? read.get(0) : ours.remove();
      counterparts.put(layer.get("name").getAsString(), counterpart);
      parameters.merge(counterpart, layer.get("params").getAsLong(), Long::sum);
      if (!follows) {
        String what = counterpart + " and " + layer;
        Set<Layer> sources = counterpart.inputs().stream().map(PublishedLayersTest::source).collect(Collectors.toSet());
        assertEquals(new HashSet<>(read), sources, what);
        assertArrayEquals(shape(layer.get("outShape")), counterpart.shape(), what);
        assertEquals(layer.get("macs").getAsLong(), counterpart.multiplyAdds(), what);
        if (layer.has("kernel")) {
          requireWindow(layer, counterpart.inputs().get(0), what);
        }
      }
    }
    assertEquals(List.of(), List.copyOf(ours), "layers without a counterpart");
    parameters.forEach((layer, count) -> assertEquals(count, layer.parameters(), layer.toString()));
    assertEquals(published.getAsJsonObject("totals").get("params").getAsLong(), layers.parameters());
    assertEquals(published.getAsJsonObject("totals").get("macs").getAsLong(), layers.multiplyAdds());
  }

  /** A shortcut that changes nothing is a layer of ours, and no layer of a published list. */
  private static boolean isIdentity(Layer layer) {
    return layer.label().equals("identity");
  }

  private static Layer source(Reach input) {
    return input.layer() != null && isIdentity(input.layer()) ? source(input.layer().inputs().get(0)) : input.layer();
  }

  private static int[] shape(JsonElement written) {
    int[] shape = Material.integers(written);
    return shape.length == 2 ? new int[] {shape[1], 1, 1} : Arrays.copyOfRange(shape, 1, 4);
  }

  /** Kernel, stride and padding as the units show them that units 0 and 1 read. */
  private static void requireWindow(JsonObject layer, Reach input, String what) {
    int[] kernel = Material.integers(layer.get("kernel"));
    int[] stride = Material.integers(layer.get("stride"));
    int[] padding = Material.integers(layer.get("padsBegin"));
    boolean whole = shape(layer.get("outShape"))[1] == 1;
    for (int axis = 0; axis < 2; axis++) {
      List<Reach.Axis> axes = axis == 0 ? input.rows() : input.columns();
      int[] first = read(axes, 0);
      assertArrayEquals(new int[] {-padding[axis], kernel[axis] - 1 - padding[axis]}, first, what);
      // A global pool, the average of everything, has no stride.
      assertEquals(whole ? 0 : stride[axis], whole ? 0 : read(axes, 1)[0] - first[0], what);
    }
  }

  private static int[] read(List<Reach.Axis> axes, int unit) {
    int[] interval = {unit, unit};
    for (Reach.Axis axis : axes) {
      interval = new int[] {axis.first(interval[0]), axis.last(interval[1])};
    }
    return interval;
  }
}
