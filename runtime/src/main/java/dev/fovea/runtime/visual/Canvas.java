package dev.fovea.runtime.visual;

import java.util.Arrays;

/** A raster to draw on: rectangles, smooth text, enlarged pixels. What falls outside is cut off. */
final class Canvas {
  static final int BACKGROUND = 0xFFFFFF;
  static final int INK = 0x1F2430;
  static final int MUTED = 0x667080;
  static final int FRAME = 0xC9CED6;
  private static final int HATCH_GROUND = 0xECEEF1;
  private static final int HATCH_LINE = 0xD5D9DF;
  private static final String ELLIPSIS = "...";

  /** Sizes of text, by the height of its capitals in pixels. */
  enum Text {
    TITLE(13, 1.75), LABEL(9, 1.15);

    final int capHeight;
    private final double pen;

    Text(int capHeight, double pen) {
      this.capHeight = capHeight;
      this.pen = pen;
    }

    private double unit() {
      return (capHeight - 1) / StrokeFont.CAP_HEIGHT;
    }
  }

  private final int width;
  private final int height;
  private final int[] pixels;

  Canvas(int width, int height) {
    this.width = width;
    this.height = height;
    this.pixels = new int[Math.multiplyExact(width, height)];
    Arrays.fill(pixels, BACKGROUND);
  }

  Picture picture() {
    return new Picture(width, height, pixels.clone());
  }

  void set(int x, int y, int rgb) {
    if (x >= 0 && x < width && y >= 0 && y < height) {
      pixels[y * width + x] = rgb;
    }
  }

  void fill(int left, int top, int columns, int rows, int rgb) {
    for (int y = Math.max(top, 0); y < Math.min(top + rows, height); y++) {
      int from = Math.max(0, Math.min(left, width));
      int to = Math.max(0, Math.min(left + columns, width));
      Arrays.fill(pixels, y * width + from, y * width + to, rgb);
    }
  }

  /** A frame of one pixel around a rectangle, outside it. */
  void frame(int left, int top, int columns, int rows, int rgb) {
    fill(left - 1, top - 1, columns + 2, 1, rgb);
    fill(left - 1, top + rows, columns + 2, 1, rgb);
    fill(left - 1, top, 1, rows, rgb);
    fill(left + columns, top, 1, rows, rgb);
  }

  /** Pale diagonals: there is nothing here. They run through from one rectangle to the next. */
  void hatch(int left, int top, int columns, int rows) {
    for (int y = top; y < top + rows; y++) {
      for (int x = left; x < left + columns; x++) {
        set(x, y, (x + y) % 6 < 2 ? HATCH_LINE : HATCH_GROUND);
      }
    }
  }

  /** Draws text whose baseline is the bottom row of its capitals, {@code top + capHeight - 1}. */
  void text(String text, int left, int top, Text size, int rgb) {
    double x = left + size.pen / 2;
    double baseline = top + size.capHeight - 0.5;
    for (int i = 0; i < text.length(); i++) {
      for (double[] segment : StrokeFont.glyph(text.charAt(i)).segments()) {
        line(x + segment[0] * size.unit(), baseline - segment[1] * size.unit(), x + segment[2] * size.unit(),
            baseline - segment[3] * size.unit(), size.pen / 2, rgb);
      }
      x += StrokeFont.advance(text.charAt(i)) * size.unit();
    }
  }

  /** How many pixels wide a text is. */
  static int textWidth(String text, Text size) {
    double units = 0;
    for (int i = 0; i < text.length(); i++) {
      units += i + 1 < text.length() ? StrokeFont.advance(text.charAt(i)) : StrokeFont.glyph(text.charAt(i)).width();
    }
    return (int) Math.ceil(units * size.unit() + size.pen);
  }

  /** The text if it is at most so wide, else its beginning and three dots; empty where not even they fit. */
  static String fit(String text, int columns, Text size) {
    if (textWidth(text, size) <= columns) {
      return text;
    }
    for (int length = text.length() - 1; length > 0; length--) {
      String cut = text.substring(0, length).stripTrailing() + ELLIPSIS;
      if (textWidth(cut, size) <= columns) {
        return cut;
      }
    }
    return "";
  }

  /**
   * A line of a round pen. How dark a pixel gets is how far its centre is inside the pen's edge, cut to 0 to 1; of
   * overlapping lines the darker one counts, so joints do not show.
   */
  private void line(double x0, double y0, double x1, double y1, double radius, int rgb) {
    double reach = radius + 0.5;
    double dx = x1 - x0;
    double dy = y1 - y0;
    double squared = dx * dx + dy * dy;
    for (int y = (int) Math.floor(Math.min(y0, y1) - reach); y <= Math.max(y0, y1) + reach; y++) {
      for (int x = (int) Math.floor(Math.min(x0, x1) - reach); x <= Math.max(x0, x1) + reach; x++) {
        double px = x + 0.5 - x0;
        double py = y + 0.5 - y0;
        double along = squared == 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / squared));
        double distance = Math.sqrt((px - along * dx) * (px - along * dx) + (py - along * dy) * (py - along * dy));
        double cover = Math.min(1, reach - distance);
        if (cover > 0 && x >= 0 && x < width && y >= 0 && y < height) {
          pixels[y * width + x] = darker(pixels[y * width + x], ColorMap.mix(BACKGROUND, rgb, cover));
        }
      }
    }
  }

  /** The lesser of each of red, green and blue. */
  private static int darker(int a, int b) {
    return Math.min(a & 0xFF0000, b & 0xFF0000) | Math.min(a & 0xFF00, b & 0xFF00) | Math.min(a & 0xFF, b & 0xFF);
  }
}
