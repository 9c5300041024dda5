package dev.fovea.processor.shape;

import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Problem;

/** Guards against sizes that cannot be stored. */
public final class Sizes {
  private static final long MOST = Integer.MAX_VALUE;

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

  /** Whether weights of two factors can be stored; reports otherwise. */
  public static boolean storable(Use use, long rows, long columns) {
    // Packing pads filters to a multiple of 16, so a sixteenth of the room is asked for at most.
    if (exceeds(rows, columns, 16)) {
      use.report(Problem.error(Code.TOO_LARGE, use.operation().place(),
          use.name() + " would have " + rows + " * " + columns + " weights, more than one tensor can hold")
          .because("weights are stored with their filters padded to a multiple of 16, and take at most 2^31 - 1 numbers"));
      return false;
    }
    return true;
  }

  /** Whether a product is over 2^31 - 1, or one of its factors is. */
  public static boolean exceeds(long a, long b, long c) {
    return a > MOST || b > MOST || c > MOST || a * b > MOST || a * b * c > MOST;
  }
}
