package dev.fovea.runtime.visual;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** A finished picture: an immutable raster of 24-bit colours. */
public final class Picture {
  private final int width;
  private final int height;
  private final int[] pixels;

  Picture(int width, int height, int[] pixels) {
    this.width = width;
    this.height = height;
    this.pixels = pixels;
  }

  /** Columns. */
  public int width() {
    return width;
  }

  /** Rows. */
  public int height() {
    return height;
  }

  /**
   * The colour of a pixel, {@code 0xRRGGBB}.
   *
   * @throws IndexOutOfBoundsException if there is no such pixel
   */
  public int rgb(int row, int column) {
    if (row < 0 || row >= height || column < 0 || column >= width) {
      throw new IndexOutOfBoundsException(
          "pixel (" + row + ", " + column + ") is outside a picture of " + height + "x" + width);
    }
    return pixels[row * width + column];
  }

  /** The picture as a PNG file's bytes: 8 bits for each of red, green and blue. */
  public byte[] png() {
    return Png.encode(width, height, pixels);
  }

  /**
   * Saves the picture as a PNG file, and creates its folder if need be. It is written beside the file first and then
   * takes its place, so that nobody ever sees half a picture.
   *
   * @throws IOException if the file cannot be written; an older file is then left as it was
   */
  public void save(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || Files.isDirectory(file)) {
      throw new IOException(file + ": this is a folder, so no picture can be saved there; give the name of a file");
    }
    Files.createDirectories(folder);
    Path temporary = folder.resolve(file.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      Files.write(temporary, png());
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
