package dev.fovea.runtime.conformance;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** Attributes of a case in the words of its source; the first name that has a value counts. */
record Attributes(JsonObject json) {
  private JsonElement find(String... names) {
    for (String name : names) {
      JsonElement value = json.get(name);
      if (value != null && !value.isJsonNull() && !(value.isJsonArray() && value.getAsJsonArray().isEmpty())) {
        return value;
      }
    }
    return null;
  }

  boolean has(String name) {
    return find(name) != null;
  }

  /** One number for both axes, or one for each. */
  int[] pair(int[] otherwise, String... names) {
    JsonElement value = find(names);
    if (value == null) {
      return otherwise;
    }
    if (!value.isJsonArray()) {
      return new int[] {value.getAsInt(), value.getAsInt()};
    }
    JsonArray array = value.getAsJsonArray();
    return new int[] {array.get(0).getAsInt(), array.get(array.size() - 1).getAsInt()};
  }

  /** Numbers of a list. */
  int[] list(String name) {
    JsonArray array = find(name).getAsJsonArray();
    int[] numbers = new int[array.size()];
    java.util.Arrays.setAll(numbers, i -> array.get(i).getAsInt());
    return numbers;
  }

  double number(double otherwise, String... names) {
    JsonElement value = find(names);
    return value == null ? otherwise : value.getAsDouble();
  }

  int integer(int otherwise, String... names) {
    JsonElement value = find(names);
    return value == null ? otherwise : value.getAsInt();
  }

  /** A boolean, or ONNX's 0 or 1. */
  boolean flag(boolean otherwise, String... names) {
    JsonElement value = find(names);
    if (value == null) {
      return otherwise;
    }
    return value.getAsJsonPrimitive().isBoolean() ? value.getAsBoolean() : value.getAsInt() != 0;
  }

  /** A word in lower case; empty where there is none, or a number in its place. */
  String word(String... names) {
    JsonElement value = find(names);
    boolean isWord = value != null && value.isJsonPrimitive() && value.getAsJsonPrimitive().isString();
    return isWord ? value.getAsString().toLowerCase(java.util.Locale.ROOT) : "";
  }
}
