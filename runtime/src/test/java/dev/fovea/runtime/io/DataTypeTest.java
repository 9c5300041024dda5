package dev.fovea.runtime.io;

import static dev.fovea.runtime.io.HandMade.file;
import static dev.fovea.runtime.io.HandMade.tensor;
import static dev.fovea.runtime.io.HandMade.vector;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.runtime.Parameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes are as they stand in a file, lowest first; expected values are from the tables of IEEE 754. */
class DataTypeTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"003c, 0x1p0", "00c0, -0x1p1", "ff7b, 65504", "fffb, -65504", "0004, 0x1p-14", "ff03, 0x1.ff8p-15", "0100, 0x1p-24",
      "0180, -0x1p-24", "0080, -0.0", "0000, 0.0", "5535, 0.333251953125", "007c, Infinity", "00fc, -Infinity", "007e, NaN",
      "01fc, NaN"})
  void halfPrecisionIsConvertedExactly(String bytes, float expected) throws IOException {
    assertEquals(expected, read("F16", bytes));
  }

  @ParameterizedTest
  @CsvSource({"803f, 1", "20c1, -10", "4940, 3.140625", "7f7f, 0x1.fep127", "0100, 0x1p-133", "7f80, -0x1.fcp-127", "0080, -0.0",
      "807f, Infinity", "80ff, -Infinity", "c07f, NaN"})
  void brainFloatIsTheUpperHalfOfAFloat(String bytes, float expected) throws IOException {
    assertEquals(expected, read("BF16", bytes));
  }

  // 1 + 2^-24 is halfway between floats and goes to the even one; 1 + 2^-24 + 2^-52 is above it; 2^-150 is half the least float.
  @ParameterizedTest
  @CsvSource({"000000000000f03f, 1", "182d4454fb2109c0, -0x1.921fb6p1", "000000100000f03f, 1", "010000100000f03f, 0x1.000002p0",
      "000000300000f03f, 0x1.000004p0", "ffffffdfffffef47, 0x1.fffffep127", "000000000000a036, 0x1p-149",
      "0000000000009036, 0.0", "0100000000009036, 0x1p-149", "0000000000000080, -0.0", "000000000000f07f, Infinity",
      "000000000000f0ff, -Infinity", "000000000000f87f, NaN"})
  void doublePrecisionIsRoundedToTheNearestFloat(String bytes, float expected) throws IOException {
    assertEquals(expected, read("F64", bytes));
  }

  @ParameterizedTest
  @CsvSource({"0000803f, 1", "01000000, 0x1p-149", "ffff7fff, -0x1.fffffep127", "0000c07f, NaN"})
  void singlePrecisionIsTakenAsItIs(String bytes, float expected) throws IOException {
    assertEquals(expected, read("F32", bytes));
  }

  // 2^128 - 2^103 is the least double that rounds past the largest float.
  @ParameterizedTest
  @CsvSource({"000000f0ffffef47", "9c7500883ce437fe"})
  void doublesBeyondTheRangeOfFloatsAreRefused(String bytes) {
    String message = assertThrows(SafeTensorsException.class, () -> read("F64", bytes)).getMessage();
    assertTrue(message.endsWith("\"x\" holds a number beyond the range of floats, 3.4e38; nothing was changed"), message);
  }

  @ParameterizedTest
  @CsvSource({"I64, 0000000000000000", "I32, 00000000", "U8, 00", "BOOL, 01", "F8_E4M3, 00", "C64, 0000000000000000"})
  void otherTypesAreRefused(String type, String bytes) {
    String message = assertThrows(SafeTensorsException.class, () -> read(type, bytes)).getMessage();
    assertTrue(message.endsWith("wrong type: \"x\" is " + type + " in the file; expected F32, F16, BF16 or F64"), message);
  }

  @Test
  void longTensorsAreConvertedInSeveralBuffers() throws IOException {
    int count = 100_000;
    Parameter parameter = vector("x", new float[count]);
    byte[] data = new byte[2 * count];
    for (int i = 0; i < count; i++) {
      data[2 * i + 1] = (byte) (i % 7 == 0 ? 0x40 : 0x3c);
    }
    load(file("{" + tensor("x", "F16", "[" + count + "]", 0, data.length) + "}", data), parameter);
    float[] values = parameter.toArray();
    for (int i = 0; i < count; i++) {
      assertEquals(i % 7 == 0 ? 2 : 1, values[i]);
    }
  }

  private float read(String type, String bytes) throws IOException {
    byte[] data = HexFormat.of().parseHex(bytes);
    Parameter parameter = vector("x", 77);
    try {
      load(file("{" + tensor("x", type, "[1]", 0, data.length) + "}", data), parameter);
    } catch (IOException e) {
      assertEquals(77, parameter.get(0), "a refused file changes nothing");
      throw e;
    }
    return parameter.get(0);
  }

  private void load(byte[] bytes, Parameter parameter) throws IOException {
    SafeTensors.load(Files.write(folder.resolve("x.safetensors"), bytes), List.of(parameter), name -> name);
  }
}
