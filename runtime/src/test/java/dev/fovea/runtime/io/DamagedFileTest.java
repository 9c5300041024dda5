package dev.fovea.runtime.io;

import static dev.fovea.runtime.io.HandMade.file;
import static dev.fovea.runtime.io.HandMade.tensor;
import static dev.fovea.runtime.io.HandMade.vector;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.runtime.Parameter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DamagedFileTest {
  private static final String A = tensor("a", "F32", "[2]", 0, 8);
  private static final String B = tensor("b", "F32", "[1]", 8, 12);
  private static final String GOOD = "{" + A + "," + B + "}";

  @TempDir Path folder;
  private final List<Parameter> parameters = List.of(vector("a", 1, 2), vector("b", 3));

  static Stream<Arguments> headers() {
    return Stream.of(
        // Ranges of data
        Arguments.of(with("8,12", "4,8"), "the data of \"b\" begins at byte 4, inside that of \"a\", which ends at byte 8"),
        Arguments.of(with("8,12", "9,13"), "the data of \"b\" begins at byte 9, not at the end of that of \"a\""),
        Arguments.of(with("0,8", "4,12"), "the data of \"a\" begins at byte 4, not at the end of that of the header"),
        Arguments.of(with("8,12", "12,8"), "which end before they begin"),
        Arguments.of(with("8,12", "8,13"), "takes 4 bytes, but its data_offsets are [8, 13], 5 bytes"),
        Arguments.of(with("8,12", "9223372036854775803,9223372036854775807"), "begins at byte 9223372036854775803, not at"),
        Arguments.of(with("8,12", "-8,12"), "expected a whole number that is not negative but found '-'"),
        Arguments.of(with("8,12", "8"), "data_offsets of \"b\" must be two numbers, not 1"),
        Arguments.of(with("8,12", "8,12,16"), "data_offsets of \"b\" must be two numbers, not 3"),
        Arguments.of(with("[1]", "[4294967296,4294967296]"), "is larger than any file"),
        Arguments.of(with("[1]", "[2]"), "\"b\" of type F32 and shape [2] takes 8 bytes, but its data_offsets are [8, 12], 4"),
        Arguments.of(with("[1]", "[0]"), "\"b\" of type F32 and shape [0] takes 0 bytes"),
        Arguments.of("{" + A + "," + tensor("b", "F4", "[9]", 8, 12) + "}", "takes 4 bytes"),
        // Types and members
        Arguments.of("{" + A + "," + tensor("b", "f32", "[1]", 8, 12) + "}", "\"b\" has the unknown type \"f32\""),
        Arguments.of("{" + A + ",\"b\":{\"shape\":[1],\"data_offsets\":[8,12]}}", "\"b\" has no dtype"),
        Arguments.of("{" + A + ",\"b\":{\"dtype\":\"F32\",\"data_offsets\":[8,12]}}", "\"b\" has no shape"),
        Arguments.of("{" + A + ",\"b\":{\"dtype\":\"F32\",\"shape\":[1]}}", "\"b\" has no data_offsets"),
        Arguments.of(with("\"shape\":[1]", "\"shape\":[1],\"strides\":[1]"), "\"b\" has a member \"strides\""),
        Arguments.of("{\"__metadata__\":{\"epoch\":3}," + A + "," + B + "}", "expected '\"' but found '3'"),
        Arguments.of("{\"__metadata__\":{\"x\":{}}," + A + "," + B + "}", "expected '\"' but found '{'"),
        Arguments.of("{\"__metadata__\":null," + A + "," + B + "}", "expected '{' but found 'n'"),
        Arguments.of("{\"__metadata__\":{\"k\":\"\",\"k\":\"\"}," + A + "," + B + "}", "the key \"k\" appears twice"),
        // Duplicates, also when they are written differently
        Arguments.of("{" + A + "," + B + "," + B + "}", "the key \"b\" appears twice"),
        Arguments.of("{" + A + "," + B + "," + tensor("\\u0061", "F32", "[2]", 0, 8) + "}", "the key \"a\" appears twice"),
        Arguments.of(with("\"shape\":[1]", "\"shape\":[1],\"shape\":[1]"), "the key \"shape\" appears twice"),
        Arguments.of("{\"__metadata__\":{}," + A + "," + B + ",\"__metadata__\":{}}", "the key \"__metadata__\" appears twice"),
        // Hostile JSON
        Arguments.of("", "it must begin with '{'"),
        Arguments.of(" " + GOOD, "it must begin with '{'"),
        Arguments.of("\ufeff" + GOOD, "it must begin with '{'"),
        Arguments.of("[" + GOOD + "]", "it must begin with '{'"),
        Arguments.of("{", "expected '\"' but found the end of the header"),
        Arguments.of(GOOD.substring(0, GOOD.length() - 1), "expected '}' but found the end of the header"),
        Arguments.of(GOOD + "{}", "expected nothing but spaces after the last brace but found '{'"),
        Arguments.of(GOOD + "\0", "expected nothing but spaces after the last brace but found byte 0x00"),
        Arguments.of("{" + A + "," + B + ",}", "expected '\"' but found '}'"),
        Arguments.of("{" + A + " " + B + "}", "expected '}' but found '\"'"),
        Arguments.of("{'a':1}", "expected '\"' but found '''"),
        Arguments.of("{\"a\":" + "[".repeat(1_000_000), "expected '{' but found '['"),
        Arguments.of("{\"a\":".repeat(1_000_000), "has a member \"a\"; only dtype, shape and data_offsets are allowed"),
        Arguments.of(with("[1]", "[".repeat(100_000)), "expected a whole number that is not negative but found '['"),
        Arguments.of(with("[1]", "[" + "1,".repeat(100_000) + "1]"), "an array has more than 64 numbers"),
        Arguments.of(with("[1]", "[1,]"), "expected a whole number that is not negative but found ']'"),
        Arguments.of(with("[1]", "[" + "9".repeat(1_000_000) + "]"), "a number is larger than 2^63 - 1"),
        Arguments.of(with("[1]", "[9223372036854775808]"), "a number is larger than 2^63 - 1"),
        Arguments.of(with("[1]", "[1.0]"), "expected a whole number but found a fraction or an exponent"),
        Arguments.of(with("[1]", "[1e0]"), "expected a whole number but found a fraction or an exponent"),
        Arguments.of(with("[1]", "[01]"), "a number starts with a superfluous 0"),
        Arguments.of(with("[1]", "[+1]"), "found '+'"),
        Arguments.of(with("[1]", "[NaN]"), "found 'N'"),
        Arguments.of(with("[1]", "[-0]"), "found '-'"),
        Arguments.of(with("[1]", "[\"1\"]"), "found '\"'"),
        Arguments.of(with("\"b\"", "\"b"), "expected ':'"),
        Arguments.of("{\"b", "a string does not end"),
        Arguments.of("{\"b\\", "a string holds an unknown escape"),
        Arguments.of(with("\"b\"", "\"\\x62\""), "a string holds an unknown escape"),
        Arguments.of(with("\"b\"", "\"\\u006\""), "expected four hexadecimal digits but found '\"'"),
        Arguments.of(with("\"b\"", "\"\\u00\uff16\uff12\""), "expected four hexadecimal digits but found byte 0xef"),
        Arguments.of(with("\"b\"", "\"b\n\""), "an unescaped control character, byte 0x0a"),
        Arguments.of(with("\"b\"", "\"\\ud800\""), "an unpaired surrogate"),
        Arguments.of(with("\"b\"", "\"\\udc00\\ud800\""), "an unpaired surrogate"),
        Arguments.of(with("\"b\"", "\"\\ud800\\ud800\""), "an unpaired surrogate"));
  }

  @ParameterizedTest
  @MethodSource("headers")
  void damagedHeaderIsRefused(String header, String message) throws IOException {
    assertRefused(file(header, new byte[12]), message);
  }

  @Test
  void textThatIsNoUtf8IsRefused() throws IOException {
    // A bare continuation byte, an overlong slash, an encoded surrogate, a code point past U+10FFFF, a sequence that is cut.
    for (String bytes : List.of("\u0080", "\u00c0\u00af", "\u00ed\u00a0\u0080", "\u00f4\u0090\u0080\u0080", "\u00e2\u0082")) {
      byte[] header = with("\"b\"", "\"" + bytes + "\"").getBytes(StandardCharsets.ISO_8859_1);
      assertRefused(file(header, new byte[12]), "a string is not valid UTF-8");
    }
  }

  @Test
  void truncatedFileIsRefusedWhereverItIsCut() throws IOException {
    byte[] whole = file(GOOD, new byte[12]);
    for (int length = 0; length < whole.length; length++) {
      String message = length < 8 ? "is no safetensors file: it has " + length + " bytes"
          : length < whole.length - 12 ? "is truncated or no safetensors file: by its first 8 bytes its header has "
              + GOOD.length()
          : "is truncated: its tensors take 12 bytes, but only " + (length + 12 - whole.length) + " follow the header";
      assertRefused(Arrays.copyOf(whole, length), message);
    }
  }

  @Test
  void trailingBytesAreRefused() throws IOException {
    assertRefused(file(GOOD, new byte[13]), "has 1 trailing bytes: its tensors take 12 bytes, but 13 follow the header");
  }

  @Test
  void absurdHeaderLengthIsRefusedBeforeAnyMemoryIsTaken() throws IOException {
    for (long length : new long[] {100_000_001, Integer.MAX_VALUE, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE, -1}) {
      byte[] bytes = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
      assertRefused(bytes, "by its first 8 bytes its header has " + Long.toUnsignedString(length)
          + " bytes, and the most that is allowed is 100000000");
    }
    byte[] bytes = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN).putLong(100_000_000).array();
    assertRefused(bytes, "its header has 100000000 bytes, but only 12 follow");
  }

  @Test
  void filesOfTorchSaveAreRecognised() throws IOException {
    assertRefused("PK\3\4 and the rest of an archive".getBytes(StandardCharsets.ISO_8859_1),
        "it looks like a file of torch.save: convert it with safetensors.torch.save_file");
  }

  @Test
  void hostileNumberOfTensorsIsRefused() throws IOException {
    StringBuilder header = new StringBuilder("{\"__metadata__\":{");
    for (int i = 0; i <= Json.MAX_MEMBERS; i++) {
      header.append(i == 0 ? "" : ",").append('"').append(i).append("\":\"\"");
    }
    assertRefused(file(header + "}," + A + "," + B + "}", new byte[12]), "an object has more than 200000 members");
  }

  @Test
  void badNumberInTheLastTensorLeavesTheFirstUnchanged() throws IOException {
    byte[] data = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putFloat(8).putFloat(9).putDouble(1e300).array();
    assertRefused(file("{" + A + "," + tensor("b", "F64", "[1]", 8, 16) + "}", data), "beyond the range of floats");
  }

  @Test
  void flippedBytesNeverDoMoreThanAnError() throws IOException {
    byte[] whole = file("{\"__metadata__\":{\"format\":\"pt\"}," + A + "," + B + "} ", new byte[12]);
    Random random = new Random(7);
    String alphabet = "{}[],:\"\\0123456789-+.eEu \n\0\u00ff";
    int refused = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] damaged = whole.clone();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        int place = random.nextInt(whole.length - 12);
        damaged[place] = (byte) (random.nextBoolean() ? alphabet.charAt(random.nextInt(alphabet.length()))
            : damaged[place] ^ 1 << random.nextInt(8));
      }
      Path file = Files.write(folder.resolve("fuzz.safetensors"), damaged);
      try {
        SafeTensors.load(file, parameters, name -> name);
        parameters.get(0).set(1, 2);
        parameters.get(1).set(3);
      } catch (SafeTensorsException e) {
        refused++;
        assertUnchanged();
        assertTrue(e.getMessage().chars().allMatch(c -> c == '\n' || c >= ' ' && c <= '~'), e.getMessage());
      }
    }
    assertTrue(refused > 15_000, "most damage is noticed, but only " + refused + " of 20000 were");
  }

  private static String with(String old, String replacement) {
    int place = GOOD.lastIndexOf(old);
    return GOOD.substring(0, place) + replacement + GOOD.substring(place + old.length());
  }

  private void assertRefused(byte[] bytes, String expected) throws IOException {
    Path file = Files.write(folder.resolve("damaged.safetensors"), bytes);
    String message =
        assertThrows(SafeTensorsException.class, () -> SafeTensors.load(file, parameters, name -> name)).getMessage();
    assertTrue(message.startsWith(file + ": "), message);
    assertTrue(message.contains(expected), message);
    assertUnchanged();
  }

  private void assertUnchanged() {
    assertArrayEquals(new float[] {1, 2}, parameters.get(0).toArray());
    assertEquals(3, parameters.get(1).get(0));
  }
}
