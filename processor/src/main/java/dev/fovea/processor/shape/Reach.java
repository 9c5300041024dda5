package dev.fovea.processor.shape;

/** Which positions of an operation's input an interval of its outputs depends on, along one axis. */
public sealed interface Reach {
  /** First and last input position that outputs {@code first} to {@code last} depend on. */
  long[] back(long first, long last);

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
      return new long[] {first * stride - before, last * stride - before + dilated - 1};
    }
  }

  /** A transposed window: from {@code ceil((first + p - k' + 1) / s)} to {@code floor((last + p) / s)}. */
  record Transposed(long dilated, int stride, int before) implements Reach {
    @Override
    public long[] back(long first, long last) {
      return new long[] {-Math.floorDiv(dilated - 1 - before - first, stride), Math.floorDiv(last + before, stride)};
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
