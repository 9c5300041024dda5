package dev.fovea.processor.network;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.fovea.runtime.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.StreamSupport;

/** Numbers that somebody else's program computed: row-major, images NCHW, as they lie in a raw little-endian file. */
record GivenNumbers(int[] shape, double[] values) {
  /** Reads what {@code {"shape": [...], "file": "..."}} describes. */
  static GivenNumbers read(Path folder, JsonObject description) {
    return read(folder.resolve(description.get("file").getAsString()), integers(description.get("shape")));
  }

  static GivenNumbers read(Path file, int[] shape) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
      boolean whole = file.toString().endsWith(".i64.bin");
      double[] values = new double[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
      Arrays.setAll(values, i -> whole ? bytes.getLong() : bytes.getFloat());
      if (bytes.hasRemaining()) {
        throw new IOException(file + " is longer than its shape " + Arrays.toString(shape));
      }
      return new GivenNumbers(shape, values);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static int[] integers(JsonElement array) {
    return StreamSupport.stream(array.getAsJsonArray().spliterator(), false).mapToInt(JsonElement::getAsInt).toArray();
  }

  float[] floats() {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  /** As a batch of images; a matrix is a batch of flat ones. */
  Tensor tensor() {
    int[] images = Arrays.copyOf(shape, 4);
    Arrays.fill(images, shape.length, 4, 1);
    return Tensor.of(floats(), images);
  }

  /** The part that belongs to one image of a batch. */
  double[] image(int image) {
    int size = values.length / shape[0];
    return Arrays.copyOfRange(values, image * size, (image + 1) * size);
  }
}
