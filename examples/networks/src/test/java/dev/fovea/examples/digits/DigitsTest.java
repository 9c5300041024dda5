package dev.fovea.examples.digits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigitsTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void argumentsAreReadInAnyOrder() throws Arguments.Mistake {
    Arguments arguments = Arguments.parse("--threads", "3", "--out=some folder", "--seed", "-5", "--mnist", "data",
        "--epochs", "2");
    assertEquals(Path.of("data"), arguments.mnist());
    assertEquals(2, arguments.epochs());
    assertEquals(-5, arguments.seed());
    assertEquals(Path.of("some folder"), arguments.out());
    assertEquals(3, arguments.threads());
  }

  @Test
  void withoutArgumentsDigitsAreDrawnAndPicturesGoToTarget() throws Arguments.Mistake {
    Arguments arguments = Arguments.parse();
    assertNull(arguments.mnist());
    assertEquals(Path.of("target", "digits"), arguments.out());
  }

  @Test
  void wrongArgumentsAreNamedWithWhatWasExpected() {
    requireMistake("unknown argument --epoch; there are --mnist, --epochs,", "--epoch", "3");
    requireMistake("unknown argument data", "data");
    requireMistake("unknown argument --help", "--help=yes");
    requireMistake("--epochs needs a whole number from 1 to 1000, not 0", "--epochs", "0");
    requireMistake("--epochs needs a whole number from 1 to 1000, not many", "--epochs=many");
    requireMistake("--threads needs a whole number from 1 to 1024, not 4294967297", "--threads", "4294967297");
    requireMistake("--seed needs a whole number, not 9223372036854775808", "--seed", "9223372036854775808");
    requireMistake("--seed needs a whole number", "--seed");
    requireMistake("--mnist needs a folder", "--mnist");
    requireMistake("--out needs a folder", "--out", "--seed", "1");
    requireMistake("--out needs a folder, and a\0b cannot be one", "--out", "a\0b");
    requireMistake("--seed is given twice", "--seed", "1", "--seed=2");
  }

  private static void requireMistake(String message, String... words) {
    String actual = assertThrows(Arguments.Mistake.class, () -> Arguments.parse(words)).getMessage();
    assertTrue(actual.startsWith(message), actual);
  }

  @Test
  void aWrongArgumentEndsWithTwoAndOneLine() {
    assertEquals(2, run("--epochs", "zero"));
    assertEquals("digits: --epochs needs a whole number from 1 to 1000, not zero (--help tells more)" + System.lineSeparator(),
        err.toString(StandardCharsets.UTF_8));
    assertEquals(0, out.size());
  }

  @Test
  void helpNamesEveryArgument() {
    assertEquals(0, run("--help"));
    for (String name : new String[] {"--mnist FOLDER", "--epochs N", "--seed N", "--out FOLDER", "--threads N", "--help"}) {
      assertTrue(out.toString(StandardCharsets.UTF_8).contains(name), name);
    }
  }

  @Test
  void aFolderWithoutMnistEndsWithOneAndOneLine(@TempDir Path folder) {
    assertEquals(1, run("--mnist", folder.toString()));
    assertEquals("digits: " + folder + ": holds no train-images-idx3-ubyte, plain or .gz" + System.lineSeparator(),
        err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void anOutputFolderThatIsAFileEndsWithOneAndOneLine(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertEquals(1, run("--out", file.toString()));
    assertEquals("digits: " + file + ": this folder cannot be made; choose another by --out" + System.lineSeparator(),
        err.toString(StandardCharsets.UTF_8));
  }

  private int run(String... words) {
    return Digits.run(new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8), words);
  }
}
