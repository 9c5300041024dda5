package dev.fovea.processor.complete;

import dev.fovea.processor.shape.Window;
import java.util.ArrayList;
import java.util.List;

/** What holds for images of every size: all that can be said in the body of a block, or behind a mistake. */
final class AnyShape {
  private AnyShape() {}

  static List<Suggestion> suggest(Asked asked) {
    switch (asked.member()) {
      case "padding":
        return asked.hasNumbers("kernel") && !asked.isTransposed() ? paddings(asked) : List.of();
      case "kernel":
        return asked.isTransposed() ? List.of() : numbers(asked.isPool() ? List.of(2, 3) : List.of(3, 1, 5, 7));
      case "stride":
        return numbers(List.of(1, 2));
      case "dilation":
        return dilations(asked);
      case "groups":
        return groups(asked);
      default:
        return List.of();
    }
  }

  private static List<Suggestion> numbers(List<Integer> numbers) {
    return numbers.stream().map(number -> new Suggestion("" + number, "height and width alike")).toList();
  }

  /** A window with a middle, padded by half of it, gives the size divided by the stride, rounded up. */
  private static List<Suggestion> paddings(Asked asked) {
    List<Suggestion> paddings = new ArrayList<>();
    Window rows = asked.window(0);
    Window columns = asked.window(1);
    if (rows.dilated() % 2 == 1 && columns.dilated() % 2 == 1) {
      paddings.add(new Suggestion(Candidate.pair((int) (rows.dilated() / 2), (int) (columns.dilated() / 2), "").text(),
          rows.stride() == 1 && columns.stride() == 1 ? "keeps height and width" : "height and width divided by the stride, rounded up"));
    }
    paddings.add(new Suggestion("0", "windows lie within the image"));
    return paddings.size() == 2 && paddings.get(0).value().equals("0") ? paddings.subList(0, 1) : paddings;
  }

  private static List<Suggestion> dilations(Asked asked) {
    List<Suggestion> dilations = new ArrayList<>();
    for (int dilation : new int[] {1, 2, 4}) {
      long high = new Window(asked.along(0, "kernel", 1), 1, dilation, 0, 0).dilated();
      long wide = new Window(asked.along(1, "kernel", 1), 1, dilation, 0, 0).dilated();
      dilations.add(new Suggestion("" + dilation,
          asked.hasNumbers("kernel") ? "a window of " + high + "x" + wide : "no more is known yet"));
    }
    return dilations;
  }

  private static List<Suggestion> groups(Asked asked) {
    int filters = asked.attributes().has("filters") ? asked.attributes().integer("filters") : 0;
    return filters < 1 ? List.of(new Suggestion("1", "every filter reads every channel"))
        : Candidates.divisors(filters).stream().map(divisor -> new Suggestion("" + divisor, divisor == 1
            ? "every filter reads every channel" : filters / divisor + " filters each; must divide the channels too")).toList();
  }
}
