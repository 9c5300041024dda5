package dev.fovea.processor.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;

/**
 * Rows and columns for boxes: each box stands below all that it reads, and, if it can, in the column of the first of them. Values that
 * pass several rows get a track, in a column where nothing stands in their way or else beside all columns, so that no line runs
 * through a box. Nothing here takes more than about {@code n log n} steps for n boxes and links.
 */
final class Grid {
  /** A straight way down beside or between the boxes; a column if there was one free, else one of the lanes right of all columns. */
  record Track(boolean inColumn, int index) {}

  private final Map<Box, Integer> rows = new HashMap<>();
  private final Map<Box, Integer> columns = new HashMap<>();
  private final Map<Link, Track> tracks = new HashMap<>();
  /** For each column, and for each lane, the rows that are taken: first by last, apart from one another. */
  private final List<TreeMap<Integer, Integer>> taken = new ArrayList<>();
  private final List<TreeMap<Integer, Integer>> lanes = new ArrayList<>();
  private int height;

  Grid(List<Box> boxes, List<Link> links) {
    Map<Box, List<Link>> in = new HashMap<>();
    Map<Box, List<Link>> out = new HashMap<>();
    for (Link link : links) {
      in.computeIfAbsent(link.to(), none -> new ArrayList<>()).add(link);
      out.computeIfAbsent(link.from(), none -> new ArrayList<>()).add(link);
    }
    List<Box> order = rows(boxes, in, out);
    order.forEach(box -> place(box, in.getOrDefault(box, List.of())));
    tracks(links);
  }

  /** The longest way from above; boxes come back row by row. */
  private List<Box> rows(List<Box> boxes, Map<Box, List<Link>> in, Map<Box, List<Link>> out) {
    Map<Box, Integer> position = new HashMap<>();
    boxes.forEach(box -> position.put(box, position.size()));
    Map<Box, Integer> waiting = new HashMap<>();
    PriorityQueue<Box> ready = new PriorityQueue<>((a, b) -> Integer.compare(position.get(a), position.get(b)));
    for (Box box : boxes) {
      int unread = (int) in.getOrDefault(box, List.of()).stream().filter(link -> !link.back()).count();
      waiting.put(box, unread);
      if (unread == 0) {
        ready.add(box);
      }
    }
    while (!ready.isEmpty()) {
      Box box = ready.remove();
      int row = rows.merge(box, 0, Math::max);
      height = Math.max(height, row + 1);
      for (Link link : out.getOrDefault(box, List.of())) {
        if (!link.back()) {
          rows.merge(link.to(), row + 1, Math::max);
          if (waiting.merge(link.to(), -1, Integer::sum) == 0) {
            ready.add(link.to());
          }
        }
      }
    }
    lowerExits(boxes, out);
    return inRows(boxes, out);
  }

  /** Row by row; of one row those first that have much longer ways below them, which so stay straight, then as they were given. */
  private List<Box> inRows(List<Box> boxes, Map<Box, List<Link>> out) {
    List<Box> order = new ArrayList<>(boxes);
    order.sort(Comparator.<Box>comparingInt(rows::get).reversed());
    Map<Box, Integer> ways = new HashMap<>();
    for (Box box : order) {
      int longest = out.getOrDefault(box, List.of()).stream().filter(link -> !link.back()).mapToInt(link -> ways.get(link.to())).max()
          .orElse(0);
      ways.put(box, longest + 1);
    }
    List<Box> inRows = new ArrayList<>(boxes);
    inRows.sort(Comparator.<Box>comparingInt(rows::get).thenComparingInt(box -> Integer.numberOfLeadingZeros(ways.get(box))));
    return inRows;
  }

  /** What goes out of a block does so at its lower border. */
  private void lowerExits(List<Box> boxes, Map<Box, List<Link>> out) {
    List<Box> exits = boxes.stream().filter(box -> box instanceof PointBox && !out.containsKey(box)).toList();
    if (!exits.isEmpty()) {
      int last = boxes.stream().filter(box -> !exits.contains(box)).mapToInt(rows::get).max().orElse(-1) + 1;
      exits.forEach(exit -> rows.put(exit, last));
      height = last + 1;
    }
  }

  private void place(Box box, List<Link> in) {
    int row = rows.get(box);
    int column = in.stream().filter(link -> !link.back()).map(link -> columns.get(link.from()))
        .filter(each -> isFree(taken, each, row, row)).findFirst().orElse(-1);
    for (int next = 0; column < 0; next++) {
      column = isFree(taken, next, row, row) ? next : -1;
    }
    columns.put(box, column);
    take(taken, column, row, row);
  }

  /** Short ones first, so that longer ones run around them; values of one origin share a track. */
  private void tracks(List<Link> links) {
    Map<Box, Map<String, List<Link>>> byOrigin = new HashMap<>();
    List<List<Link>> bundles = new ArrayList<>();
    for (Link link : links) {
      if (link.back() || rows.get(link.to()) - rows.get(link.from()) > 1) {
        Map<String, List<Link>> own = byOrigin.computeIfAbsent(link.from(), none -> new HashMap<>());
        own.computeIfAbsent(link.value() + link.back(), none -> {
          List<Link> bundle = new ArrayList<>();
          bundles.add(bundle);
          return bundle;
        }).add(link);
      }
    }
    bundles.sort((a, b) -> Integer.compare(span(a), span(b)));
    bundles.forEach(this::track);
  }

  private int first(Link link) {
    return link.back() ? rows.get(link.to()) : rows.get(link.from()) + 1;
  }

  private int last(Link link) {
    return link.back() ? rows.get(link.from()) : rows.get(link.to()) - 1;
  }

  private int span(List<Link> bundle) {
    return bundle.stream().mapToInt(this::last).max().orElse(0) - bundle.stream().mapToInt(this::first).min().orElse(0);
  }

  private void track(List<Link> bundle) {
    int first = bundle.stream().mapToInt(this::first).min().orElseThrow();
    int last = bundle.stream().mapToInt(this::last).max().orElseThrow();
    Set<Integer> straight = new HashSet<>();
    for (Link link : bundle) {
      for (int column : new int[] {columns.get(link.from()), columns.get(link.to())}) {
        if (!link.back() && straight.add(column) && isFree(taken, column, first, last)) {
          take(taken, column, first, last);
          bundle.forEach(each -> tracks.put(each, new Track(true, column)));
          return;
        }
      }
    }
    int lane = 0;
    while (!isFree(lanes, lane, first, last)) {
      lane++;
    }
    take(lanes, lane, first, last);
    Track track = new Track(false, lane);
    bundle.forEach(link -> tracks.put(link, track));
  }

  private static boolean isFree(List<TreeMap<Integer, Integer>> all, int index, int first, int last) {
    while (all.size() <= index) {
      all.add(new TreeMap<>());
    }
    Map.Entry<Integer, Integer> before = all.get(index).floorEntry(last);
    return before == null || before.getValue() < first;
  }

  private static void take(List<TreeMap<Integer, Integer>> all, int index, int first, int last) {
    all.get(index).put(first, last);
  }

  int row(Box box) {
    return rows.get(box);
  }

  int column(Box box) {
    return columns.get(box);
  }

  /** How a link passes the rows between its ends; null where there are none. */
  Track track(Link link) {
    return tracks.get(link);
  }

  int height() {
    return height;
  }

  int width() {
    return taken.size();
  }

  int lanes() {
    return lanes.size();
  }
}
