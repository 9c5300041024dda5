package dev.fovea.runtime.io;

import dev.fovea.runtime.Parameter;
import dev.fovea.runtime.io.Matching.Match;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Reads and writes parameters as safetensors, the file format of Hugging Face: 8 bytes of header length, little-endian; a JSON
 * header with the type, shape and range of bytes of each tensor; the numbers, row-major, little-endian, without gaps.
 *
 * <p>Tensors are streamed through a buffer of 64 KiB, so that the memory needed does not grow with the file.
 *
 * @see <a href="https://huggingface.co/docs/safetensors">The format</a>
 */
public final class SafeTensors {
  private static final int BUFFER = 1 << 16;

  private SafeTensors() {}

  /**
   * Reads the values of all parameters.
   *
   * <p>Everything is checked before anything changes: first the header, its names, shapes and types, and the length of the file;
   * then all numbers are read once without being kept, so that a bad sector or a lost network drive is met now; then they are
   * read again into the parameters. Only if that second reading fails are parameters left half changed, and the message says so.
   *
   * <p>F32 is taken as it is, F16 and BF16 are converted exactly, F64 to the nearest float; a finite F64 beyond the range of
   * floats is an error. Each parameter must be in the file and nothing else may be, with one exception: PyTorch's batch norms
   * save a counter {@code num_batches_tracked}, one I64, that no pass needs; it is passed over.
   *
   * @param names gives for the name of a parameter its name in the file
   * @throws SafeTensorsException if the file cannot be read, is damaged, or does not fit; all misfits are listed
   * @throws IllegalArgumentException if two parameters have the same name in the file
   */
  public static void load(Path file, List<Parameter> parameters, UnaryOperator<String> names) throws IOException {
    Map<String, Parameter> wanted = Matching.byFileName(parameters, names);
    if (!Files.isRegularFile(file)) {
      throw new SafeTensorsException(file, Files.exists(file) ? "is no file; give the name of a safetensors file"
          : "there is no such file; give the name of a safetensors file");
    }
    boolean changing = false;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      Header header = Header.read(file, channel);
      List<Match> matches = Matching.of(file, wanted, header.entries());
      for (Match match : matches) {
        stream(file, channel, header.dataStart(), match, false);
      }
      changing = true;
      for (Match match : matches) {
        stream(file, channel, header.dataStart(), match, true);
      }
    } catch (IOException e) {
      if (changing) {
        throw new SafeTensorsException(file, "could be read once but not again: " + AtomicFile.reason(e)
            + "; part of the parameters has changed: load them again", e);
      }
      if (e instanceof SafeTensorsException) {
        throw e;
      }
      throw new SafeTensorsException(file, "could not be read: " + AtomicFile.reason(e) + "; nothing was changed", e);
    }
  }

  /**
   * Writes the values of all parameters as F32, in their order.
   *
   * <p>They are written to a temporary file in the same folder and forced to the disk; then it takes the file's name at once. If
   * anything fails, an older file of that name is as it was, and the temporary file is removed. A symbolic link stays, and the
   * file that it leads to is replaced.
   *
   * @throws SafeTensorsException if the file cannot be written
   * @throws IllegalArgumentException if two parameters have the same name
   */
  public static void save(Path file, List<Parameter> parameters) throws IOException {
    ByteBuffer header = header(Matching.byFileName(parameters, UnaryOperator.identity()));
    try {
      AtomicFile.write(file, channel -> write(channel, header, parameters));
    } catch (FileSystemException e) {
      throw new SafeTensorsException(file, e.getReason(), e);
    }
  }

  private static void write(FileChannel channel, ByteBuffer header, List<Parameter> parameters) throws IOException {
    writeFully(channel, header);
    ByteBuffer bytes = buffer();
    float[] values = new float[BUFFER / Float.BYTES];
    for (Parameter parameter : parameters) {
      for (int from = 0, count; from < parameter.count(); from += count) {
        count = Math.min(values.length, parameter.count() - from);
        parameter.read(from, values, count);
        bytes.clear().asFloatBuffer().put(values, 0, count);
        writeFully(channel, bytes.limit(count * Float.BYTES));
      }
    }
  }

  /** Reads all numbers of a tensor, and keeps them or not. */
  private static void stream(Path file, FileChannel channel, long dataStart, Match match, boolean keep) throws IOException {
    DataType type = match.entry().type();
    int size = type.bits() / Byte.SIZE;
    ByteBuffer bytes = buffer();
    float[] values = new float[BUFFER / size];
    int total = match.parameter().count();
    for (int from = 0, count; from < total; from += count) {
      count = Math.min(values.length, total - from);
      long place = dataStart + match.entry().begin() + (long) from * size;
      Header.readFully(file, channel, bytes.clear().limit(count * size), place);
      if (!type.decode(bytes.flip(), values, count)) {
        throw new SafeTensorsException(file, Names.quote(match.entry().name())
            + " holds a number beyond the range of floats, 3.4e38; nothing was changed");
      }
      if (keep) {
        match.parameter().write(from, values, count);
      }
    }
  }

  /** Length and JSON; padded with spaces so that the numbers start at a multiple of 8 bytes and the file can be mapped. */
  private static ByteBuffer header(Map<String, Parameter> parameters) {
    // PyTorch's loaders insist on the format in the metadata.
    StringBuilder json = new StringBuilder("{\"__metadata__\":{\"format\":\"pt\"}");
    long begin = 0;
    for (Map.Entry<String, Parameter> entry : parameters.entrySet()) {
      long end = begin + (long) entry.getValue().count() * Float.BYTES;
      json.append(",\"").append(escape(entry.getKey())).append("\":{\"dtype\":\"F32\",\"shape\":")
          .append(Arrays.toString(entry.getValue().shape()).replace(" ", ""))
          .append(",\"data_offsets\":[").append(begin).append(',').append(end).append("]}");
      begin = end;
    }
    byte[] text = utf8(json.append('}').toString());
    int length = (text.length + 7) / 8 * 8;
    byte[] padded = Arrays.copyOf(text, length);
    Arrays.fill(padded, text.length, length, (byte) ' ');
    return buffer(Long.BYTES + length).putLong(length).put(padded).flip();
  }

  private static String escape(String name) {
    StringBuilder text = new StringBuilder();
    for (char c : name.toCharArray()) {
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ') {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  private static byte[] utf8(String json) {
    try {
      ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(json));
      return Arrays.copyOf(bytes.array(), bytes.limit());
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("a parameter's name holds an unpaired surrogate, which no file can hold", e);
    }
  }

  private static ByteBuffer buffer() {
    return buffer(BUFFER);
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
