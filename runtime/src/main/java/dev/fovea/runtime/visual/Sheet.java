package dev.fovea.runtime.visual;

import java.util.List;

/**
 * The one layout of all pictures: title, subtitle, a grid of labelled cells, and at its right the key of the colours.
 */
final class Sheet {
  private static final int MARGIN = 28;
  private static final int USUAL_GAP = 14;
  private static final int LABEL_GAP = 5;
  private static final int BELOW_TITLE = 9;
  private static final int BELOW_SUBTITLE = 20;
  private static final int BEFORE_BAR = 26;
  private static final int TALLEST_BAR = 320;
  private static final int SHORTEST_BAR = 60;
  private static final double WISHED_ASPECT = 1.6;
  private static final double EMPTINESS_WEIGHT = 6;

  private final String title;
  private final String subtitle;
  private final List<? extends Cell> cells;
  private final int columns;
  private Cell lead;
  private ColorScale scale;
  private int gap = USUAL_GAP;

  /** A sheet of cells of the same size, in as many columns as make a pleasant shape. */
  Sheet(String title, String subtitle, List<? extends Cell> cells) {
    this(title, subtitle, cells, pleasant(cells));
  }

  Sheet(String title, String subtitle, List<? extends Cell> cells, int columns) {
    if (cells.isEmpty()) {
      throw new IllegalArgumentException("there is nothing to draw on the sheet \"" + title + "\"");
    }
    this.title = title;
    this.subtitle = subtitle;
    this.cells = cells;
    this.columns = columns;
  }

  /** Puts a cell left of the grid: what the others were made from. */
  Sheet lead(Cell cell) {
    lead = cell;
    return this;
  }

  /** Puts a key of the colours right of the grid. */
  Sheet bar(ColorScale colors) {
    scale = colors;
    return this;
  }

  /** Chooses the room between cells, where they need more or less than usual. */
  Sheet gap(int pixels) {
    gap = pixels;
    return this;
  }

  Picture draw() {
    int gridLeft = MARGIN + (lead == null ? 0 : lead.width() + 2 * gap);
    int gridWidth = columns * (cells.get(0).width() + gap) - gap;
    int top = MARGIN + Canvas.Text.TITLE.capHeight + BELOW_TITLE
        + (subtitle.isEmpty() ? 0 : Canvas.Text.LABEL.capHeight) + BELOW_SUBTITLE;
    int[] rowTops = rowTops(top);
    int gridHeight = rowTops[rowTops.length - 1] - gap - top;
    int barLeft = gridLeft + gridWidth + BEFORE_BAR;
    int labels = labelHeight(0);
    int barTop = top + labels;
    int barHeight = Math.max(SHORTEST_BAR, Math.min(TALLEST_BAR, gridHeight - labels));
    int leadHeight = lead == null ? 0 : labels + lead.height();
    int text = Math.max(Canvas.textWidth(title, Canvas.Text.TITLE), Canvas.textWidth(subtitle, Canvas.Text.LABEL));
    int right = scale == null ? gridLeft + gridWidth : barLeft + ColorBar.width(scale, barHeight);
    int bottom = top + Math.max(gridHeight, Math.max(leadHeight, scale == null ? 0 : labels + barHeight));

    Canvas canvas = new Canvas(Math.max(right, MARGIN + text) + MARGIN, bottom + MARGIN);
    canvas.text(title, MARGIN, MARGIN, Canvas.Text.TITLE, Canvas.INK);
    canvas.text(subtitle, MARGIN, MARGIN + Canvas.Text.TITLE.capHeight + BELOW_TITLE, Canvas.Text.LABEL, Canvas.MUTED);
    if (lead != null) {
      draw(canvas, lead, MARGIN, top, labels);
    }
    for (int i = 0; i < cells.size(); i++) {
      Cell cell = cells.get(i);
      int row = i / columns;
      draw(canvas, cell, gridLeft + i % columns * (cell.width() + gap), rowTops[row], labelHeight(row));
    }
    if (scale != null) {
      ColorBar.draw(canvas, scale, barLeft, barTop, barHeight);
    }
    return canvas.picture();
  }

  private void draw(Canvas canvas, Cell cell, int left, int top, int labelHeight) {
    String label = Canvas.fit(cell.label(), cell.width() + gap - 2, Canvas.Text.LABEL);
    canvas.text(label, left, top, Canvas.Text.LABEL, Canvas.MUTED);
    cell.draw(canvas, left, top + labelHeight);
  }

  private int rows() {
    return (cells.size() + columns - 1) / columns;
  }

  /** Where each row begins, and where the next one would. */
  private int[] rowTops(int top) {
    int[] tops = new int[rows() + 1];
    tops[0] = top;
    for (int row = 0; row < rows(); row++) {
      tops[row + 1] = tops[row] + labelHeight(row) + cells.get(0).height() + gap;
    }
    return tops;
  }

  /** Room above the cells of a row, if any of them has a label. */
  private int labelHeight(int row) {
    List<? extends Cell> ofRow = cells.subList(row * columns, Math.min((row + 1) * columns, cells.size()));
    boolean labelled = row == 0 && lead != null || ofRow.stream().anyMatch(cell -> !cell.label().isEmpty());
    return labelled ? Canvas.Text.LABEL.capHeight + LABEL_GAP : 0;
  }

  /** The number of columns that comes nearest to a landscape format without leaving much of the last row empty. */
  private static int pleasant(List<? extends Cell> cells) {
    int best = 1;
    double leastCost = Double.POSITIVE_INFINITY;
    for (int columns = 1; columns <= cells.size(); columns++) {
      int rows = (cells.size() + columns - 1) / columns;
      double aspect = (double) columns * (cells.get(0).width() + USUAL_GAP) / (rows * (cells.get(0).height() + 2.0 * USUAL_GAP));
      double empty = (double) (rows * columns - cells.size()) / (rows * columns);
      double cost = Math.abs(StrictMath.log(aspect / WISHED_ASPECT)) + EMPTINESS_WEIGHT * empty;
      if (cost < leastCost) {
        leastCost = cost;
        best = columns;
      }
    }
    return best;
  }
}
