package dev.fovea.runtime.visual;

import java.math.BigDecimal;
import java.math.MathContext;

/** The key of a scale: an upright band of its colours, with the values at both ends and in between. */
final class ColorBar {
  private static final int BAND = 14;
  private static final int TICK = 4;
  private static final int GAP = 4;
  private static final int PIXELS_PER_TICK = 50;

  private ColorBar() {}

  /** Width of band, ticks and numbers. */
  static int width(ColorScale scale, int height) {
    int widest = 0;
    for (int i = 0; i <= intervals(height); i++) {
      widest = Math.max(widest, Canvas.textWidth(number(value(scale, i, intervals(height))), Canvas.Text.LABEL));
    }
    return BAND + 1 + TICK + GAP + widest;
  }

  static void draw(Canvas canvas, ColorScale scale, int left, int top, int height) {
    for (int y = 0; y < height; y++) {
      canvas.fill(left, top + y, BAND, 1, scale.map().rgb(1 - y / (height - 1.0)));
    }
    canvas.frame(left, top, BAND, height, Canvas.FRAME);
    int intervals = intervals(height);
    for (int i = 0; i <= intervals; i++) {
      int y = top + Math.round((height - 1) * (1 - (float) i / intervals));
      canvas.fill(left + BAND + 1, y, TICK, 1, Canvas.MUTED);
      canvas.text(number(value(scale, i, intervals)), left + BAND + 1 + TICK + GAP, y - Canvas.Text.LABEL.capHeight / 2,
          Canvas.Text.LABEL, Canvas.MUTED);
    }
  }

  /** Two or four: the middle, which is zero in a signed scale, has a number of its own. */
  private static int intervals(int height) {
    return height >= 4 * PIXELS_PER_TICK ? 4 : 2;
  }

  private static float value(ColorScale scale, int tick, int intervals) {
    double share = (double) tick / intervals;
    return (float) (scale.low() * (1 - share) + scale.high() * share);
  }

  /** Three significant digits, without trailing zeros. */
  static String number(float value) {
    if (!Float.isFinite(value)) {
      return Float.toString(value);
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    return rounded.signum() == 0 ? "0" : exponent < -3 || exponent > 5 ? rounded.toString() : rounded.toPlainString();
  }
}
