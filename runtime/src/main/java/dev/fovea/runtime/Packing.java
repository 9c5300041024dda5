package dev.fovea.runtime;

import dev.fovea.runtime.kernel.Slices;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Where each weight lies in packed storage, the canonical storage of weights.
 *
 * <p>Filters are stored in blocks of 64, then 32, then 16, and these in {@link Slices} as wide as the machine likes: {@code
 * [group][block][slice][kernel position][channel][filter in slice]}, so that a kernel streams them in the order in which it multiplies.
 * Filters past the last one are zeros. PyTorch's order exists in views and files only; {@link #index(int)} maps it to storage.
 */
public final class Packing {
  /** Number of floats to which filters and channels are padded, whatever the vector width of the machine. */
  public static final int LANES = 16;

  private final int[] shape;
  private final int count;
  private final int size;
  private final int outerPerGroup;
  private final int inner;
  private final int positions;
  private final Order order;

  /**
   * A packing of planes of kernel positions.
   *
   * @param outerPerGroup how many elements of the first axis share a group
   * @param inner planes per element of the first axis: the length of PyTorch's second axis
   * @param positions how many there are in a plane
   */
  private Packing(int[] shape, int size, int outerPerGroup, int inner, int positions, Order order) {
    this.shape = shape;
    this.count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    this.size = size;
    this.outerPerGroup = outerPerGroup;
    this.inner = inner;
    this.positions = positions;
    this.order = order;
  }

  /** Where the kernel positions of one plane lie: position {@code p} at {@code origin + places[p] * stride}. */
  private interface Order {
    int origin(int outer, int inner);

    int[] places(int outer, int inner);

    int stride(int outer, int inner);

    /** How far after a plane's origin that of the next one of the same {@code outer} is. */
    int step(int outer, int inner);

    /** For how many planes, this one counted, places, step and stride stay the same. */
    int run(int outer, int inner);

    /** How many floats of padding lie behind each element of a plane. */
    int padding(int outer, int inner);
  }

  /** {@code n} numbers, one per channel: biases, scales, statistics. Padded so that a whole block can be read from any group's start. */
  public static Packing vector(int n) {
    return new Packing(new int[] {n}, padded(n) + 64, n, 1, 1, new PerChannel(0, 1));
  }

  /** Weights {@code [filters, channels / groups, height, width]} of a convolution; a dense layer is one whose kernel covers its input. */
  public static Packing convolution(int filters, int channelsPerGroup, int height, int width, int groups) {
    return convolution(new int[] {filters, channelsPerGroup, height, width}, filters / groups, channelsPerGroup,
        height * width, groups);
  }

  /**
   * Weights {@code [units, channels * height * width]} of a dense layer that reads a {@code [channels, height, width]} tensor:
   * stored as the convolution whose kernel covers that input, but seen and saved as the matrix that it is in PyTorch.
   */
  public static Packing dense(int units, int channels, int height, int width) {
    return convolution(new int[] {units, channels * height * width}, units, channels, height * width, 1);
  }

  private static Packing convolution(int[] shape, int filtersPerGroup, int channelsPerGroup, int positions, int groups) {
    Blocks blocks = new Blocks(filtersPerGroup, Math.multiplyExact(positions, channelsPerGroup));
    int[] rowMajor = rowMajor(positions);
    Order order = new Order() {
      @Override
      public int origin(int filter, int channel) {
        int inGroup = filter % filtersPerGroup;
        return blocks.origin(filter / filtersPerGroup, inGroup) + channel * blocks.slice(inGroup);
      }

      @Override
      public int[] places(int filter, int channel) {
        return rowMajor;
      }

      @Override
      public int stride(int filter, int channel) {
        return channelsPerGroup * blocks.slice(filter % filtersPerGroup);
      }

      @Override
      public int step(int filter, int channel) {
        return blocks.slice(filter % filtersPerGroup);
      }

      @Override
      public int run(int filter, int channel) {
        return channelsPerGroup - channel;
      }

      @Override
      public int padding(int filter, int channel) {
        return blocks.padding(filter % filtersPerGroup);
      }
    };
    return new Packing(shape, blocks.size(groups), filtersPerGroup, channelsPerGroup, positions, order);
  }

  /**
   * Weights {@code [channels, filters / groups, height, width]} of a transposed convolution. Kernel positions are ordered by the
   * phase of the stride that they serve, {@code (row * dilation) mod stride}, so that each phase is a dense convolution of its own: a
   * block is {@code [phase][slice][kernel position of the phase][channel][filter in slice]}.
   */
  public static Packing transposed(int channels, int filtersPerGroup, int height, int width, int strideHeight, int strideWidth,
      int dilationHeight, int dilationWidth, int groups) {
    PhasePlaces phases = new PhasePlaces(height, width, strideHeight, strideWidth, dilationHeight, dilationWidth);
    int channelsPerGroup = channels / groups;
    Blocks blocks = new Blocks(filtersPerGroup, Math.multiplyExact(height * width, channelsPerGroup));
    Order order = new Order() {
      @Override
      public int origin(int channel, int filter) {
        int inBlock = filter % blocks.width(filter);
        return blocks.origin(channel / channelsPerGroup, filter - inBlock) + channel % channelsPerGroup * blocks.slice(filter)
            + inBlock % blocks.slice(filter);
      }

      @Override
      public int[] places(int channel, int filter) {
        int width = blocks.width(filter);
        int slice = blocks.slice(filter);
        return phases.of(width / slice, filter % width / slice);
      }

      @Override
      public int stride(int channel, int filter) {
        return channelsPerGroup * blocks.slice(filter);
      }

      @Override
      public int step(int channel, int filter) {
        return 1;
      }

      @Override
      public int run(int channel, int filter) {
        return Math.min(filtersPerGroup - filter, blocks.slice(filter) - filter % blocks.slice(filter));
      }

      @Override
      public int padding(int channel, int filter) {
        return blocks.padding(filter);
      }
    };
    int[] shape = {channels, filtersPerGroup, height, width};
    return new Packing(shape, blocks.size(groups), channelsPerGroup, filtersPerGroup, height * width, order);
  }

  /** Weights {@code [channels, 1, height, width]} of a depthwise convolution, stored {@code [height][width][channel]}. */
  public static Packing depthwise(int channels, int height, int width) {
    int stride = padded(channels);
    return new Packing(new int[] {channels, 1, height, width}, Math.multiplyExact(height * width, stride), channels, 1,
        height * width, new PerChannel(stride, height * width));
  }

  /** Rounds up to a multiple of {@link #LANES}. */
  public static int padded(int n) {
    return (n + LANES - 1) / LANES * LANES;
  }

  /** The shape in PyTorch's order. */
  public int[] shape() {
    return shape.clone();
  }

  /** How many numbers there are, without padding. */
  public int count() {
    return count;
  }

  /** How many floats the storage takes. */
  public int size() {
    return size;
  }

  /** The storage index of the element at a position of PyTorch's row-major order. */
  public int index(int flat) {
    int plane = flat / positions;
    int outer = plane / inner;
    int second = plane % inner;
    return order.origin(outer, second) + order.places(outer, second)[flat % positions] * order.stride(outer, second);
  }

  /** The storage index of an element, one number per axis of {@link #shape()}. */
  public int index(int... position) {
    if (position.length != shape.length) {
      throw new IllegalArgumentException("an element of a tensor of shape " + Arrays.toString(shape) + " has " + shape.length
          + " indices, not " + position.length);
    }
    int flat = 0;
    for (int axis = 0; axis < shape.length; axis++) {
      if (position[axis] < 0 || position[axis] >= shape[axis]) {
        throw new IndexOutOfBoundsException(
            Arrays.toString(position) + " is outside a tensor of shape " + Arrays.toString(shape));
      }
      flat = flat * shape[axis] + position[axis];
    }
    return index(flat);
  }

  /**
   * The storage indices of consecutive elements of PyTorch's row-major order, found by runs of evenly spaced planes: where a kernel is one
   * pixel, each plane is one element, and finding the origin of each would take longer than all else about loading a file.
   */
  public void indices(int from, int[] indices, int count) {
    int outer = from / positions / inner;
    int second = from / positions % inner;
    int position = from % positions;
    for (int i = 0; i < count;) {
      int origin = order.origin(outer, second);
      int[] places = order.places(outer, second);
      int stride = order.stride(outer, second);
      int step = order.step(outer, second);
      int end = second + order.run(outer, second);
      for (; second < end && i < count; second++, origin += step) {
        for (; position < positions && i < count; position++) {
          indices[i++] = origin + places[position] * stride;
        }
        position = 0;
      }
      if (second == inner) {
        second = 0;
        outer++;
      }
    }
  }

  /**
   * Zeros the padding behind each group's last filters: where groups lie side by side, kernels that go over whole blocks write numbers of
   * the next group there.
   */
  public void clearPadding(float[] packed) {
    for (int outer = 0; outer < count / (inner * positions); outer++) {
      for (int second = 0; second < inner; second++) {
        int padding = order.padding(outer, second);
        for (int p = 0; p < positions && padding > 0; p++) {
          int last = order.origin(outer, second) + order.places(outer, second)[p] * order.stride(outer, second);
          Arrays.fill(packed, last + 1, last + 1 + padding, 0);
        }
      }
    }
  }

  /**
   * Copies the elements to where another packing has them: as transposed tiles of at most 16 by 16, each of which lies inside one slice
   * of either, so that every line of memory that is read or written is used whole.
   *
   * @param from storage in this packing
   * @param other a packing of the same elements in the same order and groups
   * @param to storage in that one; its padding is left as it is
   */
  public void copy(float[] from, Packing other, float[] to) {
    int outer = count / (inner * positions);
    for (int o = 0, height; o < outer; o += height) {
      int inGroup = o % outerPerGroup;
      height = Math.min(LANES, outerPerGroup - inGroup);
      for (int i = 0; i < inner; i += LANES) {
        copyTile(from, other, to, o, i, height, Math.min(LANES, inner - i));
      }
    }
  }

  /** The tiles of all kernel positions. */
  private void copyTile(float[] from, Packing other, float[] to, int outer, int inner, int height, int width) {
    int read = order.origin(outer, inner);
    int write = other.order.origin(outer, inner);
    int readDown = height > 1 ? order.origin(outer + 1, inner) - read : 0;
    int writeDown = height > 1 ? other.order.origin(outer + 1, inner) - write : 0;
    int readRight = width > 1 ? order.origin(outer, inner + 1) - read : 0;
    int writeRight = width > 1 ? other.order.origin(outer, inner + 1) - write : 0;
    int readStride = order.stride(outer, inner);
    int writeStride = other.order.stride(outer, inner);
    int[] places = order.places(outer, inner);
    int[] otherPlaces = other.order.places(outer, inner);
    for (int p = 0; p < positions; p++) {
      int source = read + places[p] * readStride;
      int target = write + otherPlaces[p] * writeStride;
      for (int o = 0; o < height; o++) {
        for (int i = 0; i < width; i++) {
          to[target + o * writeDown + i * writeRight] = from[source + o * readDown + i * readRight];
        }
      }
    }
  }

  private static int[] rowMajor(int positions) {
    return IntStream.range(0, positions).toArray();
  }

  /** Channels side by side, kernel positions a stride apart. */
  private static final class PerChannel implements Order {
    final int stride;
    final int[] places;

    PerChannel(int stride, int positions) {
      this.stride = stride;
      this.places = rowMajor(positions);
    }

    @Override
    public int origin(int channel, int inner) {
      return channel;
    }

    @Override
    public int[] places(int channel, int inner) {
      return places;
    }

    @Override
    public int stride(int channel, int inner) {
      return stride;
    }

    @Override
    public int step(int channel, int inner) {
      return 0;
    }

    @Override
    public int run(int channel, int inner) {
      return 1;
    }

    @Override
    public int padding(int channel, int inner) {
      return 0;
    }
  }

  /** The filters of one group, cut into blocks of 64, 32 and 16, and these into slices. */
  private static final class Blocks {
    final int filters;
    final int whole;
    final int steps;

    Blocks(int filters, int steps) {
      this.filters = filters;
      this.whole = padded(filters);
      this.steps = steps;
    }

    int size(int groups) {
      return Math.multiplyExact(Math.multiplyExact(whole, steps), groups);
    }

    /** How many filters share the block of this one. */
    int width(int filter) {
      int rest = whole - filter / 64 * 64;
      if (rest == 48) {
        return filter % 64 < 32 ? 32 : 16;
      }
      return Math.min(64, rest);
    }

    /** How many filters lie side by side with this one, itself counted. */
    int slice(int filter) {
      return Slices.width(width(filter));
    }

    /** Index of the filter's first step, of a block without phases. Blocks start at multiples of their width, for the wider come first. */
    int origin(int group, int filter) {
      int inBlock = filter % width(filter);
      return group * whole * steps + (filter - inBlock) * steps + Slices.start(inBlock, width(filter), steps);
    }

    int padding(int filter) {
      return filter == filters - 1 ? whole - filters : 0;
    }
  }
}
