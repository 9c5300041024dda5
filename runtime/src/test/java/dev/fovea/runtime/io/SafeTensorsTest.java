package dev.fovea.runtime.io;

import static dev.fovea.runtime.io.HandMade.file;
import static dev.fovea.runtime.io.HandMade.floats;
import static dev.fovea.runtime.io.HandMade.join;
import static dev.fovea.runtime.io.HandMade.network;
import static dev.fovea.runtime.io.HandMade.tensor;
import static dev.fovea.runtime.io.HandMade.vector;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.runtime.Initialization;
import dev.fovea.runtime.Packing;
import dev.fovea.runtime.Parameter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeTensorsTest {
  @TempDir Path folder;

  @Test
  void savedParametersAreLoadedBitForBit() throws IOException {
    Path file = folder.resolve("weights.safetensors");
    List<Parameter> saved = network(1);
    saved.get(1).write(0, new float[] {Float.NaN, Float.NEGATIVE_INFINITY, -0f, Float.MIN_VALUE}, 4);
    SafeTensors.save(file, saved);
    List<Parameter> loaded = network(2);
    SafeTensors.load(file, loaded, UnaryOperator.identity());
    for (int i = 0; i < saved.size(); i++) {
      assertArrayEquals(saved.get(i).toArray(), loaded.get(i).toArray());
      assertArrayEquals(saved.get(i).packed(), loaded.get(i).packed(), "padding stays zero");
      assertNotEquals(network(2).get(i).version(), loaded.get(i).version());
    }
  }

  @Test
  void savedFileIsTheFormatByteForByte() throws IOException {
    Path file = folder.resolve("weights.safetensors");
    Parameter weight =
        new Parameter("c.weight", Parameter.Role.WEIGHT, Packing.convolution(2, 1, 1, 2, 1), Initialization.ZEROS);
    weight.set(1, 2, 3, 4);
    SafeTensors.save(file, List.of(weight, vector("a\"\\\u00e9\u0001", 5)));
    String header = "{\"__metadata__\":{\"format\":\"pt\"},"
        + "\"c.weight\":{\"dtype\":\"F32\",\"shape\":[2,1,1,2],\"data_offsets\":[0,16]},"
        + "\"a\\\"\\\\\u00e9\\u0001\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[16,20]}}";
    int length = header.length() + 1;
    String padded = header + " ".repeat((8 - length % 8) % 8);
    assertArrayEquals(file(padded, floats(1, 2, 3, 4, 5)), Files.readAllBytes(file));
    assertEquals(0, ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).getLong() % 8);
  }

  @Test
  void tensorsMayLieInAnyOrderAndTheHeaderMayBePadded() throws IOException {
    Parameter a = vector("a", 0, 0);
    Parameter b = vector("b", 0);
    Parameter empty = vector("empty");
    load(file("{ " + tensor("b", "F32", "[ 1 ]", 8, 12) + ",\n\t" + tensor("empty", "F32", "[0]", 8, 8) + ","
        + "\"__metadata__\" : {\"made by\": \"hand \\ud83d\\ude00 \u00e9\"},"
        + tensor("a", "F32", "[2]", 0, 8) + "}\r\n      ", floats(1, 2, 3)), List.of(a, b, empty));
    assertArrayEquals(new float[] {1, 2}, a.toArray());
    assertArrayEquals(new float[] {3}, b.toArray());
  }

  @Test
  void namesOfForeignCheckpointsAreMapped() throws IOException {
    Parameter weight = vector("c1.weight", 0);
    Map<String, String> names = Map.of("c1.weight", "features.0.w\u00e9ight");
    Path file = write(file("{" + tensor("features.0.w\\u00e9ight", "F32", "[1]", 0, 4) + "}", floats(7)));
    SafeTensors.load(file, List.of(weight), names::get);
    assertEquals(7, weight.get(0));

    List<Parameter> two = List.of(vector("a", 1), vector("b", 2));
    String twice = assertThrows(IllegalArgumentException.class, () -> SafeTensors.load(file, two, name -> "x")).getMessage();
    assertEquals("parameters a and b both have the name \"x\" in the file; each needs its own", twice);
    String none = assertThrows(IllegalArgumentException.class, () -> SafeTensors.load(file, two, name -> null)).getMessage();
    assertTrue(none.startsWith("the name of parameter a in the file cannot be null"), none);
  }

  @Test
  void batchCountersOfPyTorchArePassedOver() throws IOException {
    Parameter scale = vector("scale", 0);
    byte[] counter = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(99).array();
    load(file("{" + tensor("bn1.num_batches_tracked", "I64", "[]", 0, 8) + "," + tensor("scale", "F32", "[1]", 8, 12) + "}",
        join(counter, floats(3))), List.of(scale));
    assertEquals(3, scale.get(0));
    assertTrue(failure(file("{" + tensor("bn1.num_batches_tracked", "F32", "[2]", 0, 8) + ","
        + tensor("scale", "F32", "[1]", 8, 12) + "}", join(counter, floats(3))), List.of(scale))
        .contains("unexpected: \"bn1.num_batches_tracked\""));
  }

  @Test
  void allMisfitsAreListedInOneMessage() throws IOException {
    List<Parameter> parameters =
        List.of(vector("c1.weight", 1, 2), vector("c1.bias", 3), vector("c2.bias", 4), vector("c3.bias", 5));
    String message = failure(file("{" + tensor("c1.weigth", "F32", "[2]", 0, 8) + "," + tensor("c1.bias", "F32", "[1,1]", 8, 12)
        + "," + tensor("c2.bias", "I32", "[1]", 12, 16) + "," + tensor("fc\\n\u00e9", "F32", "[]", 16, 20) + ","
        + tensor("c3.bias", "F32", "[1]", 20, 24) + "}", new byte[24]), parameters);
    assertEquals("does not fit the network; nothing was changed\n"
        + "  missing: \"c1.weight\" [2]; did you mean \"c1.weigth\"?\n"
        + "  wrong shape: \"c1.bias\" is [1, 1] in the file; expected [1]\n"
        + "  wrong type: \"c2.bias\" is I32 in the file; expected F32, F16, BF16 or F64\n"
        + "  unexpected: \"c1.weigth\"\n"
        + "  unexpected: \"fc\\u000a\\u00e9\"\n"
        + "  help: if the file uses other names, give load a function from the names here to those in the file", message);
    assertArrayEquals(new float[] {1, 2}, parameters.get(0).toArray());
    assertEquals(5, parameters.get(3).get(0));
  }

  @Test
  void longListsOfMisfitsAreCutAndCounted() throws IOException {
    List<Parameter> parameters = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      parameters.add(vector("layer" + i, i));
    }
    String message = failure(file("{}"), parameters);
    assertEquals(12, message.lines().count());
    assertTrue(message.endsWith("\n  missing: and 40 more"), message);
  }

  @Test
  void filesThatAreNotThereAreNamed() {
    Path absent = folder.resolve("absent.safetensors");
    assertEquals(absent + ": there is no such file; give the name of a safetensors file",
        assertThrows(SafeTensorsException.class, () -> SafeTensors.load(absent, List.of(), name -> name)).getMessage());
    assertEquals(folder + ": is no file; give the name of a safetensors file",
        assertThrows(SafeTensorsException.class, () -> SafeTensors.load(folder, List.of(), name -> name)).getMessage());
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("hand-made.safetensors"), bytes);
  }

  private void load(byte[] bytes, List<Parameter> parameters) throws IOException {
    SafeTensors.load(write(bytes), parameters, UnaryOperator.identity());
  }

  private String failure(byte[] bytes, List<Parameter> parameters) throws IOException {
    Path file = write(bytes);
    String message = assertThrows(SafeTensorsException.class,
        () -> SafeTensors.load(file, parameters, UnaryOperator.identity())).getMessage();
    assertTrue(message.startsWith(file + ": "), message);
    return message.substring(file.toString().length() + 2);
  }
}
