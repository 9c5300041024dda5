package dev.fovea.processor.complete;

import dev.fovea.processor.shape.Shape;
import dev.fovea.processor.shape.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** The values that are worth a trial for a member, in the order in which they are offered. */
final class Candidates {
  private static final List<String> MODES = List.of("EXPLICIT", "VALID", "SAME", "SAME_LOWER", "HALF", "FULL");
  private static final int MOST_CHOICES = 8;

  private final Asked asked;
  private final Shape before;

  /**
   * @param before what the operation reads
   */
  Candidates(Asked asked, Shape before) {
    this.asked = asked;
    this.before = before;
  }

  List<Candidate> all() {
    switch (asked.member()) {
      case "padding":
        return asked.isTransposed() ? transposedPaddings() : paddings();
      case "kernel":
        return kernels();
      case "stride":
        return strides();
      case "dilation":
        return pairs(List.of(1, 2, 4, 8));
      case "groups":
        return groups();
      case "filters":
        return filters();
      case "outputPadding":
        return pairs(IntStream.range(0, Math.min(MOST_CHOICES, Math.max(limit(0), limit(1)))).boxed().toList());
      case "outputSize":
        return outputSizes();
      case "paddingMode":
        return MODES.stream().map(mode -> new Candidate(mode, "PaddingMode." + mode, "")).toList();
      case "ceil":
        return List.of(new Candidate(true, "true", ""), new Candidate(false, "false", ""));
      case "value":
        return asked.kind().equals("AdaptiveAvgPool") ? adaptiveSizes() : List.of();
      default:
        return List.of();
    }
  }

  private static List<Candidate> pairs(List<Integer> numbers) {
    return numbers.stream().map(number -> Candidate.pair(number, number, "")).toList();
  }

  /** What keeps the size, or divides it by the stride, rounded up; half the window on each side; none; all but one pixel. */
  private List<Candidate> paddings() {
    List<Candidate> candidates = new ArrayList<>();
    if (!asked.hasNumbers("kernel")) {
      return candidates;
    }
    Window rows = asked.window(0);
    Window columns = asked.window(1);
    long high = missing(rows, before.height());
    long wide = missing(columns, before.width());
    if (high % 2 == 0 && wide % 2 == 0) {
      candidates.add(Candidate.pair((int) (high / 2), (int) (wide / 2), ""));
    } else {
      candidates.add(Candidate.sides(List.of((int) (high / 2), (int) (wide / 2), (int) (high - high / 2), (int) (wide - wide / 2)),
          "the odd pixel at bottom and right"));
    }
    candidates.add(Candidate.pair((int) (rows.dilated() / 2), (int) (columns.dilated() / 2), ""));
    candidates.add(Candidate.pair(0, 0, "windows lie within the image"));
    candidates.add(Candidate.pair((int) rows.dilated() - 1, (int) columns.dilated() - 1, "every window that sees at least one pixel"));
    return candidates;
  }

  /** How much padding brings the size to that of the input divided by the stride, rounded up. */
  private static long missing(Window window, int size) {
    long wanted = (size + (long) window.stride() - 1) / window.stride();
    return Math.max(0, (wanted - 1) * window.stride() + window.dilated() - size);
  }

  private List<Candidate> transposedPaddings() {
    List<Candidate> candidates = new ArrayList<>();
    long high = asked.window(0).dilated() - asked.window(0).stride();
    long wide = asked.window(1).dilated() - asked.window(1).stride();
    if (high >= 0 && wide >= 0 && high % 2 == 0 && wide % 2 == 0) {
      candidates.add(Candidate.pair((int) (high / 2), (int) (wide / 2), "stride times the input"));
    }
    candidates.add(Candidate.pair(0, 0, ""));
    return candidates;
  }

  /** Odd windows have a middle; those of a transposed convolution that are multiples of the stride leave no checkerboard. */
  private List<Candidate> kernels() {
    List<Candidate> candidates = new ArrayList<>();
    if (asked.isTransposed()) {
      for (int times = 1; times <= 3; times++) {
        candidates.add(Candidate.pair(times * asked.window(0).stride(), times * asked.window(1).stride(), "a multiple of the stride"));
      }
      return candidates;
    }
    candidates.addAll(pairs(asked.isPool() ? List.of(2, 3) : List.of(3, 1, 5, 7, 11)));
    candidates.add(Candidate.pair(before.height(), before.width(), "the whole image"));
    return distinct(candidates);
  }

  private List<Candidate> strides() {
    List<Candidate> candidates = new ArrayList<>(pairs(List.of(1, 2, 3, 4)));
    if (asked.hasNumbers("kernel")) {
      candidates.add(Candidate.pair(asked.along(0, "kernel", 1), asked.along(1, "kernel", 1), "windows side by side"));
    }
    return distinct(candidates);
  }

  private List<Candidate> groups() {
    int filters = asked.attributes().has("filters") ? asked.attributes().integer("filters") : 0;
    List<Candidate> candidates = new ArrayList<>();
    for (int divisor : divisors(before.channels())) {
      if (filters < 1) {
        candidates.add(Candidate.number(divisor, before.channels() / divisor + " channels each"));
      } else if (filters % divisor == 0) {
        candidates.add(Candidate.number(divisor, divisor == 1 ? "every filter reads every channel"
            : before.channels() / divisor + " channels and " + filters / divisor + " filters each"));
      }
    }
    return candidates;
  }

  /** The divisors of a number, ascending. */
  static TreeSet<Integer> divisors(int number) {
    TreeSet<Integer> divisors = new TreeSet<>();
    for (int divisor = 1; (long) divisor * divisor <= number; divisor++) {
      if (number % divisor == 0) {
        divisors.add(divisor);
        divisors.add(number / divisor);
      }
    }
    return divisors;
  }

  /** As many as channels come in, twice as many, half as many; the powers of two that are usual at the start of a network. */
  private List<Candidate> filters() {
    List<Candidate> candidates = new ArrayList<>();
    int channels = before.channels();
    if (channels >= 8) {
      candidates.add(Candidate.number(channels, "as many as channels come in"));
      if (channels <= Integer.MAX_VALUE / 2) {
        candidates.add(Candidate.number(2 * channels, "twice the channels"));
      }
      candidates.add(Candidate.number(channels / 2, "half the channels"));
    } else {
      List.of(16, 32, 64).forEach(number -> candidates.add(Candidate.number(number, "")));
    }
    return candidates;
  }

  private int limit(int axis) {
    return Math.max(asked.window(axis).stride(), asked.window(axis).dilation());
  }

  /** All sizes that an output padding can reach, the same for height and width. */
  private List<Candidate> outputSizes() {
    List<Candidate> candidates = new ArrayList<>();
    for (int extra = 0; extra < Math.min(MOST_CHOICES, Math.min(limit(0), limit(1))); extra++) {
      long height = transposed(0, before.height()) + extra;
      long width = transposed(1, before.width()) + extra;
      if (height == (int) height && width == (int) width) {
        candidates.add(Candidate.pair((int) height, (int) width, "an output padding of " + extra));
      }
    }
    return candidates;
  }

  private long transposed(int axis, int size) {
    int before = padding(axis);
    int after = padding(axis + 2);
    Window w = asked.window(axis);
    return new Window(w.kernel(), w.stride(), w.dilation(), before, after).transposedOutput(size, 0);
  }

  private int padding(int side) {
    if (!asked.hasNumbers("padding")) {
      return 0;
    }
    List<Integer> padding = asked.attributes().integers("padding");
    return padding.get(padding.size() == 1 ? 0 : padding.size() == 2 ? side % 2 : side % padding.size());
  }

  private List<Candidate> adaptiveSizes() {
    List<Candidate> candidates = new ArrayList<>();
    for (int size : divisors(before.height())) {
      if (before.width() % size == 0 && size <= MOST_CHOICES) {
        candidates.add(Candidate.pair(size, size, "every window has the same size"));
      }
    }
    return candidates;
  }

  private static List<Candidate> distinct(List<Candidate> candidates) {
    List<Candidate> distinct = new ArrayList<>();
    candidates.stream().filter(each -> distinct.stream().noneMatch(other -> other.text().equals(each.text()))).forEach(distinct::add);
    return distinct;
  }
}
