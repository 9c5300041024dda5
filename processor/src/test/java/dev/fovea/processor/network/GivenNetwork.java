package dev.fovea.processor.network;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * A whole network with its weights and what PyTorch made of it: a directory with a {@code net.json} or a {@code deconv.json}.
 *
 * @param name its name
 * @param input a batch of images
 * @param layers its operations, each after those it reads
 * @param numbers weights and running statistics, by PyTorch's names ({@code conv1.weight})
 * @param folder where the numbers lie
 * @param json everything that is said of it
 */
record GivenNetwork(String name, GivenNumbers input, List<GivenLayer> layers, Map<String, GivenNumbers> numbers, Path folder,
    JsonObject json) {

  /** Reads a directory of the set {@code nets}. */
  static GivenNetwork ofNet(Path folder) {
    JsonObject json = parse(folder.resolve("net.json"));
    List<GivenLayer> layers = new ArrayList<>();
    for (JsonObject layer : objects(json.get("layers"))) {
      List<String> inputs = StreamSupport.stream(layer.getAsJsonArray("inputs").spliterator(), false).map(JsonElement::getAsString).toList();
      layers.add(layer(folder, layer.get("name").getAsString(), inputs, layer));
    }
    Map<String, GivenNumbers> numbers = numbers(folder, json, "weights");
    numbers.putAll(numbers(folder, json, "state"));
    return new GivenNetwork(json.get("name").getAsString(), GivenNumbers.read(folder, json.getAsJsonObject("input")), layers, numbers,
        folder, json);
  }

  /** Reads a directory of the set {@code deconvnet}: a chain, whose operations are called {@code conv0}, {@code relu1}, ... */
  static GivenNetwork ofDeconvnet(Path folder) {
    JsonObject json = parse(folder.resolve("deconv.json"));
    List<GivenLayer> layers = new ArrayList<>();
    Map<String, GivenNumbers> numbers = new LinkedHashMap<>();
    String input = "input";
    for (JsonObject layer : objects(json.get("layers"))) {
      String name = layer.get("op").getAsString() + layer.get("index").getAsInt();
      layers.add(layer(folder, name, List.of(input), layer));
      for (String weights : new String[] {"weight", "bias"}) {
        if (layer.has(weights)) {
          numbers.put(name + "." + weights, GivenNumbers.read(folder, layer.getAsJsonObject(weights)));
        }
      }
      input = name;
    }
    return new GivenNetwork(json.get("name").getAsString(), GivenNumbers.read(folder, json.getAsJsonObject("input")), layers, numbers,
        folder, json);
  }

  private static GivenLayer layer(Path folder, String name, List<String> inputs, JsonObject json) {
    int[] shape = GivenNumbers.integers(json.get("outShape"));
    GivenNumbers activation = json.has("activation")
        ? GivenNumbers.read(folder.resolve(json.get("activation").getAsString()), shape) : null;
    return new GivenLayer(name, json.get("op").getAsString(), inputs, GivenLayer.imageShape(shape), activation, json);
  }

  private static JsonObject parse(Path file) {
    try (Reader reader = Files.newBufferedReader(file)) {
      return JsonParser.parseReader(reader).getAsJsonObject();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Map<String, GivenNumbers> numbers(Path folder, JsonObject json, String member) {
    Map<String, GivenNumbers> numbers = new LinkedHashMap<>();
    json.getAsJsonObject(member).entrySet()
        .forEach(entry -> numbers.put(entry.getKey(), GivenNumbers.read(folder, entry.getValue().getAsJsonObject())));
    return numbers;
  }

  static List<JsonObject> objects(JsonElement array) {
    return StreamSupport.stream(array.getAsJsonArray().spliterator(), false).map(JsonElement::getAsJsonObject).toList();
  }

  /** Numbers that a member of the description names. */
  GivenNumbers given(String member) {
    return GivenNumbers.read(folder, json.getAsJsonObject(member));
  }

  /** All numbers that a member of the description names. */
  Map<String, GivenNumbers> allGiven(String member) {
    return numbers(folder, json, member);
  }

  int batch() {
    return input.shape()[0];
  }

  int[] inputShape() {
    return GivenLayer.imageShape(input.shape());
  }

  GivenLayer layer(String layer) {
    return layers.stream().filter(candidate -> candidate.name().equals(layer)).findFirst().orElseThrow();
  }

  List<GivenLayer> readers(GivenLayer layer) {
    return layers.stream().filter(reader -> reader.inputs().contains(layer.name())).toList();
  }

  boolean isTrained() {
    return layers.stream().anyMatch(GivenLayer::normalisesBatches);
  }

  /** What is left of a chain where its first operations are cut off: its image is what they made. */
  GivenNetwork from(int first) {
    List<GivenLayer> rest = IntStream.range(first, layers.size()).mapToObj(layers::get).map(layer -> layer == layers.get(first)
        ? new GivenLayer(layer.name(), layer.operation(), List.of("input"), layer.shape(), layer.activation(), layer.json()) : layer)
        .toList();
    return new GivenNetwork(name + " from " + rest.get(0).name(), layers.get(first - 1).activation(), rest, numbers, folder, json);
  }

  @Override
  public String toString() {
    return name + " " + Arrays.toString(inputShape());
  }
}
