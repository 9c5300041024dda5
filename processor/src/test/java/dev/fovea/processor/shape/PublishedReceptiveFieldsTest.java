package dev.fovea.processor.shape;

import static dev.fovea.processor.shape.Written.op;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.fovea.Add;
import dev.fovea.Conv;
import dev.fovea.Depthwise;
import dev.fovea.MaxPool;
import dev.fovea.Relu;
import dev.fovea.processor.graph.OperationSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A. Araujo, W. Norris and J. Sim, "Computing Receptive Fields of Convolutional Neural Networks", Distill 2019: tables and test networks. */
class PublishedReceptiveFieldsTest {
  @Test
  void tabulatedNetworksHaveTheirReceptiveFields() {
    JsonObject material = Material.besideCheckout("receptive_fields.json");
    int compared = 0;
    for (Map.Entry<String, JsonElement> architecture : material.getAsJsonObject("architectures").entrySet()) {
      Map<Integer, Written.Result> byResolution = new HashMap<>();
      String prefix = material.getAsJsonObject("endPointPrefix").get(architecture.getKey()).getAsString();
      List<JsonObject> layers = Material.objects(architecture.getValue());
      for (JsonObject row : Material.objects(material.get("table"))) {
        if (!row.get("net").getAsString().equals(architecture.getKey())) {
          continue;
        }
        String layer = row.get("endPoint").getAsString().substring(prefix.length());
        if (layers.stream().noneMatch(each -> each.get("name").getAsString().equals(layer))) {
          continue;
        }
        int resolution = row.get("resolution").isJsonNull() ? 224 : row.get("resolution").getAsInt();
        Written.Result result = byResolution.computeIfAbsent(resolution, size -> network(layers, new int[] {3, size, size}));
        assertTrue(result.accepted(), result::text);
        ReceptiveField field = result.network().layer(name(layer)).receptiveField();
        assertTrue(field.aligned(), row.toString());
        assertEquals(row.get("rf").getAsLong(), field.rows().size(), row.toString());
        assertEquals(row.get("stride").getAsLong(), field.rows().jump(), row.toString());
        if (!row.get("padding").isJsonNull()) {
          assertEquals(row.get("padding").getAsLong(), field.rows().padding(), row.toString());
        }
        assertEquals(field.rows(), field.columns());
        compared++;
      }
    }
    assertTrue(compared >= 177, compared + " rows were compared");
  }

  @Test
  void testNetworksAreAlignedOrNotAsPublished() {
    for (JsonObject network : Material.objects(Material.besideCheckout("receptive_fields.json").get("testNetworks"))) {
      boolean misaligned = network.get("expected").isJsonPrimitive();
      Written.Result result = fitting(network);
      String what = network.get("name").getAsString() + "\n" + result.text();
      assertTrue(result.accepted(), what);
      ReceptiveField field = result.network().layer("output").receptiveField();
      assertEquals(!misaligned, field.aligned(), what);
      if (misaligned) {
        assertTrue(field.describe().endsWith("at most (misaligned)"));
        continue;
      }
      JsonObject expected = network.getAsJsonObject("expected");
      assertEquals(expected.get("rf_y").getAsLong(), field.rows().size(), what);
      assertEquals(expected.get("rf_x").getAsLong(), field.columns().size(), what);
      assertEquals(expected.get("stride").getAsLong(), field.rows().jump(), what);
      if (!expected.get("padding").isJsonNull()) {
        assertEquals(expected.get("padding").getAsLong(), field.rows().padding(), what);
      }
    }
  }

  /** Where no size of the image is given, the first for which branches end with one size, of more than one unit. */
  private static Written.Result fitting(JsonObject network) {
    int[] given = Material.integers(network, "inputResolution");
    List<JsonObject> layers = Material.objects(network.get("layers"));
    if (given.length == 2) {
      return network(layers, new int[] {1, given[0], given[1]});
    }
    return IntStream.range(4, 40).mapToObj(size -> network(layers, new int[] {1, size, size}))
        .filter(result -> result.accepted() && result.shape("output").height() > 1).findFirst().orElseThrow();
  }

  @Test
  void branchesWhoseCentresDifferAreMisaligned() {
    Written.Result shifted = new Written(1, 9, 9)
        .layer("L1", "input", op(Conv.class, "filters", 1, "kernel", 3, "padding", new int[] {2, 2, 0, 0}))
        .layer("L2", "input", op(Conv.class, "filters", 1, "kernel", 3, "padding", 1))
        .layer("output", "L1 L2", op(Add.class)).infer();
    assertTrue(shifted.accepted(), shifted::text);
    assertFalse(shifted.network().layer("output").receptiveField().aligned());
    assertEquals(4, shifted.network().layer("output").receptiveField().rows().size());
  }

  private static String name(String layer) {
    return layer.replace('/', '_');
  }

  private static Written.Result network(List<JsonObject> layers, int[] image) {
    Written written = new Written(image);
    for (JsonObject layer : layers) {
      List<String> inputs = new ArrayList<>();
      layer.getAsJsonArray("inputs").forEach(input -> inputs.add(name(input.getAsString())));
      written.layer(name(layer.get("name").getAsString()), String.join(" ", inputs), operations(layer));
    }
    return written.everyEndIsAnOutput().infer();
  }

  private static OperationSpec[] operations(JsonObject layer) {
    switch (layer.get("op").getAsString()) {
      case "add":
        return new OperationSpec[] {op(Add.class)};
      case "add+relu":
        return new OperationSpec[] {op(Add.class), op(Relu.class)};
      case "identity":
      case "relu":
        return new OperationSpec[] {op(Relu.class)};
      default:
        return new OperationSpec[] {window(layer)};
    }
  }

  private static OperationSpec window(JsonObject layer) {
    List<Object> members = new ArrayList<>(List.of("kernel", Material.integers(layer.get("kernel")), "stride",
        Material.integers(layer.get("stride"))));
    JsonElement padding = layer.get("padding");
    if (padding.isJsonArray()) {
      int[] sides = Material.integers(padding);
      members.addAll(List.of("padding", new int[] {sides[0], sides[0], sides[1], sides[1]}));
    } else {
      members.addAll(List.of("paddingMode", padding.getAsString()));
    }
    String kind = layer.get("op").getAsString();
    if (kind.startsWith("maxpool")) {
      return op(MaxPool.class, members.toArray());
    }
    if (kind.equals("depthwise")) {
      return op(Depthwise.class, members.toArray());
    }
    int filters = Math.max(1, layer.get("channels").isJsonNull() ? 1 : layer.get("channels").getAsInt());
    members.addAll(List.of("filters", filters));
    return op(Conv.class, members.toArray());
  }
}
