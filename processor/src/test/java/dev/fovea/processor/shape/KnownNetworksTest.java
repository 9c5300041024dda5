package dev.fovea.processor.shape;

import static dev.fovea.processor.shape.Written.op;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import dev.fovea.Add;
import dev.fovea.AvgPool;
import dev.fovea.BatchNorm;
import dev.fovea.Bias;
import dev.fovea.Concat;
import dev.fovea.Conv;
import dev.fovea.Dense;
import dev.fovea.Dropout;
import dev.fovea.Flatten;
import dev.fovea.GlobalAvgPool;
import dev.fovea.LocalResponseNorm;
import dev.fovea.MaxPool;
import dev.fovea.Relu6;
import dev.fovea.Relu;
import dev.fovea.Softmax;
import dev.fovea.Tanh;
import dev.fovea.TransposedConv;
import dev.fovea.processor.graph.OperationSpec;
import dev.fovea.processor.problem.Code;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Published networks, layer by layer: shapes, parameters and multiply-adds. */
class KnownNetworksTest {
  private static final Set<Code> ODD = Set.of(Code.REDUNDANT, Code.DOUBLE_ACTIVATION, Code.CONSTANT, Code.INPUT_ORDER);

  private static final Map<String, Class<? extends Annotation>> KINDS = new HashMap<>();

  static {
    KINDS.put("conv", Conv.class);
    KINDS.put("conv_transpose", TransposedConv.class);
    KINDS.put("avgpool", AvgPool.class);
    KINDS.put("maxpool", MaxPool.class);
    KINDS.put("global_avgpool", GlobalAvgPool.class);
    KINDS.put("dense", Dense.class);
    KINDS.put("flatten", Flatten.class);
    KINDS.put("batchnorm", BatchNorm.class);
    KINDS.put("dropout", Dropout.class);
    KINDS.put("softmax", Softmax.class);
    KINDS.put("relu", Relu.class);
    KINDS.put("relu6", Relu6.class);
    KINDS.put("lrn", LocalResponseNorm.class);
    KINDS.put("tanh", Tanh.class);
    KINDS.put("add", Add.class);
    KINDS.put("concat", Concat.class);
  }

  @Test
  void publishedNetworksHaveTheirShapesAndTotals() {
    List<String> expressible = new ArrayList<>();
    for (JsonObject network : Material.objects(Material.besideCheckout("known_networks.json").get("networks"))) {
      List<JsonObject> layers = Material.objects(network.get("layers"));
      if (layers.stream().allMatch(layer -> KINDS.containsKey(layer.get("op").getAsString()))) {
        expressible.add(network.get("name").getAsString());
        compare(network, layers);
      }
    }
    assertTrue(expressible.containsAll(List.of("lenet5-full-connections", "alexnet-torchvision", "vgg16", "resnet18",
        "resnet50-torchvision(v1.5)", "densenet121", "squeezenet1_0", "dcgan-generator-64", "zfnet-2013",
        "mobilenet_v1-SAME", "mobilenet_v1-symmetric1", "mobilenet_v2", "bvlc_googlenet")), expressible::toString);
  }

  private static void compare(JsonObject network, List<JsonObject> layers) {
    int[] image = Material.integers(network.get("input"));
    Written written = new Written(image[1], image[2], image[3]);
    for (JsonObject layer : layers) {
      List<String> inputs = new ArrayList<>();
      layer.getAsJsonArray("inputs").forEach(input -> inputs.add(input.getAsString()));
      written.layer(layer.get("name").getAsString(), String.join(" ", inputs), operation(layer));
    }
    Written.Result result = written.infer();
    assertEquals(List.of(), result.errors(), () -> network.get("name") + "\n" + result.text());
    assertEquals(List.of(), result.problems().stream().filter(problem -> ODD.contains(problem.code())).toList(), "published as it is");
    for (JsonObject layer : layers) {
      ShapedLayer shaped = result.network().layer(layer.get("name").getAsString());
      int[] shape = Material.integers(layer.get("outShape"));
      Shape expected = shape.length == 2 ? Shape.flat(shape[1]) : new Shape(shape[1], shape[2], shape[3]);
      String what = network.get("name").getAsString() + " " + layer;
      assertEquals(expected, shaped.output(), what);
      assertEquals(layer.get("params").getAsLong(), shaped.parameters(), what);
      assertEquals(layer.get("macs").getAsLong(), shaped.multiplyAdds(), what);
    }
    JsonObject totals = network.getAsJsonObject("totals");
    assertEquals(totals.get("params").getAsLong(), result.network().layers().stream().mapToLong(ShapedLayer::parameters).sum());
    assertEquals(totals.get("macs").getAsLong(), result.network().layers().stream().mapToLong(ShapedLayer::multiplyAdds).sum());
  }

  private static OperationSpec operation(JsonObject layer) {
    String kind = layer.get("op").getAsString();
    List<Object> members = new ArrayList<>();
    if (layer.has("kernel")) {
      int[] before = Material.integers(layer.get("padsBegin"));
      int[] after = Material.integers(layer.get("padsEnd"));
      members.addAll(List.of("kernel", Material.integers(layer.get("kernel")), "stride", Material.integers(layer.get("stride")),
          "padding", new int[] {before[0], before[1], after[0], after[1]}));
    }
    if (kind.startsWith("conv")) {
      members.addAll(List.of("filters", layer.get("outChannels").getAsInt(), "groups", layer.get("groups").getAsInt()));
      if (layer.has("dilation")) {
        members.addAll(List.of("dilation", Material.integers(layer.get("dilation"))));
      }
      if (layer.has("output_padding")) {
        members.addAll(List.of("outputPadding", Material.integers(layer.get("output_padding"))));
      }
    }
    if (layer.has("bias")) {
      members.addAll(List.of("bias", layer.get("bias").getAsBoolean() ? Bias.TRUE : Bias.FALSE));
    }
    if (kind.equals("maxpool") || kind.equals("avgpool")) {
      members.addAll(List.of("ceil", Material.flag(layer, "ceilMode")));
    }
    if (kind.equals("dense")) {
      members.addAll(List.of("value", layer.get("outFeatures").getAsInt()));
    }
    if (kind.equals("dropout")) {
      members.addAll(List.of("value", 0.5));
    }
    return op(KINDS.get(kind), members.toArray());
  }

  @Test
  void leNet5Has61706Parameters() {
    Written.Result result = new Written(1, 28, 28)
        .layer("c1", "input", op(Conv.class, "filters", 6, "kernel", 5, "padding", 2), op(Relu.class))
        .layer("s2", "c1", op(MaxPool.class, "kernel", 2))
        .layer("c3", "s2", op(Conv.class, "filters", 16, "kernel", 5), op(Relu.class))
        .layer("s4", "c3", op(MaxPool.class, "kernel", 2))
        .layer("f5", "s4", op(Dense.class, "value", 120), op(Relu.class))
        .layer("f6", "f5", op(Dense.class, "value", 84), op(Relu.class))
        .layer("scores", "f6", op(Dense.class, "value", 10)).infer();
    assertTrue(result.problems().isEmpty(), result::text);
    assertEquals(61706, result.network().layers().stream().mapToLong(ShapedLayer::parameters).sum());
    assertEquals(416520, result.network().layers().stream().mapToLong(ShapedLayer::multiplyAdds).sum());
    assertEquals("14x14, jump 2, first centre 4.5", result.network().layer("c3").receptiveField().describe());
  }
}
