package dev.fovea.examples.networks;

import static org.junit.jupiter.api.Assumptions.abort;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;

/** Reads tables that others published and that may not be copied: they stand beside the checkout, or the test is skipped. */
final class Material {
  /** What was missed already: it is said once. */
  private static final Set<String> MISSED = ConcurrentHashMap.newKeySet();

  private Material() {}

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
    if (MISSED.add(name)) {
      System.out.println("networks: skipped " + name + ": there is no ../shared/conformance beside the checkout");
    }
    return abort("no ../shared/conformance/" + name);
  }

  static List<JsonObject> objects(JsonElement array) {
    return StreamSupport.stream(array.getAsJsonArray().spliterator(), false).map(JsonElement::getAsJsonObject).toList();
  }

  static List<String> names(JsonElement array) {
    return StreamSupport.stream(array.getAsJsonArray().spliterator(), false).map(JsonElement::getAsString).toList();
  }

  static int[] integers(JsonElement array) {
    return StreamSupport.stream(array.getAsJsonArray().spliterator(), false).mapToInt(JsonElement::getAsInt).toArray();
  }
}
