package dev.fovea.runtime.io;

import dev.fovea.runtime.Tensor;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads PNG and JPEG files into tensors and writes PNG files. Works without a display; needs the module {@code java.desktop}.
 *
 * <p>Numbers are the stored, gamma-coded intensities divided by their maximum: 0 is black, 1 is full intensity. Channels are red,
 * green, blue.
 */
public final class Images {
  /** The most pixels read, 2^26: an image that unpacks to more is taken for a trap. */
  private static final long MAX_PIXELS = 1L << 26;

  private Images() {}

  /**
   * Reads an image.
   *
   * @return numbers from 0 to 1, {@code [1, height, width]} for a grey image, otherwise {@code [3, height, width]} in sRGB with 8
   *     bits for each channel; transparency is dropped
   * @throws IOException if the file cannot be read, is no image of a known format, or is damaged
   */
  public static Tensor read(Path file) throws IOException {
    BufferedImage image = decode(file);
    int height = image.getHeight();
    int width = image.getWidth();
    if (image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY) {
      return grey(image.getRaster(), height, width);
    }
    Tensor colours = Tensor.zeros(3, height, width);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int rgb = image.getRGB(x, y);
        for (int c = 0; c < 3; c++) {
          colours.set(c, y, x, (rgb >> 16 - 8 * c & 0xff) / 255f);
        }
      }
    }
    boolean grey = image.getColorModel() instanceof IndexColorModel palette && isGrey(palette);
    return grey ? colours.channel(0).copy() : colours;
  }

  /**
   * Writes a PNG file.
   *
   * @param image one {@code [1, height, width]} (grey) or {@code [3, height, width]} image, numbers from 0 to 1
   * @throws IllegalArgumentException if it has another shape, or a number is outside 0 to 1
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, Tensor image) throws IOException {
    if (image.batch() != 1 || image.channels() != 1 && image.channels() != 3) {
      throw new IllegalArgumentException("an image is [1, height, width] or [3, height, width], but the tensor is " + image
          + "; take one image or channel of it with image(n) or channel(c)");
    }
    int type = image.channels() == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB;
    BufferedImage picture = new BufferedImage(image.width(), image.height(), type);
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        for (int c = 0; c < image.channels(); c++) {
          picture.getRaster().setSample(x, y, c, level(image.get(c, y, x), c, y, x));
        }
      }
    }
    write(file, picture);
  }

  /**
   * Writes a PNG file.
   *
   * @param pixels {@code 0xRRGGBB}, row by row from the top
   * @throws IllegalArgumentException if their number is not {@code width * height}
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, int[] pixels, int width, int height) throws IOException {
    if (width < 1 || height < 1 || (long) width * height != pixels.length) {
      throw new IllegalArgumentException("a picture of width " + width + " and height " + height + " has "
          + (long) width * height + " pixels, but " + pixels.length + " were given");
    }
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(0, 0, width, height, pixels, 0, width);
    write(file, picture);
  }

  private static void write(Path file, BufferedImage picture) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", bytes);
    try {
      Files.write(file, bytes.toByteArray());
    } catch (IOException e) {
      throw new IOException(file + ": the picture could not be written: " + AtomicFile.reason(e), e);
    }
  }

  /** The nearest of 256 levels; what rounds to 0 or 255 is let pass, for sums of floats seldom end at 1 exactly. */
  private static int level(float value, int channel, int row, int column) {
    if (!(value * 255 >= -0.5f && value * 255 < 255.5f)) {
      throw new IllegalArgumentException("an image holds numbers from 0 to 1, but element (" + channel + ", " + row + ", "
          + column + ") is " + value + "; scale it first");
    }
    return Math.round(value * 255);
  }

  /** Samples as they are stored: getRGB would convert linear grey to sRGB and change every number. */
  private static Tensor grey(Raster raster, int height, int width) {
    Tensor grey = Tensor.zeros(1, height, width);
    float most = (1 << raster.getSampleModel().getSampleSize(0)) - 1;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        grey.set(0, y, x, raster.getSample(x, y, 0) / most);
      }
    }
    return grey;
  }

  /** Grey PNG files of 1, 2 or 4 bits arrive as a palette. */
  private static boolean isGrey(IndexColorModel palette) {
    for (int i = 0; i < palette.getMapSize(); i++) {
      if (palette.getRed(i) != palette.getGreen(i) || palette.getGreen(i) != palette.getBlue(i)) {
        return false;
      }
    }
    return true;
  }

  private static BufferedImage decode(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file); ImageInputStream input = new MemoryCacheImageInputStream(bytes)) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
      if (!readers.hasNext()) {
        throw new IOException("it is no image of a known format; expected PNG or JPEG");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(input, true, true);
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > MAX_PIXELS) {
          throw new IOException("it has " + pixels + " pixels, and the most that is read is " + MAX_PIXELS);
        }
        return complete(reader);
      } finally {
        reader.dispose();
      }
    } catch (IOException e) {
      throw new IOException(file + ": the image could not be read: " + AtomicFile.reason(e), e);
    } catch (RuntimeException e) {
      // Damaged files make the JDK's readers throw almost anything: index errors, illegal arguments, negative sizes.
      throw new IOException(file + ": the image could not be read: the file is damaged", e);
    }
  }

  /** The JPEG reader fills what a truncated file lacks with grey and merely warns; other warnings leave the picture whole. */
  private static BufferedImage complete(ImageReader reader) throws IOException {
    boolean[] truncated = new boolean[1];
    reader.addIIOReadWarningListener((source, warning) -> truncated[0] |= warning.startsWith("Truncated"));
    BufferedImage image = reader.read(0);
    if (truncated[0]) {
      throw new IOException("the file is truncated; copy or download it again");
    }
    return image;
  }
}
