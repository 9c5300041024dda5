package dev.fovea.runtime.kernel;

/**
 * How the filters of a packed block lie, the one thing about packed weights that depends on the machine: in slices one after the other,
 * each of which holds its filters side by side for every step. Kernels whose registers hold sums of sixteen filters read the weights of
 * a slice of sixteen from memory in order; in a block of 64 they would find them 256 bytes apart, in a quarter of the cache's sets.
 *
 * <p>The system property {@code fovea.packing} ({@code 16} or {@code 64}) overrides the width that suits the machine, for tests.
 */
public final class Slices {
  private static final String PROPERTY = "fovea.packing";

  /** How many filters lie side by side where a block has so many; one number for the whole virtual machine. */
  private static final int WIDTH = choose();

  private Slices() {}

  private static int choose() {
    // Nothing of the lookup itself, which may have something to say: who only reads and writes parameters needs no kernels.
    boolean vectors = KernelLookup.Machine.current().moduleResolved();
    int width = Integer.getInteger(PROPERTY, vectors ? KernelLookup.VectorGate.filtersTogether() : 64);
    if (width != 16 && width != 64) {
      throw new IllegalArgumentException("filters are packed by 16 or by 64, not by " + width + " (system property " + PROPERTY + ")");
    }
    return width;
  }

  /** How wide the slices of a block are. */
  public static int width(int block) {
    return Math.min(block, WIDTH);
  }

  /**
   * Where in its block a filter's weight of step 0 lies; that of step k lies {@code k * width(block)} behind it.
   *
   * @param steps how many steps the block has
   */
  public static int start(int filter, int block, int steps) {
    int inSlice = filter % width(block);
    return (filter - inSlice) * steps + inSlice;
  }
}
