package dev.fovea.examples.digits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.runtime.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three images: pixel p of image i is {@code (i + p) mod 256}; their labels are 7, 0 and 9. */
class MnistTest {
  private static final String IMAGES = "train-images-idx3-ubyte";
  private static final String LABELS = "train-labels-idx1-ubyte";

  @TempDir
  private Path folder;
  private byte[] images;
  private byte[] labels;

  @BeforeEach
  void writeThreeImages() throws IOException {
    ByteBuffer pixels = ByteBuffer.allocate(16 + 3 * 784).putInt(2051).putInt(3).putInt(28).putInt(28);
    for (int i = 0; i < 3; i++) {
      for (int p = 0; p < 784; p++) {
        pixels.put((byte) (i + p));
      }
    }
    images = pixels.array();
    labels = ByteBuffer.allocate(11).putInt(2049).putInt(3).put(new byte[] {7, 0, 9}).array();
    write(IMAGES, images);
    write(LABELS, labels);
  }

  @Test
  void plainFilesAreRead() throws IOException {
    requireThreeImages(Mnist.training(folder));
  }

  @Test
  void compressedFilesAreReadWhateverTheirEnding() throws IOException {
    write(IMAGES, gzip(images));
    Files.delete(folder.resolve(LABELS));
    write(LABELS + ".gz", gzip(labels));
    requireThreeImages(Mnist.training(folder));
  }

  @Test
  void theOtherSpellingAndTheTestSetAreRead() throws IOException {
    write("t10k-images.idx3-ubyte", images);
    write("t10k-labels.idx1-ubyte.gz", gzip(labels));
    requireThreeImages(Mnist.test(folder));
  }

  private static void requireThreeImages(Mnist mnist) {
    assertEquals(3, mnist.size());
    assertEquals(7, mnist.label(0));
    assertEquals(0, mnist.label(1));
    assertEquals(9, mnist.label(2));
    Tensor image = Tensor.zeros(1, 28, 28);
    for (int i = 0; i < 3; i++) {
      mnist.read(i, image);
      for (int p = 0; p < 784; p++) {
        assertEquals((i + p) % 256 / 255f, image.get(0, p / 28, p % 28));
      }
    }
  }

  @Test
  void missingFilesAndFoldersAreNamed() throws IOException {
    Files.delete(folder.resolve(LABELS));
    requireError("holds no " + LABELS + ", plain or .gz");
    folder = folder.resolve("nowhere");
    requireError("nowhere: is no folder");
  }

  @Test
  void anotherKindOfFileIsRefused() throws IOException {
    write(IMAGES, labels);
    requireError(IMAGES + ": begins with 0x00000801 instead of 0x00000803");
  }

  @Test
  void truncatedFilesAreRefused() throws IOException {
    write(IMAGES, Arrays.copyOf(images, images.length - 1));
    requireError(IMAGES + ": promises 3 items, 2352 bytes, but ends after 2351");
    for (int length : new int[] {0, 1, 3, 7, 12, 15}) {
      write(IMAGES, Arrays.copyOf(images, length));
      requireError(IMAGES + ": ends too early");
    }
    write(IMAGES, images);
    write(LABELS, Arrays.copyOf(labels, 9));
    requireError(LABELS + ": promises 3 items, 3 bytes, but ends after 1");
  }

  @Test
  void trailingBytesAreRefused() throws IOException {
    write(LABELS, Arrays.copyOf(labels, 12));
    requireError(LABELS + ": goes on after the 3 items");
    write(LABELS, gzip(Arrays.copyOf(labels, 12)));
    requireError(LABELS + ": goes on after the 3 items");
  }

  @Test
  void otherSizesOfImagesAreRefused() throws IOException {
    ByteBuffer.wrap(images).putInt(12, 32);
    write(IMAGES, images);
    requireError(IMAGES + ": items must have axes of 28, but one is 32");
  }

  @Test
  void absurdCountsAreRefusedBeforeAnythingIsRead() throws IOException {
    for (int count : new int[] {0, -1, Integer.MAX_VALUE, 300_001}) {
      ByteBuffer.wrap(images).putInt(4, count);
      write(IMAGES, images);
      requireError(IMAGES + ": promises " + Integer.toUnsignedString(count) + " items");
    }
  }

  @Test
  void anArchiveThatUnpacksToMoreThanPromisedIsLeftAtOnce() throws IOException {
    write(IMAGES, gzip(Arrays.copyOf(images, 1 << 24)));
    requireError(IMAGES + ": goes on after the 3 items");
  }

  @Test
  void damagedArchivesAreRefused() throws IOException {
    byte[] packed = gzip(images);
    write(IMAGES, Arrays.copyOf(packed, packed.length / 2));
    requireError(IMAGES + ": ends too early");
    packed[packed.length - 6] ^= 1;
    write(IMAGES, packed);
    requireError(IMAGES + ": is damaged");
    write(IMAGES, new byte[] {0x1F, (byte) 0x8B, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    requireError(IMAGES + ": is damaged");
  }

  @Test
  void imagesAndLabelsMustBeAsMany() throws IOException {
    write(LABELS, ByteBuffer.allocate(10).putInt(2049).putInt(2).put(new byte[] {7, 0}).array());
    requireError(LABELS + ": holds 2 labels, but " + IMAGES + " holds 3 images");
  }

  @Test
  void labelsThatAreNoDigitsAreRefused() throws IOException {
    labels[9] = (byte) 200;
    write(LABELS, labels);
    requireError(LABELS + ": label 1 is 200, but digits are 0 to 9");
  }

  private void requireError(String part) {
    String message = assertThrows(IOException.class, () -> Mnist.training(folder)).getMessage();
    assertTrue(message.startsWith(folder.toString()) && message.contains(part), message);
  }

  private void write(String name, byte[] bytes) throws IOException {
    Files.write(folder.resolve(name), bytes);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }
}
