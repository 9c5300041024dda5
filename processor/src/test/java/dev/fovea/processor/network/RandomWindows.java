package dev.fovea.processor.network;

import dev.fovea.processor.network.NetworkSketch.Size;
import dev.fovea.processor.network.NetworkSketch.Slide;
import java.util.Random;

/**
 * Draws windows, with the members that describe them. How many there are is found by laying them down one after the other; paddings of
 * the modes by trying.
 */
final class RandomWindows {
  private static final String[] MODES = {"VALID", "SAME", "SAME_LOWER", "HALF", "FULL"};

  private final Random random;

  RandomWindows(Random random) {
    this.random = random;
  }

  /** A window along both axes, and the members that say so. */
  record Drawn(Slide rows, Slide columns, String members) {}

  /** One number for both axes, or one for each. */
  int[] pair(int least, int most) {
    int first = least + random.nextInt(most - least + 1);
    return new int[] {first, random.nextInt(3) > 0 ? first : least + random.nextInt(most - least + 1)};
  }

  String text(int[] pair) {
    return pair[0] == pair[1] && random.nextInt(4) > 0 ? "" + pair[0] : "{" + pair[0] + ", " + pair[1] + "}";
  }

  String member(String name, int[] pair, int usual) {
    return pair[0] == usual && pair[1] == usual && random.nextInt(4) > 0 ? "" : ", " + name + " = " + text(pair);
  }

  /** Padding top, left, bottom and right, as one, two or four numbers. */
  private int[] border(int most) {
    int[] pair = pair(0, most);
    if (random.nextInt(3) > 0) {
      return new int[] {pair[0], pair[1], pair[0], pair[1]};
    }
    int[] other = pair(0, most);
    return new int[] {pair[0], pair[1], other[0], other[1]};
  }

  private String padding(int[] border) {
    if (border[0] == border[2] && border[1] == border[3]) {
      return member("padding", new int[] {border[0], border[1]}, 0);
    }
    return ", padding = {" + border[0] + ", " + border[1] + ", " + border[2] + ", " + border[3] + "}";
  }

  /** A window that keeps the size of what it slides over. */
  Drawn keeping(Size input) {
    int[] kernel = random.nextBoolean() ? new int[] {3, 3} : pair(1, 4);
    int[] one = {1, 1};
    return new Drawn(slide(kernel[0], 1, 1, input.height(), "SAME", 0, 0, false, false),
        slide(kernel[1], 1, 1, input.width(), "SAME", 0, 0, false, false),
        "kernel = " + text(kernel) + member("stride", one, 1) + ", paddingMode = PaddingMode.SAME");
  }

  /** A window as large as what it slides over. */
  Drawn covering(Size input) {
    int[] kernel = {input.height(), input.width()};
    return new Drawn(slide(kernel[0], 1, 1, kernel[0], "VALID", 0, 0, false, false),
        slide(kernel[1], 1, 1, kernel[1], "VALID", 0, 0, false, false), "kernel = " + text(kernel));
  }

  /** A window of a convolution; null if what was drawn does not fit. */
  Drawn convolution(Size input) {
    return draw(input, 3, true, false, false);
  }

  /** A window of a pool, each of which sees a real pixel; null if what was drawn does not fit. */
  Drawn pool(Size input, boolean dilated) {
    return draw(input, 2, dilated, random.nextInt(3) == 0, true);
  }

  private Drawn draw(Size input, int mostPadding, boolean dilates, boolean ceil, boolean pool) {
    int[] kernel = pair(1, random.nextInt(4) == 0 ? 5 : 3);
    boolean kernelStride = pool && random.nextInt(3) == 0;
    int[] stride = kernelStride ? kernel : pair(1, random.nextInt(5) == 0 ? 4 : 2);
    int[] dilation = dilates && random.nextInt(3) == 0 ? pair(1, 3) : new int[] {1, 1};
    String mode = random.nextBoolean() ? "EXPLICIT" : MODES[random.nextInt(MODES.length)];
    int[] border = mode.equals("EXPLICIT") ? border(mostPadding) : new int[4];
    Slide rows = slide(kernel[0], stride[0], dilation[0], input.height(), mode, border[0], border[2], ceil, pool);
    Slide columns = slide(kernel[1], stride[1], dilation[1], input.width(), mode, border[1], border[3], ceil, pool);
    if (rows == null || columns == null) {
      return null;
    }
    return new Drawn(rows, columns, "kernel = " + text(kernel) + (kernelStride ? "" : pool ? ", stride = " + text(stride)
        : member("stride", stride, 1)) + (dilates ? member("dilation", dilation, 1) : "")
        + (mode.equals("EXPLICIT") ? padding(border) : ", paddingMode = PaddingMode." + mode) + (ceil ? ", ceil = true" : ""));
  }

  private static Slide slide(int kernel, int stride, int dilation, int size, String mode, int before, int after, boolean ceil,
      boolean pool) {
    int extent = dilation * (kernel - 1) + 1;
    int[] padding = {before, after};
    if (mode.equals("HALF")) {
      padding = new int[] {extent / 2, extent / 2};
    } else if (mode.equals("FULL")) {
      padding = new int[] {extent - 1, extent - 1};
    } else if (mode.startsWith("SAME")) {
      // The least padding that gives a window for every stride-th pixel.
      int wanted = 0;
      for (int pixel = 0; pixel < size; pixel += stride) {
        wanted++;
      }
      int total = 0;
      while (count(size, total, extent, stride) < wanted) {
        total++;
      }
      padding = mode.equals("SAME") ? new int[] {total / 2, (total + 1) / 2} : new int[] {(total + 1) / 2, total / 2};
    }
    int units = count(size, padding[0] + padding[1], extent, stride);
    if (units < 1) {
      return null;
    }
    if (ceil) {
      // One more that hangs over the edge, if pixels or padding are left, and it starts on a pixel or before.
      int end = (units - 1) * stride + extent;
      if (end < size + padding[0] + padding[1] && units * stride - padding[0] < size) {
        units++;
      }
    }
    Slide slide = new Slide(kernel, stride, dilation, padding[0], padding[1], units);
    return pool && isBlind(slide, size) ? null : slide;
  }

  private static int count(int size, int padding, int extent, int stride) {
    int count = 0;
    for (int start = 0; start + extent <= size + padding; start += stride) {
      count++;
    }
    return count;
  }

  private static boolean isBlind(Slide slide, int size) {
    for (int unit = 0; unit < slide.units(); unit++) {
      boolean sees = false;
      for (int tap = 0; tap < slide.kernel(); tap++) {
        int pixel = unit * slide.stride() - slide.before() + tap * slide.dilation();
        sees |= pixel >= 0 && pixel < size;
      }
      if (!sees) {
        return true;
      }
    }
    return false;
  }

  /** A stamp of a transposed convolution, whose output is at most so large; null if what was drawn does not fit. */
  Drawn transposed(Size input, int most) {
    int[] kernel = pair(1, random.nextInt(4) == 0 ? 5 : 4);
    int[] stride = pair(1, 3);
    int[] dilation = random.nextInt(4) == 0 ? pair(1, 3) : new int[] {1, 1};
    String mode = random.nextInt(3) > 0 ? "EXPLICIT" : MODES[random.nextInt(MODES.length)];
    int[] border = mode.equals("EXPLICIT") ? border(2) : new int[4];
    boolean same = mode.startsWith("SAME");
    boolean sized = !same && random.nextInt(3) == 0;
    boolean grown = !same && !sized && random.nextInt(3) == 0;
    int[] extra = new int[2];
    for (int axis = 0; axis < 2; axis++) {
      int limit = sized ? stride[axis] : grown ? Math.max(stride[axis], dilation[axis]) : 1;
      extra[axis] = random.nextInt(limit);
    }
    Slide rows = stamp(kernel[0], stride[0], dilation[0], input.height(), mode, border[0], border[2], extra[0]);
    Slide columns = stamp(kernel[1], stride[1], dilation[1], input.width(), mode, border[1], border[3], extra[1]);
    if (rows.units() < 1 || columns.units() < 1 || rows.units() > most || columns.units() > most) {
      return null;
    }
    return new Drawn(rows, columns, "kernel = " + text(kernel) + member("stride", stride, 1) + member("dilation", dilation, 1)
        + (mode.equals("EXPLICIT") ? padding(border) : ", paddingMode = PaddingMode." + mode)
        + (sized ? ", outputSize = " + text(new int[] {rows.units(), columns.units()}) : "") + (grown ? member("outputPadding", extra, 0) : ""));
  }

  private static Slide stamp(int kernel, int stride, int dilation, int size, String mode, int before, int after, int extra) {
    int extent = dilation * (kernel - 1) + 1;
    int painted = extent;
    for (int unit = 1; unit < size; unit++) {
      painted += stride;
    }
    int[] cut = {before, after};
    int units;
    if (mode.startsWith("SAME")) {
      units = size * stride;
      int total = Math.max(0, painted - units);
      cut = mode.equals("SAME") ? new int[] {total / 2, (total + 1) / 2} : new int[] {(total + 1) / 2, total / 2};
    } else {
      if (mode.equals("HALF")) {
        cut = new int[] {extent / 2, extent / 2};
      } else if (mode.equals("FULL")) {
        cut = new int[] {extent - 1, extent - 1};
      }
      units = painted - cut[0] - cut[1] + extra;
    }
    return new Slide(kernel, stride, dilation, cut[0], cut[1], units);
  }

  /** The stamp that undoes a convolution's window, landing on a given size by {@code @ShapeOf}. */
  static Slide undo(Slide window, int size) {
    return new Slide(window.kernel(), window.stride(), window.dilation(), window.before(), window.after(), size);
  }

  /** Whether {@code @ShapeOf} can land on a size: by less than a stride of output padding. */
  static boolean lands(Slide window, int size) {
    int least = window.dilation() * (window.kernel() - 1) + 1 + (window.units() - 1) * window.stride() - window.before() - window.after();
    return size >= least && size < least + window.stride();
  }
}
