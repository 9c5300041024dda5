package dev.fovea.processor.shape;

import static org.junit.jupiter.api.Assumptions.abort;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;

/** Reads results that were computed by others: PyTorch's from the test resources, the rest from beside the checkout. */
final class Material {
  private Material() {}

  /** A set that is part of the project. */
  static JsonObject ofProject(String name) {
    try (Reader reader = new InputStreamReader(
        Objects.requireNonNull(Material.class.getResourceAsStream("/conformance/" + name), name), StandardCharsets.UTF_8)) {
      return JsonParser.parseReader(reader).getAsJsonObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A set that may not be copied; the test that needs it is skipped where it is not there. */
  static JsonObject besideCheckout(String name) {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path file = folder.resolve("shared").resolve("conformance").resolve(name);
      if (Files.isRegularFile(file)) {
        try (Reader reader = Files.newBufferedReader(file)) {
          return JsonParser.parseReader(reader).getAsJsonObject();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    System.out.println("shapes: skipped " + name + ": there is no ../shared/conformance beside the checkout");
    return abort("no ../shared/conformance/" + name);
  }

  static List<JsonObject> objects(JsonElement array) {
    return StreamSupport.stream(array.getAsJsonArray().spliterator(), false).map(JsonElement::getAsJsonObject).toList();
  }

  /** Whole numbers; a number by itself is a list of one, and what is not there is none. */
  static int[] integers(JsonElement element) {
    if (element == null || element.isJsonNull()) {
      return new int[0];
    }
    JsonArray array = new JsonArray();
    if (element.isJsonArray()) {
      array = element.getAsJsonArray();
    } else {
      array.add(element);
    }
    return StreamSupport.stream(array.spliterator(), false).mapToInt(JsonElement::getAsInt).toArray();
  }

  /** A member, or a number where there is none. */
  static int[] integers(JsonObject object, String member, int... otherwise) {
    return object.has(member) && !object.get(member).isJsonNull() ? integers(object.get(member)) : otherwise;
  }

  static boolean flag(JsonObject object, String member) {
    return object.has(member) && !object.get(member).isJsonNull() && object.get(member).getAsBoolean();
  }

  static String text(JsonObject object, String member) {
    return object.has(member) && !object.get(member).isJsonNull() ? object.get(member).getAsString() : "";
  }
}
