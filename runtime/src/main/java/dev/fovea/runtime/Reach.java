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
    int from = first;
    int to = last;
    for (Axis axis : axes) {
      if (from > to) {
        break; // A window widens what it is given, but nothing stays nothing.
      }
      from = axis.first(from);
      to = axis.last(to);
    }
    return new int[] {from, to};
  }

  /** Interval arithmetic of one operation along one axis: what outputs {@code u} to {@code v} read is first(u) to last(v). */
  public interface Axis {
    /** The first input position that an output, or any after it, depends on. */
    int first(int output);

    /** The last input position that an output, or any before it, depends on. */
    int last(int output);

    /** A sliding window: {@code [first * s - p, last * s - p + k - 1]}, k being the dilated kernel. */
    static Axis window(int kernel, int stride, int padding) {
      return new Axis() {
        @Override
        public int first(int output) {
          return output * stride - padding;
        }

        @Override
        public int last(int output) {
          return output * stride - padding + kernel - 1;
        }
      };
    }

    /** A transposed window: {@code [ceil((first + p - k + 1) / s), floor((last + p) / s)]}, k being the dilated kernel. */
    static Axis transposed(int kernel, int stride, int padding) {
      return new Axis() {
        @Override
        public int first(int output) {
          return -Math.floorDiv(kernel - 1 - padding - output, stride);
        }

        @Override
        public int last(int output) {
          return Math.floorDiv(output + padding, stride);
        }
      };
    }

    /**
     * The windows of an adaptive pool: {@code [floor(first * i / o), ceil((last + 1) * i / o) - 1]}, i inputs and o outputs. They end
     * where the image does: padding beyond the last output counts as that output.
     */
    static Axis adaptive(int input, int output) {
      return new Axis() {
        @Override
        public int first(int unit) {
          return (int) (within(unit) * input / output);
        }

        @Override
        public int last(int unit) {
          return (int) (((within(unit) + 1) * input - 1) / output);
        }

        private long within(int unit) {
          return Math.max(0, Math.min(unit, output - 1));
        }
      };
    }

    /** Everything, {@code [0, size - 1]}: dense layers and global pools. */
    static Axis whole(int size) {
      return new Axis() {
        @Override
        public int first(int output) {
          return 0;
        }

        @Override
        public int last(int output) {
          return size - 1;
        }
      };
    }
  }
}
