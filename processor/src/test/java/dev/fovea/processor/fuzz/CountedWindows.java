package dev.fovea.processor.fuzz;

import java.util.function.LongPredicate;

/**
 * Lays windows on an axis, one after the other, and counts them. Where there are so many that it would take long, the last one that
 * fits is searched for by doubling and halving; no window is ever counted by dividing.
 */
final class CountedWindows {
  private static final long ONE_BY_ONE = 1 << 13;

  private CountedWindows() {}

  /** How many of 0, 1, 2, ... fit, of which all before the last that fits do. */
  static long count(LongPredicate fits) {
    long count = 0;
    while (count < ONE_BY_ONE && fits.test(count)) {
      count++;
    }
    if (count < ONE_BY_ONE) {
      return count;
    }
    long works = count - 1;
    long fails = 2 * count;
    while (fits.test(fails)) {
      works = fails;
      fails *= 2;
    }
    while (fails - works > 1) {
      long middle = works + (fails - works) / 2;
      if (fits.test(middle)) {
        works = middle;
      } else {
        fails = middle;
      }
    }
    return fails;
  }

  /** The pixels that every stride-th pixel is: 0, stride, 2 stride, and so on. */
  static long everyStride(long size, long stride) {
    return count(pixel -> pixel * stride < size);
  }

  /**
   * The windows on a padded axis.
   *
   * @param extent of a window, from its first tap to its last
   * @param overhanging whether a last window may hang over the padded axis, by less than a stride, if it begins on the image or before it
   */
  static long windows(long size, long before, long after, long extent, long stride, boolean overhanging) {
    long padded = before + size + after;
    long inside = count(window -> window * stride + extent <= padded);
    if (!overhanging) {
      return inside;
    }
    long start = inside * stride;
    long last = (inside - 1) * stride + extent;
    boolean restIsLeft = inside == 0 ? start + extent - padded < stride : last < padded;
    return restIsLeft && start < before + size ? inside + 1 : inside;
  }

  /** Whether some window has no tap on a pixel of the image. */
  static boolean isBlind(long windows, long size, long before, long kernel, long stride, long dilation) {
    for (long window = 0; window < windows; window++) {
      long start = window * stride - before;
      if (start >= 0 && start < size && (windows - 1) * stride - before < size) {
        return false;
      }
      boolean sees = false;
      for (long tap = 0; tap < kernel && !sees; tap++) {
        long pixel = start + tap * dilation;
        sees = pixel >= 0 && pixel < size;
      }
      if (!sees) {
        return true;
      }
    }
    return false;
  }

  /** What stamps of a transposed convolution paint: up to the last tap of the last one. */
  static long painted(long units, long kernel, long stride, long dilation) {
    if (units * kernel > ONE_BY_ONE) {
      return stride * (units - 1) + dilation * (kernel - 1) + 1;
    }
    long last = 0;
    for (long unit = 0; unit < units; unit++) {
      for (long tap = 0; tap < kernel; tap++) {
        last = Math.max(last, unit * stride + tap * dilation);
      }
    }
    return last + 1;
  }

  /** The smallest step that leaves so many pixels of an axis; 0 if none does. */
  static long smallestStride(long size, long wanted) {
    for (long stride = 1; stride <= size; stride++) {
      if (everyStride(size, stride) == wanted) {
        return stride;
      }
    }
    return 0;
  }
}
