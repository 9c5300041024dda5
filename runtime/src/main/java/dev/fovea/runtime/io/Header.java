package dev.fovea.runtime.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The header of a safetensors file: 8 bytes of length, then JSON that gives for each tensor its type, shape and range of bytes.
 *
 * <p>Reading it proves that the ranges fit types and shapes, and cover all bytes up to the end of the file exactly once.
 */
final class Header {
  /** The reference implementation's limit. */
  static final int MAX_LENGTH = 100_000_000;
  private static final int MAX_AXES = 64;

  /** One tensor; its bytes are {@code [begin, end)} after the header. */
  record Entry(String name, DataType type, long[] shape, long begin, long end) {}

  private final Path file;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final long dataStart;

  private Header(Path file, long dataStart) {
    this.file = file;
    this.dataStart = dataStart;
  }

  /** Reads and checks the header of a file. */
  static Header read(Path file, FileChannel channel) throws IOException {
    long size = channel.size();
    if (size < Long.BYTES) {
      throw new SafeTensorsException(file, "is no safetensors file: it has " + size
          + " bytes, but one starts with 8 bytes that give the length of its header");
    }
    ByteBuffer first = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    readFully(file, channel, first, 0);
    long length = first.flip().getLong();
    if (length < 0 || length > MAX_LENGTH) {
      throw new SafeTensorsException(file, "is no safetensors file: by its first 8 bytes its header has "
          + Long.toUnsignedString(length) + " bytes, and the most that is allowed is " + MAX_LENGTH + origin(first));
    }
    if (length > size - Long.BYTES) {
      throw new SafeTensorsException(file, "is truncated or no safetensors file: by its first 8 bytes its header has " + length
          + " bytes, but only " + (size - Long.BYTES) + " follow");
    }
    ByteBuffer json = ByteBuffer.allocate((int) length);
    readFully(file, channel, json, Long.BYTES);
    Header header = new Header(file, Long.BYTES + length);
    header.parse(json.array());
    header.requireContiguous(size - header.dataStart);
    return header;
  }

  /** All tensors by name, in the order of the header. */
  Map<String, Entry> entries() {
    return entries;
  }

  /** Where byte 0 of the data lies in the file. */
  long dataStart() {
    return dataStart;
  }

  /** Fills the buffer from a place in the file. */
  static void readFully(Path file, FileChannel channel, ByteBuffer buffer, long from) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, from + buffer.position()) < 0) {
        throw new SafeTensorsException(file, "became shorter while it was read; load it again when nobody writes to it");
      }
    }
  }

  /** PyTorch's own files are zip archives: the likeliest mistake. */
  private static String origin(ByteBuffer first) {
    boolean zip = first.get(0) == 'P' && first.get(1) == 'K';
    return zip ? "; it looks like a file of torch.save: convert it with safetensors.torch.save_file" : "";
  }

  private void parse(byte[] bytes) throws IOException {
    Json json = new Json(file, bytes);
    if (bytes.length == 0 || bytes[0] != '{') {
      throw json.damage("it must begin with '{'");
    }
    json.object(name -> {
      if (name.equals("__metadata__")) {
        json.object(key -> json.string());
      } else {
        entries.put(name, entry(json, name));
      }
    });
    json.end();
  }

  private Entry entry(Json json, String name) throws IOException {
    Map<String, Object> members = new LinkedHashMap<>();
    json.object(key -> {
      switch (key) {
        case "dtype":
          members.put(key, json.string());
          break;
        case "shape", "data_offsets":
          members.put(key, integers(json));
          break;
        default:
          throw json.damage(Names.quote(name) + " has a member " + Names.quote(key)
              + "; only dtype, shape and data_offsets are allowed");
      }
    });
    for (String key : List.of("dtype", "shape", "data_offsets")) {
      if (!members.containsKey(key)) {
        throw json.damage(Names.quote(name) + " has no " + key);
      }
    }
    long[] offsets = (long[]) members.get("data_offsets");
    if (offsets.length != 2) {
      throw json.damage("data_offsets of " + Names.quote(name) + " must be two numbers, not " + offsets.length);
    }
    DataType type = type(name, (String) members.get("dtype"));
    Entry entry = new Entry(name, type, (long[]) members.get("shape"), offsets[0], offsets[1]);
    requireSize(entry);
    return entry;
  }

  private static long[] integers(Json json) throws IOException {
    List<Long> values = new ArrayList<>();
    json.array(() -> {
      values.add(json.integer());
      if (values.size() > MAX_AXES) {
        throw json.damage("an array has more than " + MAX_AXES + " numbers");
      }
    });
    return values.stream().mapToLong(Long::longValue).toArray();
  }

  private DataType type(String name, String text) throws IOException {
    for (DataType type : DataType.values()) {
      if (type.name().equals(text)) {
        return type;
      }
    }
    throw new SafeTensorsException(file, Names.quote(name) + " has the unknown type " + Names.quote(text)
        + "; expected F32, F16, BF16 or F64");
  }

  private void requireSize(Entry entry) throws IOException {
    if (entry.begin > entry.end) {
      throw new SafeTensorsException(file, what(entry) + ": " + range(entry) + ", which end before they begin; the file is damaged");
    }
    long bits;
    try {
      bits = entry.type.bits();
      for (long length : entry.shape) {
        bits = Math.multiplyExact(bits, length);
      }
    } catch (ArithmeticException e) {
      throw new SafeTensorsException(file, what(entry) + " is larger than any file; the file is damaged");
    }
    if (bits % 8 != 0 || bits / 8 != entry.end - entry.begin) {
      throw new SafeTensorsException(file, what(entry) + " takes " + bits / 8 + " bytes, but " + range(entry) + ", "
          + (entry.end - entry.begin) + " bytes; the file is damaged");
    }
  }

  // Said only where something is wrong: the first sums of strings cost a starting program some 20 ms.

  private static String what(Entry entry) {
    return Names.quote(entry.name) + " of type " + entry.type + " and shape " + Arrays.toString(entry.shape);
  }

  private static String range(Entry entry) {
    return "its data_offsets are [" + entry.begin + ", " + entry.end + "]";
  }

  /** No overlap, no gap, nothing missing, nothing left: so no byte can hide, and none is read twice. */
  private void requireContiguous(long dataLength) throws IOException {
    List<Entry> sorted = new ArrayList<>(entries.values());
    sorted.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    long end = 0;
    String before = "the header";
    for (Entry entry : sorted) {
      if (entry.begin != end) {
        throw new SafeTensorsException(file, "the data of " + Names.quote(entry.name) + " begins at byte " + entry.begin + ", "
            + (entry.begin < end ? "inside" : "not at the end of") + " that of " + before + ", which ends at byte " + end
            + "; tensors must follow each other without overlap or gap; the file is damaged");
      }
      end = entry.end;
      before = Names.quote(entry.name);
    }
    if (end > dataLength) {
      throw new SafeTensorsException(file, "is truncated: its tensors take " + end + " bytes, but only " + dataLength
          + " follow the header; copy or download it again");
    }
    if (end < dataLength) {
      throw new SafeTensorsException(file, "has " + (dataLength - end) + " trailing bytes: its tensors take " + end
          + " bytes, but " + dataLength + " follow the header; the file is damaged");
    }
  }
}
