package dev.fovea.examples.digits;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file of unsigned bytes in the IDX format of MNIST, plain or compressed by gzip (told by its content): a magic
 * number, the size of each axis as 32-bit integers, most significant byte first, then the bytes.
 */
final class IdxFile {
  /** EMNIST's digits, the largest set of this form, are 280,000. A header that promises more is not believed. */
  private static final int MOST_ITEMS = 300_000;
  private static final int UNSIGNED_BYTES = 0x08;
  private static final int GZIP_FIRST = 0x1F;
  private static final int GZIP_SECOND = 0x8B;

  private final int count;
  private final byte[] bytes;

  private IdxFile(int count, byte[] bytes) {
    this.count = count;
    this.bytes = bytes;
  }

  /** Size of the first axis. */
  int count() {
    return count;
  }

  /** All elements, the last axis running fastest. */
  byte[] bytes() {
    return bytes;
  }

  /**
   * Reads a file whole. No more memory is taken than the header promises, nor than the file then really holds.
   *
   * @param axes the sizes of all axes but the first
   * @throws IOException if the file is not of that form; the message begins with its name
   */
  static IdxFile read(Path file, int... axes) throws IOException {
    try (DataInputStream in = open(file)) {
      return read(file, in, axes);
    } catch (EOFException e) {
      throw new IOException(file + ": ends too early; it seems truncated", e);
    } catch (ZipException e) {
      throw new IOException(file + ": is damaged, and cannot be decompressed (" + e.getMessage() + ")", e);
    } catch (NoSuchFileException e) {
      throw new IOException(file + ": no such file", e);
    }
  }

  private static IdxFile read(Path file, DataInputStream in, int... axes) throws IOException {
    int expected = UNSIGNED_BYTES << 8 | axes.length + 1;
    int magic = in.readInt();
    if (magic != expected) {
      throw new IOException(String.format(
          "%s: begins with 0x%08x instead of 0x%08x, so it is no IDX file of unsigned bytes with %d %s", file, magic, expected,
          axes.length + 1, axes.length == 0 ? "axis" : "axes"));
    }
    int count = in.readInt();
    if (count < 1 || count > MOST_ITEMS) {
      throw new IOException(
          file + ": promises " + Integer.toUnsignedString(count) + " items, but a set of digits has 1 to " + MOST_ITEMS);
    }
    int item = 1;
    for (int axis : axes) {
      int size = in.readInt();
      if (size != axis) {
        throw new IOException(file + ": items must have axes of " + axis + ", but one is " + Integer.toUnsignedString(size));
      }
      item *= size;
    }
    byte[] bytes = in.readNBytes(count * item);
    if (bytes.length < count * item) {
      throw new IOException(file + ": promises " + count + " items, " + count * item + " bytes, but ends after " + bytes.length
          + "; it seems truncated");
    }
    if (in.read() >= 0) {
      throw new IOException(file + ": goes on after the " + count + " items that it promises");
    }
    return new IdxFile(count, bytes);
  }

  private static DataInputStream open(Path file) throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(file));
    try {
      raw.mark(2);
      boolean compressed = raw.read() == GZIP_FIRST && raw.read() == GZIP_SECOND;
      raw.reset();
      return new DataInputStream(compressed ? new BufferedInputStream(new GZIPInputStream(raw)) : raw);
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }
}
