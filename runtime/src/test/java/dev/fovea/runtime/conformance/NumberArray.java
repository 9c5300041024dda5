package dev.fovea.runtime.conformance;

import dev.fovea.runtime.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.DoubleSupplier;

/** Numbers of a case, row-major, as they lie in a raw little-endian file. */
record NumberArray(int[] shape, double[] values) {
  static NumberArray read(Path file, int[] shape) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    String name = file.getFileName().toString();
    DoubleSupplier next = name.endsWith(".f32.bin") ? bytes::getFloat
        : name.endsWith(".f64.bin") ? bytes::getDouble
        : name.endsWith(".i64.bin") ? bytes::getLong
        : name.endsWith(".i32.bin") ? bytes::getInt
        : () -> bytes.get() & 0xff;
    double[] values = new double[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
    Arrays.setAll(values, i -> next.getAsDouble());
    if (bytes.hasRemaining()) {
      throw new IOException(file + " is longer than its shape " + Arrays.toString(shape));
    }
    return new NumberArray(shape, values);
  }

  int rank() {
    return shape.length;
  }

  float[] floats() {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  /** As images: {@code [batch, channels, height, width]}, or one image without a batch. */
  Tensor images() {
    if (rank() != 4 && rank() != 3) {
      throw new Excluded("data that are no images: rank " + rank());
    }
    return Tensor.of(floats(), shape);
  }

  /** Whatever the shape, as something that an elementwise operation can be applied to. */
  Tensor elements() {
    if (rank() == 4 || rank() == 3) {
      return images();
    }
    return rank() == 2 ? Tensor.of(floats(), shape[0], shape[1], 1, 1) : Tensor.of(floats(), values.length);
  }

  /** With the channels on the given axis: the axes before it count as images, those after it as pixels. */
  Tensor channelsOn(int axis) {
    if (rank() == 0) {
      return Tensor.of(floats(), 1);
    }
    int at = Math.floorMod(axis, rank());
    int before = product(0, at);
    int after = product(at + 1, rank());
    return Tensor.of(floats(), before, shape[at], 1, after);
  }

  private int product(int from, int to) {
    int product = 1;
    for (int axis = from; axis < to; axis++) {
      product *= shape[axis];
    }
    return product;
  }
}
