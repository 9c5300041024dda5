package dev.fovea.processor.shape;

import static dev.fovea.processor.shape.Written.op;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import dev.fovea.AvgPool;
import dev.fovea.Conv;
import dev.fovea.Flatten;
import dev.fovea.GlobalAvgPool;
import dev.fovea.MaxPool;
import dev.fovea.TransposedConv;
import dev.fovea.processor.graph.OperationSpec;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** ONNX's own shape inference tests: what they infer and what they refuse, for images and the operations that exist. */
class OnnxShapeInferenceTest {
  private static final Set<String> OPERATIONS =
      Set.of("Conv", "ConvTranspose", "MaxPool", "AveragePool", "GlobalAveragePool", "Flatten");

  /** What ONNX accepts and Fovea does not, and why. */
  private static final Map<String, String> REJECTED_HERE = Map.of(
      "test_maxpool_with_padding", "padding 2 after a kernel of 2: the last windows see nothing but padding",
      "test_averagepool_with_padding", "padding 2 after a kernel of 2: the last windows see nothing but padding",
      "test_conv_transpose_with_group_and_output_shape", "an output shape beyond min + stride - 1 needs negative padding",
      "test_conv_transpose_with_output_shape", "an output shape beyond min + stride - 1 needs negative padding");

  /** What cannot be written down here at all. */
  private static final Map<String, String> NOT_EXPRESSIBLE = Map.of(
      "test_average_pool_with_dilations", "@AvgPool has no dilation",
      "test_average_pool_with_same_upper_padding_and_stride_and_dilation", "@AvgPool has no dilation",
      "test_conv_transpose_with_kernel_shape", "the weight's shape is unknown there; here it is made from the kernel",
      "test_flatten", "only whole images are flattened",
      "test_flatten_zero_axis", "only whole images are flattened",
      "test_flatten_unknown_dim", "every size is known here");

  @Test
  void imagesHaveOnnxsShapes() {
    int compared = 0;
    List<String> wrong = new ArrayList<>();
    for (JsonObject test : Material.objects(Material.besideCheckout("onnx-shape-inference.json").get("cases"))) {
      String name = test.get("test").getAsString();
      if (!OPERATIONS.contains(test.get("op").getAsString()) || NOT_EXPRESSIBLE.containsKey(name) || !areImages(test)) {
        continue;
      }
      compared++;
      int[] image = shape(test, 0);
      Written.Result result = new Written(image[1], image[2], image[3]).layer("net", "input", operation(test)).infer();
      String found = result.accepted() ? result.shape("net").toString() : "rejected";
      String expected = Material.flag(test, "rejects") || REJECTED_HERE.containsKey(name) ? "rejected" : expected(test);
      if (!found.equals(expected)) {
        wrong.add(name + ": " + expected + " but " + found + " " + result.text());
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(compared >= 40, compared + " cases were compared");
  }

  @Test
  void whatOnnxRefusesForRanksCannotEvenBeWritten() {
    for (JsonObject test : Material.objects(Material.besideCheckout("onnx-shape-inference.json").get("cases"))) {
      if (OPERATIONS.contains(test.get("op").getAsString()) && test.get("rank4").getAsBoolean() && !areImages(test)) {
        assertTrue(Material.flag(test, "rejects") || NOT_EXPRESSIBLE.containsKey(test.get("test").getAsString()),
            test.get("test").getAsString());
      }
    }
    assertFalse(OPERATIONS.isEmpty());
  }

  private static boolean areImages(JsonObject test) {
    for (JsonObject input : Material.objects(test.get("inputs")).stream().limit(2).toList()) {
      if (!input.has("shape") || input.get("shape").isJsonNull() || input.getAsJsonArray("shape").size() != 4) {
        return false;
      }
    }
    return test.get("rank4").getAsBoolean();
  }

  private static int[] shape(JsonObject test, int input) {
    return Material.integers(Material.objects(test.get("inputs")).get(input).get("shape"));
  }

  private static String expected(JsonObject test) {
    int[] shape = Material.integers(Material.objects(test.get("expected")).get(0).get("shape"));
    return shape.length == 2 ? Shape.flat(shape[1]).toString() : new Shape(shape[1], shape[2], shape[3]).toString();
  }

  private static OperationSpec operation(JsonObject test) {
    switch (test.get("op").getAsString()) {
      case "Conv":
        return filters(test, Conv.class, shape(test, 1)[0]);
      case "ConvTranspose":
        return filters(test, TransposedConv.class, shape(test, 1)[1] * group(test));
      case "MaxPool":
        return op(MaxPool.class, window(test, Material.integers(test.getAsJsonObject("attributes"), "kernel_shape")));
      case "AveragePool":
        return op(AvgPool.class, window(test, Material.integers(test.getAsJsonObject("attributes"), "kernel_shape")));
      case "GlobalAveragePool":
        return op(GlobalAvgPool.class);
      default:
        return op(Flatten.class);
    }
  }

  private static int group(JsonObject test) {
    JsonObject attributes = test.getAsJsonObject("attributes");
    return attributes.has("group") ? attributes.get("group").getAsInt() : 1;
  }

  private static OperationSpec filters(JsonObject test, Class<? extends Annotation> kind, int filters) {
    JsonObject attributes = test.getAsJsonObject("attributes");
    int[] weight = shape(test, 1);
    List<Object> members = new ArrayList<>(List.of(window(test, Material.integers(attributes, "kernel_shape", weight[2], weight[3]))));
    members.addAll(List.of("filters", filters, "groups", group(test)));
    if (attributes.has("output_padding")) {
      members.addAll(List.of("outputPadding", Material.integers(attributes.get("output_padding"))));
    }
    if (attributes.has("output_shape")) {
      members.addAll(List.of("outputSize", Material.integers(attributes.get("output_shape"))));
    }
    return op(kind, members.toArray());
  }

  private static Object[] window(JsonObject test, int[] kernel) {
    JsonObject attributes = test.getAsJsonObject("attributes");
    List<Object> members = new ArrayList<>(List.of("kernel", kernel, "stride", Material.integers(attributes, "strides", 1, 1)));
    if (attributes.has("pads")) {
      members.addAll(List.of("padding", Material.integers(attributes.get("pads"))));
    }
    if (attributes.has("dilations")) {
      members.addAll(List.of("dilation", Material.integers(attributes.get("dilations"))));
    }
    if (attributes.has("ceil_mode")) {
      members.addAll(List.of("ceil", attributes.get("ceil_mode").getAsBoolean()));
    }
    String mode = Material.text(attributes, "auto_pad");
    if (!mode.isEmpty()) {
      members.addAll(List.of("paddingMode", mode.equals("SAME_UPPER") ? "SAME" : mode));
    }
    return members.toArray();
  }
}
