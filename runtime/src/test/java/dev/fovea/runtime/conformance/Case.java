package dev.fovea.runtime.conformance;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One operation with inputs and the results that somebody else's program computed: a directory with a {@code case.json}. */
record Case(Path directory, JsonObject json) {
  static Case read(Path directory) {
    try (Reader reader = Files.newBufferedReader(directory.resolve("case.json"))) {
      return new Case(directory, JsonParser.parseReader(reader).getAsJsonObject());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The name of the set it belongs to. */
  String set() {
    return directory.getParent().getFileName().toString();
  }

  String name() {
    return set() + "/" + directory.getFileName();
  }

  boolean isOnnx() {
    return set().startsWith("onnx");
  }

  String operation() {
    return json.get("op").getAsString();
  }

  Attributes attributes() {
    return new Attributes(json.getAsJsonObject("attributes"));
  }

  /** Inputs in the order of their source; gradients are named after them. */
  Map<String, NumberArray> inputs() {
    Map<String, NumberArray> inputs = new LinkedHashMap<>();
    for (JsonElement input : list("inputs")) {
      inputs.put(input.getAsJsonObject().get("name").getAsString(), array(input.getAsJsonObject()));
    }
    return inputs;
  }

  List<NumberArray> inputList() {
    return List.copyOf(inputs().values());
  }

  List<NumberArray> outputs() {
    List<NumberArray> outputs = new ArrayList<>();
    list("outputs").forEach(output -> outputs.add(array(output.getAsJsonObject())));
    return outputs;
  }

  /** The gradient by the output: null where the case has no gradients. */
  NumberArray outputGradient() {
    return json.has("R") && !json.get("R").isJsonNull() ? array(json.getAsJsonObject("R")) : null;
  }

  /** The shape of the first output. */
  int[] outputShape() {
    return outputs().isEmpty() ? outputGradient().shape() : outputs().get(0).shape();
  }

  /** Gradients of {@code sum(output * R)}, by the name of the input. */
  Map<String, NumberArray> gradients() {
    Map<String, NumberArray> gradients = new LinkedHashMap<>();
    for (JsonElement gradient : list("gradients")) {
      gradients.put(gradient.getAsJsonObject().get("of").getAsString(), array(gradient.getAsJsonObject()));
    }
    return gradients;
  }

  /** Running statistics after the run, by name. */
  Map<String, NumberArray> stateAfter() {
    Map<String, NumberArray> state = new LinkedHashMap<>();
    for (JsonElement after : list("stateAfter")) {
      state.put(after.getAsJsonObject().get("name").getAsString(), array(after.getAsJsonObject()));
    }
    return state;
  }

  /** How far PyTorch is from a foreign expectation, which may have been printed with few digits. */
  double slack() {
    JsonElement check = json.get("torchCheck");
    return check != null && check.getAsJsonObject().has("maxAbs") ? check.getAsJsonObject().get("maxAbs").getAsDouble() : 0;
  }

  private JsonArray list(String name) {
    JsonElement value = json.get(name);
    return value == null || value.isJsonNull() ? new JsonArray() : value.getAsJsonArray();
  }

  private NumberArray array(JsonObject description) {
    if (!description.has("file")) {
      throw new Excluded("an input without numbers");
    }
    JsonArray sizes = description.getAsJsonArray("shape");
    int[] shape = new int[sizes.size()];
    java.util.Arrays.setAll(shape, axis -> sizes.get(axis).getAsInt());
    try {
      return NumberArray.read(directory.resolve(description.get("file").getAsString()), shape);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
