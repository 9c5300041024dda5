package dev.fovea.processor.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The boxes of the network, or of one block, and the values between them. Lines run downwards, and sideways only between rows. */
final class Level {
  private static final double BETWEEN_COLUMNS = 16;
  private static final double LANE = 13;

  private final List<Box> boxes;
  private final List<Link> links;
  private final Pages pages;
  private Grid grid;
  private Gaps gaps;
  private double[] columns;
  private double[] tops;
  private double[] bottoms;
  private double right;
  private final Map<Link, Way> ways = new HashMap<>();

  /** How a link runs: where it leaves, its track if it has one, where it arrives, and its lines sideways. */
  private record Way(double from, Double track, double to, Gaps.Run leaving, Gaps.Run arriving) {}

  /**
   * Boxes and links.
   *
   * @param pages puts a long drawing side by side, or null
   */
  Level(List<Box> boxes, List<Link> links, Pages pages) {
    this.boxes = boxes;
    this.links = links;
    this.pages = pages;
  }

  /** Places every box. */
  void arrange() {
    boxes.forEach(Box::arrange);
    grid = new Grid(boxes, links);
    arrangeColumns();
    findWays();
    gaps.assign();
    arrangeRows();
    if (pages != null) {
      pages.cut(this);
    }
  }

  private void arrangeColumns() {
    double[] before = new double[grid.width()];
    double[] after = new double[grid.width()];
    for (Box box : boxes) {
      int column = grid.column(box);
      before[column] = Math.max(before[column], box.anchor());
      after[column] = Math.max(after[column], box.width() - box.anchor());
    }
    for (Link link : links) {
      int column = grid.column(link.from());
      double label = link.isLabelled() ? Words.fixedWidth(link.label(), 10.5) + 6 : 0;
      after[column] = Math.max(after[column], link.from().exit(link.value()) - link.from().anchor() + label);
    }
    columns = new double[grid.width()];
    double x = 0;
    for (int column = 0; column < columns.length; column++) {
      columns[column] = x + before[column];
      x = columns[column] + after[column] + BETWEEN_COLUMNS;
    }
    right = Math.max(0, x - BETWEEN_COLUMNS);
    boxes.forEach(box -> box.place(columns[grid.column(box)] - box.anchor(), 0));
  }

  private double x(Grid.Track track) {
    return track.inColumn() ? columns[track.index()] : right + 8 + LANE * (track.index() + 1);
  }

  /** Of several values that come into a box, one that comes straight from above comes in in the middle, the others beside it. */
  private void findWays() {
    boolean[] labelled = new boolean[grid.height()];
    links.stream().filter(Link::isLabelled).forEach(link -> labelled[Math.min(labelled.length - 1, grid.row(link.from()) + 1)] = true);
    gaps = new Gaps(labelled);
    Map<Box, List<Link>> arriving = new HashMap<>();
    links.forEach(link -> arriving.computeIfAbsent(link.to(), none -> new ArrayList<>()).add(link));
    for (Box box : boxes) {
      int beside = 0;
      int leftOf = 0;
      boolean middle = false;
      for (Link link : arriving.getOrDefault(box, List.of())) {
        Grid.Track track = grid.track(link);
        double from = link.from().x() + link.from().exit(link.value());
        double over = track == null ? from : x(track);
        double centre = box.x() + box.anchor();
        int place = over == centre && !middle ? 0 : over < centre ? --leftOf : ++beside;
        middle |= place == 0;
        double to = box.x() + box.entry(link.value(), arriving.get(box).size() == 1 ? 0 : place);
        ways.put(link, way(link, from, track == null ? null : over, to));
      }
    }
  }

  private Way way(Link link, double from, Double track, double to) {
    int below = grid.row(link.from()) + 1;
    int above = grid.row(link.to());
    if (track == null) {
      return new Way(from, null, to, null, from == to ? null : gaps.add(above, link.from(), link.value(), 1, from, to));
    }
    return new Way(from, track, to, from == track ? null : gaps.add(below, link.from(), link.value(), 0, from, track),
        track == to ? null : gaps.add(above, link.from(), link.value(), 2, track, to));
  }

  private void arrangeRows() {
    double[] heights = new double[grid.height()];
    boxes.forEach(box -> heights[grid.row(box)] = Math.max(heights[grid.row(box)], box.height()));
    tops = new double[grid.height()];
    bottoms = new double[grid.height()];
    double y = 0;
    for (int row = 0; row < tops.length; row++) {
      y += row == 0 ? 0 : gaps.height(row);
      tops[row] = y;
      y += heights[row];
      bottoms[row] = y;
    }
    boxes.forEach(box -> box.place(box.x(), tops[grid.row(box)]));
  }

  /** The rows above which only one line passes, straight to the next row: there the drawing can be cut. */
  List<Integer> cuts() {
    int[] passing = new int[grid.height() + 2];
    for (Link link : links) {
      int first = Math.min(grid.row(link.from()), grid.row(link.to()) - 1);
      int last = Math.max(grid.row(link.from()) + 1, grid.row(link.to()));
      passing[first + 1]++;
      passing[last + 1]--;
    }
    List<Integer> cuts = new ArrayList<>();
    int lines = 0;
    for (int row = 1; row < grid.height(); row++) {
      lines += passing[row];
      if (lines == 1) {
        cuts.add(row);
      }
    }
    return cuts;
  }

  double anchor() {
    return columns.length == 0 ? 0 : columns[0];
  }

  double width() {
    return pages == null ? fullWidth() : pages.width();
  }

  /** The width without cuts: columns and lanes. */
  double fullWidth() {
    return right + (grid.lanes() == 0 ? 0 : 8 + LANE * (grid.lanes() + 0.5));
  }

  double height() {
    return pages == null ? fullHeight() : pages.height();
  }

  /** The height without cuts. */
  double fullHeight() {
    return bottoms.length == 0 ? 0 : bottoms[bottoms.length - 1];
  }

  double top(int row) {
    return tops[row];
  }

  double bottom(int row) {
    return bottoms[row];
  }

  int rows() {
    return grid.height();
  }

  void draw(Html svg, double left, double top) {
    Set<List<Object>> labelled = new HashSet<>();
    svg.open("g", "class", "edges");
    links.forEach(link -> draw(svg, link, left, top, labelled));
    svg.close().line();
    for (Box box : boxes) {
      int row = grid.row(box);
      box.draw(svg, left + dx(row), top + dy(row));
    }
  }

  private double dx(int row) {
    return pages == null ? 0 : pages.dx(row);
  }

  private double dy(int row) {
    return pages == null ? 0 : pages.dy(row);
  }

  private void draw(Html svg, Link link, double left, double top, Set<List<Object>> labelled) {
    Way way = ways.get(link);
    int below = grid.row(link.from()) + 1;
    int above = grid.row(link.to());
    double dx = left + dx(below - 1);
    double dy = top + dy(below - 1);
    double from = dx + way.from;
    double start = dy + link.from().y() + link.from().height();
    Path path = new Path(from, start);
    if (pages != null && dx(below - 1) != dx(above)) {
      // To the head of the next column of the page, through the room between both.
      double gutter = left + dx(above) - Pages.GUTTER / 2;
      path.down(start + 26).across(gutter).down(top - 14).across(left + dx(above) + way.to).down(top + dy(above) + link.to().y());
    } else {
      if (way.leaving != null) {
        path.down(dy + bottoms[below - 1] + gaps.offset(below, way.leaving)).across(dx + way.track);
      }
      if (way.arriving != null) {
        path.down(dy + tops[above] - gaps.height(above) + gaps.offset(above, way.arriving)).across(dx + way.to);
      }
      path.down(dy + link.to().y());
    }
    svg.open("path", "class", link.back() ? "edge back" : "edge", "d", path, "marker-end",
        link.to() instanceof PointBox ? null : link.back() ? "url(#arrow-back)" : "url(#arrow)");
    svg.element("title", link.value() + (link.label().isEmpty() ? "" : " " + link.label()));
    svg.close().line();
    if (link.isLabelled() && labelled.add(List.of(link.from(), link.value()))) {
      svg.element("text", link.label(), "class", "shape start", "x", from + 6, "y", start + 14);
    }
  }
}
