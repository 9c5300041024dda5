package dev.fovea.runtime.visual;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes PNG files (ISO/IEC 15948), so that pictures need no module for graphics. */
final class Png {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  /** Filter type 2: each byte is stored as its difference from the one above. */
  private static final byte UP = 2;

  private Png() {}

  static byte[] encode(int width, int height, int[] pixels) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(SIGNATURE);
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    writeInt(header, width);
    writeInt(header, height);
    // 8 bits a sample, truecolour, and the only compression, filtering and no interlacing.
    header.writeBytes(new byte[] {8, 2, 0, 0, 0});
    writeChunk(file, "IHDR", header.toByteArray());
    writeChunk(file, "IDAT", deflate(filtered(width, height, pixels)));
    writeChunk(file, "IEND", new byte[0]);
    return file.toByteArray();
  }

  /** Whole rows repeat in enlarged pixels, and the difference from the row above makes them zeros. */
  private static byte[] filtered(int width, int height, int[] pixels) {
    int stride = 3 * width + 1;
    byte[] bytes = new byte[Math.multiplyExact(stride, height)];
    for (int y = 0; y < height; y++) {
      bytes[y * stride] = UP;
      for (int x = 0; x < width; x++) {
        int color = pixels[y * width + x];
        int above = y == 0 ? 0 : pixels[(y - 1) * width + x];
        int to = y * stride + 1 + 3 * x;
        bytes[to] = (byte) ((color >> 16) - (above >> 16));
        bytes[to + 1] = (byte) ((color >> 8) - (above >> 8));
        bytes[to + 2] = (byte) (color - above);
      }
    }
    return bytes;
  }

  private static byte[] deflate(byte[] bytes) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try {
      deflater.setInput(bytes);
      deflater.finish();
      ByteArrayOutputStream compressed = new ByteArrayOutputStream();
      byte[] buffer = new byte[1 << 16];
      while (!deflater.finished()) {
        compressed.write(buffer, 0, deflater.deflate(buffer));
      }
      return compressed.toByteArray();
    } finally {
      deflater.end();
    }
  }

  private static void writeChunk(ByteArrayOutputStream file, String type, byte[] content) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(name);
    sum.update(content);
    writeInt(file, content.length);
    file.writeBytes(name);
    file.writeBytes(content);
    writeInt(file, (int) sum.getValue());
  }

  private static void writeInt(ByteArrayOutputStream out, int value) {
    out.write(value >>> 24);
    out.write(value >>> 16);
    out.write(value >>> 8);
    out.write(value);
  }
}
