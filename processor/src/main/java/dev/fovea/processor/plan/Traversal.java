package dev.fovea.processor.plan;

import java.util.Locale;

/** In which order a direct correlation goes through its rows, its weights and the phases of its stride. */
public enum Traversal {
  /** Each row meets all weights. */
  ROWS,
  /** Each block of filters meets all rows before the next is read. */
  BLOCKS,
  /** So does each chunk of a block's steps. */
  CHUNKS,
  /** Each row loops over the phases of a large stride. */
  PHASES;

  /** Weights up to this many bytes stay in a core's second-level cache from row to row; larger ones are used block by block. */
  private static final long CACHED_BYTES = 768 << 10;

  /** How many steps of a block of 64 filters are used at a time then: 256 KiB. */
  public static final int CHUNK = 1024;

  /** Up to so many phases are written out, one call for each: a stride of four. */
  private static final int MOST_PHASES = 16;

  /**
   * The order for a sweep.
   *
   * @param steps of one filter: kernel positions times the channels that it reads
   * @param weights numbers of all filters, padded to whole vectors
   * @param apart whether no block of filters writes where another does
   */
  public static Traversal of(Sweep rows, Sweep columns, long steps, long weights, boolean apart) {
    int phases = phases(rows, columns);
    if (phases > MOST_PHASES) {
      return PHASES;
    }
    if (weights * 4 <= CACHED_BYTES || !apart) {
      return ROWS;
    }
    return steps > CHUNK && phases == 1 ? CHUNKS : BLOCKS;
  }

  /** How many phases the stride of a transposed convolution has on both axes together; one for others. */
  public static int phases(Sweep rows, Sweep columns) {
    return rows.phases().size() * columns.phases().size();
  }

  /** Why, with the numbers of the sweep for which it was chosen. */
  public String reason(Sweep rows, Sweep columns, long weights) {
    int phases = phases(rows, columns);
    String written = phases == 1 ? "" : "The stride's " + phases + " phases are written out, being at most " + MOST_PHASES + ". ";
    String size = String.format(Locale.ROOT, "%,d KiB", (weights * 4 + 1023) / 1024);
    String over = "Packed weights of " + size + " are over the " + (CACHED_BYTES >> 10) + " KiB that stay in cache: ";
    switch (this) {
      case PHASES:
        return "The stride's " + phases + " phases, over " + MOST_PHASES + ", are looped over instead of written out.";
      case ROWS:
        return weights * 4 > CACHED_BYTES
            ? written + "Each row meets all weights, group by group: the padding of a group's filters lies where the next group writes."
            : written + "Packed weights of " + size + " stay in cache (up to " + (CACHED_BYTES >> 10)
            + " KiB), so each row meets all of them.";
      case BLOCKS:
        return written + over + "each block of filters meets all rows before the next is read.";
      default:
        return over + "each " + CHUNK + " steps of a block of filters meet all rows before the next are read.";
    }
  }
}
