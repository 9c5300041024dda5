package dev.fovea.runtime;

import java.util.Arrays;
import java.util.Objects;

/** Weights, statistics or gradients in packed storage, read and written in PyTorch's order. */
public class PackedTensor {
  /** Elements whose storage indices are found at a time: few enough to stay in the first-level cache. */
  private static final int CHUNK = 1024;

  private final String name;
  private final Packing packing;
  private final float[] packed;

  /** Zeros. */
  public PackedTensor(String name, Packing packing) {
    this.name = name;
    this.packing = packing;
    this.packed = new float[packing.size()];
  }

  /** The dotted name in weight files, as in {@code c1.weight}. */
  public String name() {
    return name;
  }

  /** The shape in PyTorch's order. */
  public int[] shape() {
    return packing.shape();
  }

  /** How many numbers there are, without padding. */
  public int count() {
    return packing.count();
  }

  /** Where each element lies in {@link #packed()}. */
  public Packing packing() {
    return packing;
  }

  /** The storage itself; padding stays zero. */
  public float[] packed() {
    return packed;
  }

  /** One element, at a position of {@link #shape()}. */
  public float get(int... position) {
    return packed[packing.index(position)];
  }

  /** All elements in PyTorch's row-major order. */
  public float[] toArray() {
    float[] values = new float[count()];
    read(0, values, values.length);
    return values;
  }

  /**
   * Replaces all elements.
   *
   * @param values in PyTorch's row-major order
   * @throws IllegalArgumentException if their number is not {@link #count()}
   */
  public void set(float... values) {
    if (values.length != count()) {
      throw new IllegalArgumentException(name + " has shape " + Arrays.toString(shape()) + ", " + count() + " numbers, but "
          + values.length + " were given");
    }
    write(0, values, values.length);
  }

  /**
   * Copies consecutive elements of PyTorch's row-major order out, so that a large tensor can be streamed through a small array.
   *
   * @param from the place of the first one in that order
   * @param values filled from its start
   * @param count how many
   * @throws IndexOutOfBoundsException if the tensor or the array is shorter
   */
  public void read(int from, float[] values, int count) {
    requireRange(from, values, count);
    int[] indices = new int[Math.min(count, CHUNK)];
    for (int start = 0, length; start < count; start += length) {
      length = Math.min(CHUNK, count - start);
      packing.indices(from + start, indices, length);
      for (int i = 0; i < length; i++) {
        values[start + i] = packed[indices[i]];
      }
    }
  }

  /**
   * Replaces consecutive elements of PyTorch's row-major order.
   *
   * @param from the place of the first one in that order
   * @param values taken from its start
   * @param count how many
   * @throws IndexOutOfBoundsException if the tensor or the array is shorter
   */
  public void write(int from, float[] values, int count) {
    requireRange(from, values, count);
    int[] indices = new int[Math.min(count, CHUNK)];
    for (int start = 0, length; start < count; start += length) {
      length = Math.min(CHUNK, count - start);
      packing.indices(from + start, indices, length);
      for (int i = 0; i < length; i++) {
        packed[indices[i]] = values[start + i];
      }
    }
  }

  private void requireRange(int from, float[] values, int count) {
    Objects.checkFromIndexSize(from, count, count());
    Objects.checkFromIndexSize(0, count, values.length);
  }

  @Override
  public String toString() {
    return name + " " + Arrays.toString(shape());
  }
}
