package dev.fovea.processor.shape.rule;

import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.shape.Axis;
import dev.fovea.processor.shape.ChannelsFirst;
import dev.fovea.processor.shape.Fix;
import dev.fovea.processor.shape.FlatImage;
import dev.fovea.processor.shape.LargerInput;
import dev.fovea.processor.shape.LeaveOut;
import dev.fovea.processor.shape.PaddedAlongTheWay;
import dev.fovea.processor.shape.Shape;
import dev.fovea.processor.shape.Use;
import dev.fovea.processor.shape.WholePlane;
import dev.fovea.processor.shape.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Slides windows over an input, and explains when they do not fit. */
final class WindowFit {
  private WindowFit() {}

  /** Whether the windows, their dilation included, have countable sizes; reports otherwise. */
  static boolean countable(Use use, int[] kernel, int[] dilation) {
    for (Axis axis : Axis.values()) {
      int i = axis.ordinal();
      long dilated = new Window(kernel[i], 1, dilation[i], 0, 0).dilated();
      if (dilated > Integer.MAX_VALUE) {
        use.report(Problem.error(Code.TOO_LARGE, use.at("kernel"),
            use.name() + " has a window of " + dilated + " along its " + axis + ", more than an axis can be long")
            .because("dilation*(kernel-1)+1: " + dilation[i] + "*(" + kernel[i] + "-1)+1 = " + dilated));
        return false;
      }
    }
    return true;
  }

  /** The window along one axis. */
  static Window window(Axis axis, Sliding members, Shape input) {
    int i = axis.ordinal();
    long dilated = new Window(members.kernel()[i], 1, members.dilation()[i], 0, 0).dilated();
    int[] padding = members.padding().along(axis == Axis.HEIGHT, input.along(axis), members.stride()[i], dilated);
    return new Window(members.kernel()[i], members.stride()[i], members.dilation()[i], padding[0], padding[1], members.ceil());
  }

  /** Whether at least one window fits along both axes; reports otherwise. */
  static boolean fits(Use use, Shape input, Window rows, Window columns) {
    List<Axis> failing = new ArrayList<>();
    if (rows.output(input.height()) < 1) {
      failing.add(Axis.HEIGHT);
    }
    if (columns.output(input.width()) < 1) {
      failing.add(Axis.WIDTH);
    }
    if (failing.isEmpty()) {
      return true;
    }
    List<String> details = new ArrayList<>();
    if (failing.size() == 2 && use.history().chain(Axis.HEIGHT).equals(use.history().chain(Axis.WIDTH)) && rows.equals(columns)) {
      failing.remove(Axis.WIDTH);
    }
    for (Axis axis : failing) {
      details.add(use.history().along(axis));
    }
    for (Axis axis : failing) {
      details.add(inequality(axis, axis == Axis.HEIGHT ? rows : columns, input.along(axis)));
    }
    if (isPixel(input) && use.history().lastChange() != null) {
      details.add("nothing is left to slide over after " + use.history().lastChange());
    }
    use.report(Problem.error(Code.KERNEL, use.at("kernel"), use.name() + " needs " + article(rows.dilated()) + " " + rows.dilated()
        + "x" + columns.dilated() + " window but its input is " + input.plane()).because(details), fixes(use, input, rows, columns));
    return false;
  }

  /** An eight, an eleven, an eighteen and an eighty, with or without thousands. */
  private static String article(long number) {
    String digits = String.valueOf(number);
    boolean leads = digits.length() % 3 == 2 && (digits.startsWith("11") || digits.startsWith("18"));
    return digits.startsWith("8") || leads ? "an" : "a";
  }

  private static String inequality(Axis axis, Window window, int input) {
    boolean even = window.before() == window.after();
    String padding = even ? "2*padding" : axis == Axis.HEIGHT ? "top + bottom" : "left + right";
    String numbers = even ? "" + 2L * window.before() : window.before() + " + " + window.after();
    if (window.dilation() == 1) {
      return "kernel <= " + axis + " + " + padding + ": " + window.kernel() + " <= " + input + " + " + numbers + " is false";
    }
    return "dilation*(kernel-1)+1 <= " + axis + " + " + padding + ": " + window.dilation() + "*(" + window.kernel() + "-1)+1 = "
        + window.dilated() + " <= " + input + " + " + numbers + " is false";
  }

  private static List<Fix> fixes(Use use, Shape input, Window rows, Window columns) {
    List<Fix> fixes = new ArrayList<>(List.of(new ChannelsFirst(), new FlatImage()));
    boolean pools = use.attributes().has("ceil");
    if (isPixel(input)) {
      // Padding would make a window that sees one pixel: what is wrong is that nothing is left to slide over.
      fixes.addAll(flattening(use));
    }
    if (isPixel(input) && pools) {
      fixes.addAll(List.of(new LeaveOut(use.name(), use.operation().kind()), new LargerInput()));
      return fixes;
    }
    if (!isPixel(input) && use.attributes().has("padding") && use.attributes().constant("paddingMode").equals("EXPLICIT")) {
      List<Integer> halves = Numbers.pair((int) (rows.dilated() / 2), (int) (columns.dilated() / 2));
      boolean keeps = keeps(rows, input.height()) && keeps(columns, input.width()) && !use.layer().isInBlock();
      Fix padding = use.fix("padding = " + Numbers.written(halves) + (keeps ? " keeps " + input.plane() : ""), "padding", halves);
      boolean averages = use.operation().kind().equals("AvgPool") && rows.output(input.height()) < 1 && columns.output(input.width()) < 1;
      if (averages) {
        // An average over more padding than image is hardly meant.
        Fix wholePlane = new WholePlane(use.layer(), use.operation());
        fixes.addAll(List.of(wholePlane, padding.unless(wholePlane)));
      } else {
        fixes.add(padding);
      }
    }
    if (!pools) {
      fixes.add(new PaddedAlongTheWay(use.name()).unless(fixes.get(fixes.size() - 1)));
    }
    if (rows.dilation() > 1 || columns.dilation() > 1) {
      fixes.add(dilation(use, input, rows, columns));
    } else if (use.attributes().has("kernel")) {
      fixes.add(kernel(use, input, rows, columns));
    }
    fixes.add(new LargerInput());
    if (pools) {
      fixes.add(use.fix("ceil = true", "ceil", true));
    }
    return fixes;
  }

  private static boolean isPixel(Shape input) {
    return input.height() == 1 && input.width() == 1;
  }

  /** The layers right before it that have made the image flat for no other reason. */
  private static List<Fix> flattening(Use use) {
    return use.layer().values().stream().map(input -> (Fix) new LeaveOut(input.name(), "Flatten")).toList();
  }

  private static Fix kernel(Use use, Shape input, Window rows, Window columns) {
    int tallest = largestKernel(rows, input.height());
    int widest = largestKernel(columns, input.width());
    List<Integer> largest = Numbers.pair(Math.min(tallest, rows.kernel()), Math.min(widest, columns.kernel()));
    boolean square = rows.kernel() == columns.kernel();
    List<Integer> smaller = square ? List.of(Math.min(tallest, widest)) : largest;
    return use.fix("kernel " + (square && smaller.get(0) > 1 ? "<= " : "= ") + Numbers.written(smaller), "kernel", smaller);
  }

  /** The largest dilation that fits, if one does. */
  private static Fix dilation(Use use, Shape input, Window rows, Window columns) {
    long largest = Math.min(largestDilation(rows, input.height()), largestDilation(columns, input.width()));
    return largest < 1 ? trial -> Optional.empty()
        : use.fix("dilation " + (largest > 1 ? "<= " : "= ") + largest, "dilation", List.of((int) largest));
  }

  private static long largestDilation(Window window, int input) {
    return window.kernel() == 1 ? Integer.MAX_VALUE
        : (input + (long) window.before() + window.after() - 1) / (window.kernel() - 1);
  }

  private static boolean keeps(Window window, int input) {
    int half = (int) (window.dilated() / 2);
    return new Window(window.kernel(), window.stride(), window.dilation(), half, half, window.ceil()).output(input) == input;
  }

  /** Of taps side by side. */
  private static int largestKernel(Window window, int input) {
    return (int) Math.min(Integer.MAX_VALUE, input + (long) window.before() + window.after());
  }
}
