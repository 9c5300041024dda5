package dev.fovea.runtime.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.runtime.Tensor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagesTest {
  @TempDir Path folder;

  @Test
  void coloursAreWrittenAndReadInTheOrderRedGreenBlue() throws IOException {
    Tensor image = Tensor.of(new float[] {1, 0, 0.2f, 0, 1, 0.4f, 0, 0, 0.6f}, 3, 1, 3);
    Path file = folder.resolve("colours.png");
    Images.write(file, image);
    BufferedImage picture = ImageIO.read(file.toFile());
    assertArrayEquals(new int[] {0xffff0000, 0xff00ff00, 0xff336699}, picture.getRGB(0, 0, 3, 1, null, 0, 3));
    Tensor read = Images.read(file);
    assertEquals("[3, 1, 3]", read.toString());
    assertArrayEquals(image.toArray(), read.toArray(), 1e-6f);
  }

  @Test
  void greyLevelsAreKeptWithoutGamma() throws IOException {
    float[] levels = new float[256];
    for (int i = 0; i < 256; i++) {
      levels[i] = i / 255f;
    }
    Path file = folder.resolve("grey.png");
    Images.write(file, Tensor.of(levels, 1, 16, 16));
    assertArrayEquals(levels, Images.read(file).toArray());
    assertEquals("[1, 16, 16]", Images.read(file).toString());
  }

  @Test
  void stridedViewsAreWritten() throws IOException {
    Tensor batch = Tensor.channelsLast(new float[] {0, 1, 0, 1, 1, 0, 0, 1}, 2, 2, 1, 2);
    Path file = folder.resolve("view.png");
    Images.write(file, batch.image(1).channel(1));
    assertArrayEquals(new float[] {0, 1}, Images.read(file).toArray());
  }

  @Test
  void pixelsOfAPictureAreWritten() throws IOException {
    Path file = folder.resolve("pixels.png");
    Images.write(file, new int[] {0x102030, 0xffffff}, 1, 2);
    assertArrayEquals(new int[] {0xff102030, 0xffffffff}, ImageIO.read(file.toFile()).getRGB(0, 0, 1, 2, null, 0, 1));
    String message = assertThrows(IllegalArgumentException.class, () -> Images.write(file, new int[3], 2, 2)).getMessage();
    assertEquals("a picture of width 2 and height 2 has 4 pixels, but 3 were given", message);
  }

  @Test
  void jpegFilesAreRead() throws IOException {
    BufferedImage orange = new BufferedImage(16, 8, BufferedImage.TYPE_INT_RGB);
    int[] pixels = new int[128];
    Arrays.fill(pixels, 0xff8000);
    orange.setRGB(0, 0, 16, 8, pixels, 0, 16);
    Path file = folder.resolve("orange.jpg");
    assertTrue(ImageIO.write(orange, "jpg", file.toFile()));
    Tensor read = Images.read(file);
    assertEquals("[3, 8, 16]", read.toString());
    assertEquals(1, read.get(0, 4, 4), 0.03);
    assertEquals(0.5, read.get(1, 4, 4), 0.03);
    assertEquals(0, read.get(2, 4, 4), 0.03);
  }

  @Test
  void greyPalettesAndSixteenBitsAreGrey() throws IOException {
    BufferedImage bits = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY);
    bits.setRGB(1, 0, 0xffffff);
    Path file = folder.resolve("bits.png");
    ImageIO.write(bits, "png", file.toFile());
    assertEquals("[1, 1, 2]", Images.read(file).toString());
    assertArrayEquals(new float[] {0, 1}, Images.read(file).toArray());

    BufferedImage deep = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
    deep.getRaster().setSample(0, 0, 0, 1);
    deep.getRaster().setSample(1, 0, 0, 65535);
    ImageIO.write(deep, "png", file.toFile());
    assertArrayEquals(new float[] {1 / 65535f, 1}, Images.read(file).toArray());
  }

  @Test
  void tensorsThatAreNoImageAreRefused() {
    Path file = folder.resolve("none.png");
    for (Tensor tensor : new Tensor[] {Tensor.zeros(2, 4, 4), Tensor.zeros(2, 3, 4, 4)}) {
      String message = assertThrows(IllegalArgumentException.class, () -> Images.write(file, tensor)).getMessage();
      String expected = "an image is [1, height, width] or [3, height, width], but the tensor is " + tensor;
      assertTrue(message.startsWith(expected), message);
    }
    for (float value : new float[] {-0.01f, 1.01f, 255, Float.NaN, Float.POSITIVE_INFINITY}) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> Images.write(file, Tensor.of(new float[] {0, value}, 1, 1, 2)))
              .getMessage();
      assertEquals("an image holds numbers from 0 to 1, but element (0, 0, 1) is " + value + "; scale it first", message);
    }
    assertTrue(Files.notExists(file));
  }

  @Test
  void damagedImagesAreRefused() throws IOException {
    Path file = folder.resolve("damaged.png");
    assertMessage(file, "no such file or folder");
    Files.writeString(file, "no image");
    assertMessage(file, "it is no image of a known format; expected PNG or JPEG");
    Images.write(file, Tensor.zeros(3, 20, 20));
    // The last 20 bytes are checksums and the end mark; all pixels are there without them.
    assertNoPrefixIsRead(file, 20);
  }

  @Test
  void truncatedJpegFilesAreRefused() throws IOException {
    Path file = folder.resolve("damaged.jpg");
    ImageIO.write(new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB), "jpg", file.toFile());
    assertNoPrefixIsRead(file, 0);
  }

  @Test
  void imagesThatUnpackToTooMuchAreRefused() throws IOException {
    Path file = folder.resolve("bomb.png");
    Images.write(file, Tensor.zeros(1, 2, 2));
    // Width and height are the first fields of the first chunk.
    byte[] bomb = ByteBuffer.wrap(Files.readAllBytes(file)).putInt(16, 50_000).putInt(20, 50_000).array();
    Files.write(file, bomb);
    assertMessage(file, "it has 2500000000 pixels, and the most that is read is 67108864");
  }

  private static void assertNoPrefixIsRead(Path file, int spare) throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length - spare; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      String message = assertThrows(IOException.class, () -> Images.read(file)).getMessage();
      assertTrue(message.startsWith(file + ": the image could not be read: "), message);
    }
  }

  private static void assertMessage(Path file, String reason) {
    assertEquals(file + ": the image could not be read: " + reason,
        assertThrows(IOException.class, () -> Images.read(file)).getMessage());
  }
}
