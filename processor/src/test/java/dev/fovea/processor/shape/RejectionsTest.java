package dev.fovea.processor.shape;

import static dev.fovea.processor.shape.Written.op;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import dev.fovea.AvgPool;
import dev.fovea.Concat;
import dev.fovea.Conv;
import dev.fovea.MaxPool;
import dev.fovea.TransposedConv;
import dev.fovea.processor.graph.OperationSpec;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What PyTorch refuses is refused, and what it accepts is accepted with its shape: each probe that can be written down here. */
class RejectionsTest {
  /** Where the two differ on purpose, by PyTorch's message. */
  private static final Map<String, String> ACCEPTED_HERE = Map.of(
      "padding='same' is not supported for strided convolutions", "SAME is TensorFlow's, which has it for every stride",
      "Invalid padding string: 'full'", "FULL is a padding mode",
      "must be tuple of ints, not str", "a transposed convolution has padding modes too: SAME gives input * stride",
      "but got stride=[1, 1]", "a kernel of one number is square");

  private static final String HALF_THE_KERNEL = "half of";

  /** A pool's padding may be more than half the kernel, which PyTorch refuses, if every window sees a pixel all the same. */
  private static boolean padsEnoughToSee(JsonObject probe) {
    if (!message(probe).contains(HALF_THE_KERNEL)) {
      return false;
    }
    JsonObject p = probe.getAsJsonObject("parameters");
    int[] kernel = Material.integers(p, "kernel_size");
    int[] padding = Material.integers(p, "padding", 0);
    int[] dilation = Material.integers(p, "dilation", 1);
    return Arrays.stream(kernel).allMatch(k -> Arrays.stream(padding)
        .allMatch(each -> each <= (k - 1) * dilation[0]));
  }

  private static String message(JsonObject probe) {
    return Material.text(probe, "message");
  }

  @Test
  void probesAreAnsweredAsPyTorchDoes() {
    List<String> wrong = new ArrayList<>();
    int compared = 0;
    for (JsonObject probe : Material.objects(Material.ofProject("rejections.json").get("probes"))) {
      Optional<Written> written = written(probe);
      if (written.isEmpty()) {
        continue;
      }
      compared++;
      Written.Result result = written.get().infer();
      boolean here = ACCEPTED_HERE.keySet().stream().anyMatch(message(probe)::contains) || padsEnoughToSee(probe);
      String expected = probe.get("accepted").getAsBoolean() ? shape(probe) : here ? "accepted" : "rejected";
      String found = !result.accepted() ? "rejected" : expected.equals("accepted") ? expected : result.shape("net").toString();
      if (!found.equals(expected)) {
        wrong.add(probe + " but " + found + " " + result.text());
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(compared >= 75, compared + " probes were compared");
  }

  private static String shape(JsonObject probe) {
    int[] output = Material.integers(probe.get("output"));
    int n = output.length;
    return new Shape(output[n - 3], output[n - 2], output[n - 1]).toString();
  }

  private static Optional<Written> written(JsonObject probe) {
    JsonObject p = probe.getAsJsonObject("parameters");
    switch (probe.get("op").getAsString()) {
      case "conv2d":
        return convolution(p, Conv.class, 0);
      case "conv_transpose2d":
        return convolution(p, TransposedConv.class, 1);
      case "ConvTranspose2d(output_size)":
        return sized(p);
      case "max_pool2d":
        return image(p).map(net -> net.layer("net", "input", op(MaxPool.class, window(p, "kernel_size"))));
      case "avg_pool2d":
        return p.has("divisor_override") ? Optional.empty()
            : image(p).map(net -> net.layer("net", "input", op(AvgPool.class, window(p, "kernel_size"))));
      case "Conv2d ctor":
        return constructor(p);
      default:
        return Optional.empty();
    }
  }

  /** Images without pixels cannot be written; batches are not part of a network. */
  private static Optional<Written> image(JsonObject p) {
    int[] input = Material.integers(p.get("input"));
    int n = input.length;
    return Optional.of(new Written(input[n - 3], input[n - 2], input[n - 1]));
  }

  /** Weights are made here from filters, channels and groups: those that do not belong together cannot be written. */
  private static Optional<Written> convolution(JsonObject p, Class<? extends Annotation> kind, int filtersAxis) {
    int[] input = Material.integers(p.get("input"));
    int[] weight = Material.integers(p.get("weight"));
    int groups = p.has("groups") ? p.get("groups").getAsInt() : 1;
    int channels = input[input.length - 3];
    boolean transposed = filtersAxis == 1;
    boolean belongs = transposed ? weight[0] == channels : groups < 1 || weight[1] == channels / groups;
    int filters = transposed ? weight[1] * Math.max(1, groups) : weight[0];
    boolean biased = p.has("bias") && !p.get("bias").isJsonNull();
    if (!belongs || biased && Material.integers(p.get("bias"))[0] != filters) {
      return Optional.empty();
    }
    List<Object> members = new ArrayList<>(Arrays.asList(window(p, "none")));
    int[] kernel = Arrays.copyOfRange(weight, 2, weight.length);
    members.addAll(List.of("filters", filters, "groups", groups, "kernel", kernel));
    if (p.has("output_padding")) {
      members.addAll(List.of("outputPadding", Material.integers(p.get("output_padding"))));
    }
    return image(p).map(net -> net.layer("net", "input", op(kind, members.toArray())));
  }

  private static Optional<Written> sized(JsonObject p) {
    int[] size = Material.integers(p.get("output_size"));
    // A whole shape may be given there, and one number for both axes here.
    int[] plane = size.length == 4 ? Arrays.copyOfRange(size, 2, 4) : size;
    if (size.length == 1) {
      return Optional.empty();
    }
    int[] arguments = Material.integers(p.get("args"));
    List<Object> members = new ArrayList<>(Arrays.asList(window(p, "none")));
    members.addAll(List.of("filters", arguments[1], "kernel", arguments[2], "outputSize", plane));
    return image(p).map(net -> net.layer("net", "input", op(TransposedConv.class, members.toArray())));
  }

  private static Optional<Written> constructor(JsonObject p) {
    int[] arguments = Material.integers(p.get("args"));
    if (arguments[1] == 0) {
      return Optional.empty();
    }
    List<Object> members = new ArrayList<>(Arrays.asList(window(p, "none")));
    members.addAll(List.of("filters", arguments[1], "kernel", arguments[2]));
    if (p.has("groups")) {
      members.addAll(List.of("groups", p.get("groups").getAsInt()));
    }
    return Optional.of(new Written(arguments[0], 8, 8).layer("net", "input", op(Conv.class, members.toArray())));
  }

  private static Object[] window(JsonObject p, String kernel) {
    List<Object> members = new ArrayList<>();
    if (p.has(kernel)) {
      members.addAll(List.of("kernel", Material.integers(p.get(kernel))));
    }
    if (p.has("stride")) {
      members.addAll(List.of("stride", Material.integers(p.get("stride"))));
    }
    if (p.has("dilation")) {
      members.addAll(List.of("dilation", Material.integers(p.get("dilation"))));
    }
    if (p.has("ceil_mode")) {
      members.addAll(List.of("ceil", p.get("ceil_mode").getAsBoolean()));
    }
    if (p.has("padding") && p.get("padding").isJsonPrimitive() && p.getAsJsonPrimitive("padding").isString()) {
      members.addAll(List.of("paddingMode", p.get("padding").getAsString().toUpperCase(java.util.Locale.ROOT)));
    } else if (p.has("padding")) {
      members.addAll(List.of("padding", Material.integers(p.get("padding"))));
    }
    return members.toArray();
  }

  @Test
  void concatenationsAreAnsweredAsPyTorchDoes() {
    List<JsonObject> probes = Material.objects(Material.ofProject("rejections.json").get("probes"));
    Predicate<JsonObject> isConcatenation = probe -> probe.get("op").getAsString().equals("cat");
    JsonObject accepted = probes.stream().filter(isConcatenation.and(probe -> probe.get("accepted").getAsBoolean())).findFirst().orElseThrow();
    int[] first = Material.integers(accepted.getAsJsonObject("parameters").getAsJsonArray("inputs").get(0));
    int[] second = Material.integers(accepted.getAsJsonObject("parameters").getAsJsonArray("inputs").get(1));
    Written.Result result = joined(first, second);
    assertEquals(shape(accepted), result.shape("net").toString());
    assertTrue(!joined(new int[] {1, 5, 20, 20}, new int[] {1, 5, 19, 20}).accepted(), "sizes must match except for channels");
  }

  private static Written.Result joined(int[] first, int[] second) {
    OperationSpec[] branches = {
        op(Conv.class, "filters", first[1], "kernel", new int[] {41 - first[2], 1}, "padding", 0),
        op(Conv.class, "filters", second[1], "kernel", new int[] {41 - second[2], 1}, "padding", 0)};
    return new Written(1, 40, first[3]).layer("a", "input", branches[0]).layer("b", "input", branches[1])
        .layer("net", "a b", op(Concat.class)).infer();
  }
}
