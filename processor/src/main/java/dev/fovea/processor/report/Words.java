package dev.fovea.processor.report;

import java.util.List;
import java.util.Locale;

/** Numbers and words as the page writes them. */
final class Words {
  private Words() {}

  /** With separators. */
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** In three digits, as in {@code 25.6 M}. */
  static String rounded(long number) {
    if (number < 10_000) {
      return count(number);
    }
    String[] units = {"", " k", " M", " G", " T", " P", " E"};
    double value = number;
    int unit = 0;
    while (value >= 999.5) {
      value /= 1000;
      unit++;
    }
    return digits(value) + units[unit];
  }

  /** Bytes of so many floats, as in {@code 97.5 MiB}. */
  static String memory(long floats) {
    double value = 4.0 * floats;
    String[] units = {"bytes", "KiB", "MiB", "GiB", "TiB"};
    int unit = 0;
    while (value >= 1000 && unit < units.length - 1) {
      value /= 1024;
      unit++;
    }
    return (unit == 0 ? String.valueOf((long) value) : digits(value)) + " " + units[unit];
  }

  private static String digits(double value) {
    return String.format(Locale.ROOT, value < 9.995 ? "%.2f" : value < 99.95 ? "%.1f" : "%.0f", value);
  }

  /** A share of a whole, as in {@code 12.5 %}. */
  static String share(long part, long whole) {
    return String.format(Locale.ROOT, "%.1f %%", whole == 0 ? 0 : 100.0 * part / whole);
  }

  /** A coordinate: at most one decimal. */
  static String number(double value) {
    long tenths = Math.round(value * 10);
    return tenths % 10 == 0 ? String.valueOf(tenths / 10) : (tenths < 0 ? "-" : "") + Math.abs(tenths) / 10 + "." + Math.abs(tenths) % 10;
  }

  /** About how wide a text is drawn; rather too much than too little. */
  static double width(String text, double size) {
    return text.codePoints().mapToDouble(c -> {
      boolean narrow = " .,:;'|il[]()/".indexOf(c) >= 0;
      return c > 0x2e7f ? 1.05 : c == '@' || c == '%' ? 1 : c >= 'A' && c <= 'Z' ? 0.72 : narrow ? 0.36 : 0.6;
    }).sum() * size;
  }

  /** How wide a text of a typewriter's letters is drawn. */
  static double fixedWidth(String text, double size) {
    return text.codePoints().mapToDouble(c -> c > 0x2e7f ? 1.2 : 0.605).sum() * size;
  }

  /** As much of a text as fits. */
  static String clipped(String text, double size, double width) {
    if (width(text, size) <= width) {
      return text;
    }
    int end = text.length();
    while (end > 1 && width(text.substring(0, end) + "\u2026", size) > width) {
      end = text.offsetByCodePoints(end, -1);
    }
    return text.substring(0, end) + "\u2026";
  }

  /** As in {@code 1 layer}. */
  static String plural(long number, String noun) {
    return count(number) + " " + noun + (number == 1 ? "" : "s");
  }

  /** Words for a list. */
  static String joined(List<String> words) {
    return String.join(", ", words);
  }
}
