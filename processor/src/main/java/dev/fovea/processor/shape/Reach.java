package dev.fovea.processor.shape;

/** Which positions of an operation's input an interval of its outputs depends on, along one axis. */
public sealed interface Reach {
  /**
   * First and last input position that outputs {@code first} to {@code last} depend on.
   *
   * @throws ArithmeticException if it is too far away to be counted
   */
  long[] back(long first, long last);

  /** Whether both ends move by the same number from each output to the next, so that two outputs tell everything. */
  default boolean isAffine() {
    return true;
  }

  /** Each output depends on the position it stands at. */
  record Same() implements Reach {
    @Override
    public long[] back(long first, long last) {
      return new long[] {first, last};
    }
  }

  /** A sliding window: from {@code first * s - p} to {@code last * s - p + k' - 1}. */
  record Sliding(long dilated, int stride, int before) implements Reach {
    @Override
    public long[] back(long first, long last) {
      return new long[] {Math.multiplyExact(first, (long) stride) - before,
          Math.addExact(Math.multiplyExact(last, (long) stride), dilated) - before - 1};
    }
  }

  /** A transposed window: from {@code ceil((first + p - k' + 1) / s)} to {@code floor((last + p) / s)}. */
  record Transposed(long dilated, int stride, int before) implements Reach {
    @Override
    public long[] back(long first, long last) {
      return new long[] {-Math.floorDiv(dilated - 1 - before - first, stride), Math.floorDiv(last + before, stride)};
    }

    @Override
    public boolean isAffine() {
      return false;
    }
  }

  /**
   * Windows of an adaptive pool: from {@code floor(first * i / o)} to {@code ceil((last + 1) * i / o) - 1}. They end where the image
   * does: padding beyond the last output counts as that output.
   */
  record Adaptive(int input, int output) implements Reach {
    @Override
    public long[] back(long first, long last) {
      return new long[] {inside(first) * input / output, ((inside(last) + 1) * input - 1) / output};
    }

    private long inside(long unit) {
      return Math.max(0, Math.min(unit, output - 1));
    }

    @Override
    public boolean isAffine() {
      return false;
    }
  }

  /** Every output depends on the whole axis. */
  record Whole(int size) implements Reach {
    @Override
    public long[] back(long first, long last) {
      return new long[] {0, size - 1};
    }
  }
}
