package dev.fovea.examples.benchmarks.peers;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A line of the table.
 *
 * @param cannot why there are no numbers; null if there are
 * @param median milliseconds of a run
 * @param slow milliseconds that one run of a hundred takes at least
 * @param first milliseconds from nothing loaded to the first result, the start of the process left out
 * @param ratio the median as a multiple of ours: above 1, we are faster
 */
record Row(Setting setting, Side side, String cannot, double median, double slow, double first, double ratio) {
  static final String HEADER = String.format("%-18s %-9s %5s %7s  %-12s %10s %10s %10s %7s", "network", "task", "batch", "threads", "side",
      "median ms", "p99 ms", "first ms", "ratio");

  /** The medians of the processes, and the median of these; the slowest of a hundred likewise. */
  static Row of(Setting setting, Side side, List<Measured> measured, Row ours) {
    double median = median(measured.stream().mapToDouble(one -> one.quantile(0.5)).toArray()) / 1e6;
    double slow = median(measured.stream().mapToDouble(one -> one.quantile(0.99)).toArray()) / 1e6;
    double first = median(measured.stream().mapToDouble(Measured::first).toArray()) / 1e6;
    return new Row(setting, side, null, median, slow, first, ours == null ? 1 : median / ours.median());
  }

  /** A library that cannot say the network. */
  static Row cannot(Setting setting, Side side, String why) {
    return new Row(setting, side, why, 0, 0, 0, 0);
  }

  private static double median(double[] values) {
    java.util.Arrays.sort(values);
    return values[values.length / 2];
  }

  private String task() {
    return setting.training() ? "training" : "inference";
  }

  @Override
  public String toString() {
    String start = String.format(Locale.ROOT, "%-18s %-9s %5d %7d  %-12s ", setting.network().label(), task(), setting.batch(),
        setting.threads(), side.label());
    return start + (cannot != null ? cannot : String.format(Locale.ROOT, "%10.3f %10.3f %10.1f %7.2f", median, slow, first, ratio));
  }

  static String json(List<Row> rows) {
    return rows.stream().map(Row::json).collect(Collectors.joining(",\n  ", "[\n  ", "\n]\n"));
  }

  /** No name holds anything that JSON would have escaped. */
  private String json() {
    String start = String.format(Locale.ROOT, "{\"network\": \"%s\", \"task\": \"%s\", \"batch\": %d, \"threads\": %d, \"side\": \"%s\", ",
        setting.network().label(), task(), setting.batch(), setting.threads(), side.label());
    return start + (cannot != null ? "\"cannot\": \"" + cannot.replaceAll("[\"\\\\\\p{Cntrl}]", " ") + "\"}"
        : String.format(Locale.ROOT, "\"medianMs\": %.4f, \"p99Ms\": %.4f, \"firstMs\": %.2f, \"ratio\": %.4f}", median, slow, first, ratio));
  }
}
