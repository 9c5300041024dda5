package dev.fovea.runtime;

import java.util.List;

/**
 * How a layer reads one of its inputs: for each operation, last first, the interval of units that an interval of its outputs needs.
 *
 * @param layer the layer that is read, or null for the image
 */
public record Reach(Layer layer, List<Axis> rows, List<Axis> columns) {
  /** The units of the input that the given units of the layer depend on; none if there are no such units, or all read nothing. */
  Region back(Region units) {
    if (units.isEmpty()) {
      return Region.EMPTY;
    }
    int[] vertical = back(rows, units.top(), units.bottom());
    int[] horizontal = back(columns, units.left(), units.right());
    Region region = new Region(vertical[0], horizontal[0], vertical[1], horizontal[1]);
    return region.isEmpty() ? Region.EMPTY : region;
  }

  private static int[] back(List<Axis> axes, int first, int last) {
    int[] interval = {first, last};
    for (Axis axis : axes) {
      if (interval[0] > interval[1]) {
        return interval; // A window widens what it is given, but nothing stays nothing.
      }
      interval = axis.back(interval[0], interval[1]);
    }
    return interval;
  }

  /** Interval arithmetic of one operation along one axis. */
  public interface Axis {
    /** First and last input position that outputs {@code first} to {@code last} depend on. */
    int[] back(int first, int last);

    /** A sliding window: {@code [first * s - p, last * s - p + k - 1]}, k being the dilated kernel. */
    static Axis window(int kernel, int stride, int padding) {
      return (first, last) -> new int[] {first * stride - padding, last * stride - padding + kernel - 1};
    }

    /** A transposed window: {@code [ceil((first + p - k + 1) / s), floor((last + p) / s)]}, k being the dilated kernel. */
    static Axis transposed(int kernel, int stride, int padding) {
      return (first, last) -> new int[] {-Math.floorDiv(kernel - 1 - padding - first, stride),
          Math.floorDiv(last + padding, stride)};
    }

    /**
     * The windows of an adaptive pool: {@code [floor(first * i / o), ceil((last + 1) * i / o) - 1]}, i inputs and o outputs. They end
     * where the image does: padding beyond the last output counts as that output.
     */
    static Axis adaptive(int input, int output) {
      return (first, last) -> {
        long from = Math.max(0, Math.min(first, output - 1));
        long to = Math.max(0, Math.min(last, output - 1));
        return new int[] {(int) (from * input / output), (int) (((to + 1) * input - 1) / output)};
      };
    }

    /** Everything, {@code [0, size - 1]}: dense layers and global pools. */
    static Axis whole(int size) {
      return (first, last) -> new int[] {0, size - 1};
    }
  }
}
