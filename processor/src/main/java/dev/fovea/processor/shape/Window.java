package dev.fovea.processor.shape;

/**
 * A window that slides along one axis: the one place that holds the arithmetic of windows.
 *
 * <p>With {@code k' = dilation (kernel - 1) + 1}, an input of size {@code i} gives {@code o = floor((i + before + after - k') / stride) +
 * 1} outputs, and {@code o} units give a transposed window {@code stride (o - 1) + k' - before - after + a}. See V. Dumoulin and F.
 * Visin, "A guide to convolution arithmetic for deep learning" (arXiv 1603.07285).
 *
 * @param kernel number of taps
 * @param stride distance between neighbouring windows
 * @param dilation distance between neighbouring taps
 * @param before padding above, or to the left
 * @param after padding below, or to the right
 * @param ceil whether a last window that overhangs the padded input counts
 */
public record Window(int kernel, int stride, int dilation, int before, int after, boolean ceil) {
  /** A window of plain arithmetic. */
  public Window(int kernel, int stride, int dilation, int before, int after) {
    this(kernel, stride, dilation, before, after, false);
  }

  /** One tap on every position. */
  public static Window point(int stride) {
    return new Window(1, stride, 1, 0, 0);
  }

  /** Covers an axis whole. */
  public static Window whole(int size) {
    return new Window(size, 1, 1, 0, 0);
  }

  /** From the first tap to the last. */
  public long dilated() {
    return (long) dilation * (kernel - 1) + 1;
  }

  /** How many windows an input of a size gives; below 1 if not even one fits. */
  public long output(long input) {
    long room = input + before + after - dilated();
    if (!ceil) {
      return Math.floorDiv(room, stride) + 1;
    }
    long outputs = -Math.floorDiv(-room, stride) + 1;
    // A window that would start past the input and its leading padding sees nothing real (PyTorch, Caffe).
    return (outputs - 1) * stride >= input + before ? outputs - 1 : outputs;
  }

  /** The size that the transposed window gives for a number of units, with an output padding. */
  public long transposedOutput(long units, int outputPadding) {
    return stride * (units - 1) + dilated() - before - after + outputPadding;
  }

  /** Real positions at the end that no window reaches; padding that no window reaches is not counted, nor gaps between windows. */
  public long unread(long input) {
    long end = (output(input) - 1) * stride - before + dilated();
    long gap = Math.max(0, stride - dilated());
    return Math.min(input, Math.max(0, input - end - gap));
  }

  /**
   * Whether some window has all its taps on padding. Found without visiting the windows, of which there may be billions: the first and
   * the last one tell, unless taps lie so far apart that the input fits between two of them.
   */
  public boolean hasBlindWindow(long input) {
    long outputs = output(input);
    long reach = (long) dilation * (kernel - 1);
    if (outputs < 1) {
      return false;
    }
    if (reach < before || (outputs - 1) * stride - before >= input) {
      return true;
    }
    if (dilation <= input) {
      return false;
    }
    // What a window that starts on padding sees of the input is its first tap at or past the input's start, if it does not step over.
    // One that starts on the input sees it, and is never found: its start is its own remainder, below the input's size.
    long offset = Math.floorMod(-(long) before, (long) dilation);
    long over = firstBetween(stride % dilation, dilation, input - offset, dilation - 1 - offset);
    return over >= 0 && over < outputs;
  }

  /**
   * The first {@code n >= 0} with {@code low <= n step mod modulus <= high}, or -1: in as many steps as Euclid's algorithm takes,
   * which it mirrors. A range that begins at or below zero holds {@code n = 0}.
   */
  private static long firstBetween(long step, long modulus, long low, long high) {
    if (low <= 0) {
      return 0;
    }
    if (step == 0 || low > high) {
      return -1;
    }
    long direct = (low + step - 1) / step;
    if (step * direct <= high) {
      return direct;
    }
    // No multiple lies in the range: some lap k around the modulus must bring low + k modulus .. high + k modulus onto one.
    long lap = firstBetween(modulus % step, step, Math.floorMod(-high, step), Math.floorMod(-low, step));
    return lap < 0 ? -1 : (low + modulus * lap + step - 1) / step;
  }
}
