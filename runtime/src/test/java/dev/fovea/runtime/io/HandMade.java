package dev.fovea.runtime.io;

import dev.fovea.runtime.Initialization;
import dev.fovea.runtime.Packing;
import dev.fovea.runtime.Parameter;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Safetensors files put together by hand from the description of the format, and a small network's parameters. */
final class HandMade {
  private HandMade() {}

  /** Length, header and data. */
  static byte[] file(String header, byte... data) {
    return file(header.getBytes(StandardCharsets.UTF_8), data);
  }

  static byte[] file(byte[] header, byte... data) {
    return ByteBuffer.allocate(8 + header.length + data.length).order(ByteOrder.LITTLE_ENDIAN)
        .putLong(header.length).put(header).put(data).array();
  }

  static String tensor(String name, String type, String shape, long begin, long end) {
    return "\"" + name + "\":{\"dtype\":\"" + type + "\",\"shape\":" + shape + ",\"data_offsets\":[" + begin + "," + end + "]}";
  }

  static byte[] floats(float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  static Parameter vector(String name, float... values) {
    Parameter parameter = new Parameter(name, Parameter.Role.BIAS, Packing.vector(values.length), Initialization.ZEROS);
    parameter.set(values);
    return parameter;
  }

  /** A convolution of 20 filters {@code [3, 3, 5]}, its bias, and a dense layer that takes more than one buffer. */
  static List<Parameter> network(long seed) {
    List<Parameter> all = List.of(
        new Parameter("c1.weight", Parameter.Role.WEIGHT, Packing.convolution(20, 3, 3, 5, 1), Initialization.uniform(1)),
        new Parameter("c1.bias", Parameter.Role.BIAS, Packing.vector(20), Initialization.uniform(1)),
        new Parameter("f2.weight", Parameter.Role.WEIGHT, Packing.dense(100, 20, 7, 5), Initialization.uniform(1)));
    Random random = new Random(seed);
    all.forEach(parameter -> parameter.initialize(random.nextLong()));
    return all;
  }
}
