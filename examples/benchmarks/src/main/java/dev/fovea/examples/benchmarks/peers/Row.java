package dev.fovea.examples.benchmarks.peers;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A line of the table.
 *
 * @param median milliseconds of a run
 * @param slow milliseconds that one run of a hundred takes at least
 * @param first milliseconds from nothing loaded to the first result, the start of the process left out
 * @param ratio the median as a multiple of ours: above 1, we are faster
 */
record Row(String network, int batch, int threads, String side, double median, double slow, double first, double ratio) {
  static final String HEADER = String.format("%-18s %5s %7s  %-12s %10s %10s %10s %7s", "network", "batch", "threads", "side", "median ms",
      "p99 ms", "first ms", "ratio");

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%-18s %5d %7d  %-12s %10.3f %10.3f %10.1f %7.2f", network, batch, threads, side, median, slow, first,
        ratio);
  }

  static String json(List<Row> rows) {
    return rows.stream().map(Row::json).collect(Collectors.joining(",\n  ", "[\n  ", "\n]\n"));
  }

  /** No name holds anything that JSON would have escaped. */
  private String json() {
    return String.format(Locale.ROOT, "{\"network\": \"%s\", \"batch\": %d, \"threads\": %d, \"side\": \"%s\", \"medianMs\": %.4f, "
        + "\"p99Ms\": %.4f, \"firstMs\": %.2f, \"ratio\": %.4f}", network, batch, threads, side, median, slow, first, ratio);
  }
}
