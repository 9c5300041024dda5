package dev.fovea.runtime.visual;

import java.util.List;

/**
 * One map of a {@link ProjectionFigure}: a 3x3 block of projections beside the 3x3 block of what was projected.
 *
 * @param rows rows of one patch
 * @param columns columns of one patch
 * @param images the colours of the images
 */
record ProjectionCell(String label, int rows, int columns, List<ProjectionFigure.Pair> pairs, ColorScale images) implements Cell {
  private static final int SIDE = 3;
  private static final int BLOCK_PIXELS = 168;
  private static final int GAP = 3;
  private static final int BETWEEN = 9;

  private int factor() {
    return Tile.factor(rows, columns, BLOCK_PIXELS / SIDE);
  }

  private int blockWidth() {
    return SIDE * (columns * factor() + GAP) - GAP;
  }

  @Override
  public int width() {
    return 2 * blockWidth() + BETWEEN;
  }

  @Override
  public int height() {
    return SIDE * (rows * factor() + GAP) - GAP;
  }

  @Override
  public void draw(Canvas canvas, int left, int top) {
    ColorScale signed = projectionScale();
    for (int i = 0; i < SIDE * SIDE; i++) {
      int x = left + i % SIDE * (columns * factor() + GAP);
      int y = top + i / SIDE * (rows * factor() + GAP);
      boolean missing = i >= pairs.size();
      tile(missing ? null : pairs.get(i).projection().paint(signed)).draw(canvas, x, y);
      tile(missing ? null : pairs.get(i).image().paint(images)).draw(canvas, x + blockWidth() + BETWEEN, y);
    }
  }

  private Tile tile(Paint paint) {
    return new Tile("", rows, columns, factor(), paint == null ? (row, column) -> Canvas.BACKGROUND : paint);
  }

  /** Zero is grey, the greatest magnitude of all projections of the map is black or white. */
  private ColorScale projectionScale() {
    float limit = 0;
    for (ProjectionFigure.Pair pair : pairs) {
      float[] range = ColorScale.range(pair.projection().values());
      limit = Math.max(limit, Math.max(-range[0], range[1]));
    }
    return ColorScale.around(ColorMap.GRAY, limit);
  }
}
