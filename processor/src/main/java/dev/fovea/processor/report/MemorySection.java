package dev.fovea.processor.report;

import dev.fovea.processor.plan.Border;
import dev.fovea.processor.plan.InferencePlan;
import dev.fovea.processor.plan.Stay;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Where the fused pass keeps its values: a picture of steps by addresses, and a table. */
final class MemorySection {
  private static final double WIDTH = 1300;
  private static final double HEIGHT = 360;
  private static final double LEFT = 64;
  private static final double TOP = 18;

  private final Html html;
  private final List<Stay> stays;
  private final int steps;
  private final long floats;
  private final int scratch;
  private final long[] live;
  private final long least;
  private final int sliced;
  private final long copying;

  MemorySection(Html html, InferencePlan plan) {
    this.html = html;
    this.stays = plan.stays();
    this.steps = plan.steps().size();
    this.floats = plan.floats();
    this.live = live(stays, steps);
    this.scratch = plan.scratch();
    this.sliced = plan.sliced();
    this.copying = plan.copying();
    this.least = Arrays.stream(live).max().orElse(0);
  }

  /** What is needed while the image arrives, at each step, and after the last. */
  private static long[] live(List<Stay> stays, int steps) {
    long[] live = new long[steps + 3];
    for (Stay stay : stays) {
      live[stay.first() + 1] += stay.region().imageStride();
      live[stay.last() + 2] -= stay.region().imageStride();
    }
    for (int i = 1; i < live.length; i++) {
      live[i] += live[i - 1];
    }
    return live;
  }

  void write() {
    long sum = stays.stream().mapToLong(stay -> stay.region().imageStride()).sum();
    html.open("section", "id", "memory").element("h2", "Memory of a fused pass").line();
    html.open("p");
    html.text("One arena of ").element("b", Words.memory(floats)).text(" for each image holds " + Words.plural(stays.size(), "buffer")
        + " that add up to " + Words.memory(sum) + ": those that are not needed at the same time share memory. At its fullest step ");
    html.element("b", Words.memory(least)).text(" are live, and no plan can take less; this one takes ");
    html.element("b", String.format(Locale.ROOT, "%.3f", least == 0 ? 1 : (double) floats / least)).text(" times that. Channels are padded"
        + " to whole vectors, and images by the borders of zeros that kernels read.");
    if (sliced > 0) {
      html.text(" Concatenations are spared copies of " + Words.plural(sliced, "value") + ", which are written where they belong; with"
          + " copies the arena would take " + Words.memory(copying) + ".");
    }
    if (scratch > 0) {
      html.text(" Winograd's transforms take " + Words.memory(scratch) + " more for each thread.");
    }
    html.close().line();
    picture();
    table();
    html.close().line();
  }

  private double x(int step) {
    return LEFT + (step + 1) * (WIDTH - LEFT - 4) / (steps + 2);
  }

  private double y(long address) {
    return TOP + address * HEIGHT / Math.max(1, floats);
  }

  private void picture() {
    html.open("div", "class", "picture");
    double height = TOP + HEIGHT + 40;
    html.open("svg", "class", "memory", "viewBox", "0 0 " + Words.number(WIDTH) + " " + Words.number(height), "width", WIDTH, "height",
        height, "style", "--width:" + Words.number(WIDTH) + "px", "role", "img", "aria-label",
        "Buffers by steps, from left to right, and addresses, from top to bottom").line();
    for (int i = 0; i <= 4; i++) {
      double y = y(floats * i / 4);
      html.empty("path", "class", "rule", "d", "M" + Words.number(LEFT) + " " + Words.number(y) + "H" + Words.number(WIDTH - 4));
      html.element("text", Words.memory(floats * i / 4), "class", "cost end", "x", LEFT - 6, "y", y + 4);
    }
    html.line();
    int shade = 0;
    for (Stay stay : stays) {
      buffer(stay, shade++ % 6);
    }
    liveLine();
    // Names come last, so that the line does not run through them.
    html.open("g", "class", "names");
    stays.forEach(this::name);
    html.close().line();
    html.element("text", "image", "class", "cost start", "x", LEFT, "y", TOP + HEIGHT + 15);
    html.element("text", "steps in their order", "class", "cost", "x", (LEFT + WIDTH) / 2, "y", TOP + HEIGHT + 15);
    html.element("text", "outputs", "class", "cost end", "x", WIDTH - 4, "y", TOP + HEIGHT + 15);
    html.element("text", "Red: how much is live at each step.", "class", "cost start", "x", LEFT, "y", TOP + HEIGHT + 33);
    html.close().close().line();
  }

  private void buffer(Stay stay, int shade) {
    double height = height(stay);
    html.open("g", "class", "buffer shade" + shade);
    html.element("title", stay.name() + " " + stay.region().shape() + "\n" + Words.memory(stay.region().imageStride()) + " from "
        + Words.memory(stay.region().offset()) + " on, " + when(stay));
    html.empty("rect", "x", x(stay.first()), "y", y(stay.region().offset()), "width", width(stay), "height", Math.max(0.5, height), "rx",
        Math.min(3, height / 4));
    html.close().line();
  }

  private double width(Stay stay) {
    return x(stay.last() + 1) - x(stay.first());
  }

  private double height(Stay stay) {
    return y(stay.region().offset() + stay.region().imageStride()) - y(stay.region().offset());
  }

  private void name(Stay stay) {
    double height = height(stay);
    if (height >= 13 && width(stay) >= 26) {
      html.element("text", Words.clipped(stay.name(), 10, width(stay) - 6), "class", "cost start", "x", x(stay.first()) + 4, "y",
          y(stay.region().offset()) + Math.min(height / 2 + 4, 14));
    }
  }

  private void liveLine() {
    StringBuilder path = new StringBuilder("M").append(Words.number(LEFT)).append(' ').append(Words.number(y(live[0])));
    for (int i = 0; i < steps + 2; i++) {
      path.append('V').append(Words.number(y(live[i]))).append('H').append(Words.number(x(i)));
    }
    html.empty("path", "class", "live", "d", path).line();
  }

  private String when(Stay stay) {
    String from = stay.first() < 0 ? "the image's arrival" : "step " + (stay.first() + 1);
    String to = stay.last() < 0 ? "there" : stay.last() >= steps ? "the end" : "step " + (stay.last() + 1);
    return "from " + from + " to " + to;
  }

  private void table() {
    html.open("details").element("summary", "All " + Words.plural(stays.size(), "buffer") + " by address");
    html.open("table").open("thead").open("tr").element("th", "buffer").element("th", "shape").element("th", "border");
    for (String number : new String[] {"floats per pixel", "offset in bytes", "size in bytes"}) {
      html.element("th", number, "class", "number");
    }
    html.element("th", "needed").close().close();
    html.line().open("tbody").line();
    stays.stream().sorted(Comparator.<Stay>comparingInt(stay -> stay.region().offset()).thenComparingInt(Stay::first)).forEach(stay -> {
      Border border = stay.region().border();
      html.open("tr").element("td", stay.name(), "class", "name").element("td", stay.region().shape(), "class", "shape");
      html.element("td", border.isNone() ? ""
          : border.top() + ", " + border.left() + ", " + border.bottom() + ", " + border.right());
      html.element("td", Words.count(stay.region().pixelStride()), "class", "number");
      html.element("td", Words.count(4L * stay.region().offset()), "class", "number");
      html.element("td", Words.count(4 * stay.region().imageStride()), "class", "number");
      html.element("td", when(stay)).close().line();
    });
    html.close().close().close();
  }
}
