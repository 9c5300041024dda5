package dev.fovea.processor.report;

import java.util.List;

/**
 * A row of a page's table of buffers.
 *
 * @param offset in bytes
 * @param size in bytes
 * @param first the step that writes it; 0 is the image's arrival
 * @param last the last step that reads it; larger than any where the pass returns it
 */
public record Kept(long offset, long size, long first, long last) {
  /** All rows of the table. */
  public static List<Kept> of(Read page) {
    return page.rows("memory").stream().map(row -> new Kept(number(row.get(4)), number(row.get(5)),
        row.get(6).contains("arrival") ? 0 : step(row.get(6), "from step "),
        row.get(6).endsWith("the end") ? Long.MAX_VALUE : step(row.get(6), "to step "))).toList();
  }

  private static long number(String text) {
    return Long.parseLong(text.replace(",", ""));
  }

  private static long step(String text, String before) {
    return Long.parseLong(text.substring(text.indexOf(before) + before.length()).split(" ")[0]);
  }

  /** Whether two are needed at the same time and lie on one another. */
  public boolean isHurtBy(Kept other) {
    return this != other && first <= other.last && other.first <= last && offset < other.offset + other.size && other.offset < offset + size;
  }

  /** Bytes of the arena. */
  public static long arena(List<Kept> all) {
    return all.stream().mapToLong(kept -> kept.offset + kept.size).max().orElse(0);
  }

  /** Bytes that are needed at the fullest step. */
  public static long bound(List<Kept> all) {
    return all.stream().mapToLong(now -> all.stream().filter(kept -> kept.first <= now.first && now.first <= kept.last)
        .mapToLong(Kept::size).sum()).max().orElse(0);
  }
}
