package dev.fovea.processor.shape;

import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Problem;

/** Guards against sizes that cannot be stored. */
public final class Sizes {
  private static final long MOST = Integer.MAX_VALUE;
  private static final long MOST_PLACES = 1 << 16;
  private static final long MOST_TAPS = 1 << 24;
  private static final int MOST_POSITIONS = 1 << 10;

  private Sizes() {}

  /** A shape of at most 2^31 - 1 numbers; reports and returns null if it holds more. */
  public static Shape shape(Use use, long channels, long height, long width) {
    if (exceeds(channels, height, width)) {
      use.report(Problem.error(Code.TOO_LARGE, use.operation().place(),
          use.name() + " would produce " + channels + " * " + height + " * " + width + " numbers, more than one tensor can hold")
          .because("a tensor holds at most 2^31 - 1 = " + MOST + " numbers"));
      return null;
    }
    return new Shape((int) channels, (int) height, (int) width);
  }

  /**
   * Whether weights can be stored; reports otherwise.
   *
   * @param filters in each group
   * @param numbers of each filter
   */
  public static boolean storable(Use use, int groups, long filters, long numbers) {
    // Packing pads the filters of each group to a multiple of 16.
    long padded = (filters + 15) / 16 * 16;
    if (exceeds(groups, padded, numbers)) {
      use.report(Problem.error(Code.TOO_LARGE, use.operation().place(),
          use.name() + " would have " + filters * groups + " * " + numbers + " weights, more than one tensor can hold")
          .because("weights are stored with the filters of each group padded to a multiple of 16, and take at most 2^31 - 1 numbers"));
      return false;
    }
    return true;
  }

  /**
   * Whether the code of a strided convolution's reverse, or of a transposed one, can be written out, one call for each position within
   * the stride; reports otherwise.
   *
   * @param height and width of what is written in strides
   */
  public static boolean writable(Use use, int[] stride, int height, int width) {
    long positions = (long) Math.min(stride[0], height) * Math.min(stride[1], width);
    if ((long) stride[0] * stride[1] > MOST_PLACES || positions > MOST_POSITIONS) {
      use.report(Problem.error(Code.TOO_LARGE, use.at("stride"),
          use.name() + " has strides of " + stride[0] + "x" + stride[1] + ", more than code is generated for")
          .because("code is written out for each position within a stride: at most " + MOST_POSITIONS + " of them within the image, as for "
              + "32x32"));
      return false;
    }
    return true;
  }

  /** Whether the places in a window of a maximum can be told apart; reports otherwise. A recorded pass keeps them as floats. */
  public static boolean places(Use use, int height, int width) {
    long pixels = (long) height * width;
    if (pixels > MOST_TAPS) {
      boolean written = use.attributes().has("kernel");
      use.report(Problem.error(Code.TOO_LARGE, written ? use.at("kernel") : use.operation().place(),
          use.name() + " would take the maximum of " + height + "x" + width + " pixels, more than one window can have")
          .because("the place of a maximum is kept as a number of at most 2^24 = " + MOST_TAPS)
          .help(written ? "several smaller pools, one after another" : "a @MaxPool before it"));
    }
    return pixels <= MOST_TAPS;
  }

  /** Whether a product is over 2^31 - 1, or one of its factors is. */
  public static boolean exceeds(long a, long b, long c) {
    return a > MOST || b > MOST || c > MOST || a * b > MOST || a * b * c > MOST;
  }
}
