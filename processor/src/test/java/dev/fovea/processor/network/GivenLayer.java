package dev.fovea.processor.network;

import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.List;

/**
 * One operation of a given network.
 *
 * @param name the name that its weights and its readers use
 * @param operation what it does: {@code conv}, {@code relu}, ...
 * @param inputs what it reads: other layers, or {@code input}
 * @param shape the shape of its output, {@code [channels, height, width]}
 * @param activation its output for the given images, or null where that is not given
 * @param json its attributes
 */
record GivenLayer(String name, String operation, List<String> inputs, int[] shape, GivenNumbers activation, JsonObject json) {
  /** A shape with a batch, {@code [batch, channels, height, width]} or {@code [batch, n]}, without it. */
  static int[] imageShape(int[] batched) {
    int[] shape = Arrays.copyOfRange(batched, 1, 4);
    Arrays.fill(shape, batched.length - 1, 3, 1);
    return shape;
  }

  boolean has(String attribute) {
    return json.has(attribute);
  }

  /** An attribute for height and width. */
  int[] pair(String attribute) {
    return GivenNumbers.integers(json.get(attribute));
  }

  int integer(String attribute) {
    return json.get(attribute).getAsInt();
  }

  double number(String attribute) {
    return json.get(attribute).getAsDouble();
  }

  boolean flag(String attribute) {
    return json.get(attribute).getAsBoolean();
  }

  /** Padding at the top and left. Sets write it as padding of both sides, or of each. */
  int[] paddingBefore() {
    return pair(has("padding") ? "padding" : "padsBegin");
  }

  /** Padding at the bottom and right. */
  int[] paddingAfter() {
    return pair(has("padding") ? "padding" : "padsEnd");
  }

  int filters() {
    return integer(has("out") ? "out" : "outChannels");
  }

  boolean hasBias() {
    return json.get("bias").isJsonObject() || flag("bias");
  }

  boolean normalisesBatches() {
    return operation.equals("batchnorm") && flag("training");
  }

  int size() {
    return shape[0] * shape[1] * shape[2];
  }
}
