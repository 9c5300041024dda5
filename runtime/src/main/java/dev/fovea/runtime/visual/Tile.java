package dev.fovea.runtime.visual;

/** A raster of values, each an even square of pixels. */
record Tile(String label, int rows, int columns, int factor, Paint paint) implements Cell {
  /** The whole factor that brings a raster of a size near to a wished number of pixels. */
  static int factor(int rows, int columns, int wished) {
    return Math.max(1, Math.round((float) wished / Math.max(rows, columns)));
  }

  @Override
  public int width() {
    return columns * factor;
  }

  @Override
  public int height() {
    return rows * factor;
  }

  @Override
  public void draw(Canvas canvas, int left, int top) {
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int rgb = paint.rgb(row, column);
        if (rgb == Paint.OUTSIDE) {
          canvas.hatch(left + column * factor, top + row * factor, factor, factor);
        } else {
          canvas.fill(left + column * factor, top + row * factor, factor, factor, rgb);
        }
      }
    }
    canvas.frame(left, top, width(), height(), Canvas.FRAME);
  }
}
