package dev.fovea.processor.network;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads how many bytes of code each method of a class has (Java Virtual Machine Specification, chapter 4). */
final class ClassFile {
  private final DataInputStream in;
  private final Map<Integer, String> texts = new LinkedHashMap<>();
  private final Map<String, Integer> codeLengths = new LinkedHashMap<>();

  private ClassFile(byte[] bytes) {
    in = new DataInputStream(new ByteArrayInputStream(bytes));
  }

  /** The length of each method's bytecode, by name and descriptor. */
  static Map<String, Integer> codeLengths(byte[] bytes) {
    ClassFile file = new ClassFile(bytes);
    try {
      file.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.codeLengths;
  }

  private void read() throws IOException {
    in.readInt();
    in.readInt();
    constants(in.readUnsignedShort());
    in.skipNBytes(6);
    in.skipNBytes(2L * in.readUnsignedShort());
    members();
    members();
  }

  private void constants(int count) throws IOException {
    for (int i = 1; i < count; i++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 1 -> texts.put(i, in.readUTF());
        case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
        case 15 -> in.skipNBytes(3);
        case 5, 6 -> {
          in.skipNBytes(8);
          i++; // Longs and doubles take two places.
        }
        default -> in.skipNBytes(4);
      }
    }
  }

  private void members() throws IOException {
    for (int count = in.readUnsignedShort(); count > 0; count--) {
      in.skipNBytes(2);
      String name = texts.get(in.readUnsignedShort()) + texts.get(in.readUnsignedShort());
      for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
        String attribute = texts.get(in.readUnsignedShort());
        int length = in.readInt();
        if (attribute.equals("Code")) {
          in.skipNBytes(4);
          codeLengths.put(name, in.readInt());
          length -= 8;
        }
        in.skipNBytes(length);
      }
    }
  }
}
