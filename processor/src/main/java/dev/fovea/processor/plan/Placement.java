package dev.fovea.processor.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Addresses for buffers of which some are needed at the same time and must not overlap. Finding the least arena is NP-hard (dynamic
 * storage allocation; M. Garey and D. Johnson, 1979, problem SR2); what is live at the fullest moment is a bound that networks mostly let
 * one reach. Buffers are placed one after the other, each at the lowest address where nothing that lives at the same time lies; or, where
 * that is not the arena's beginning, at its end, as in a chain, where each buffer meets the one before and the one behind it. Several
 * orders are tried in both ways until one reaches the bound; else the best is taken.
 *
 * @param offsets where each buffer begins
 * @param size of the arena
 * @param bound what is live at the fullest moment: no arena is smaller
 */
record Placement(long[] offsets, long size, long bound) {
  /** With more pairs of buffers that live together than this, one order must do: some thousand layers, all of them read at the end. */
  private static final long MOST_PAIRS = 500_000;

  /** A buffer that is needed from one moment to another, both included. */
  record Span(int first, int last, long size) {
    boolean meets(Span other) {
      return first <= other.last && other.first <= last;
    }
  }

  /** Places buffers, given in the order of their first moments. */
  static Placement of(List<Span> spans) {
    int[] fullest = new int[1];
    long bound = bound(spans, fullest);
    int[][] meeting = meeting(spans);
    long pairs = Arrays.stream(meeting).mapToLong(others -> others.length).sum() / 2;
    Comparator<Span> largest = Comparator.comparingLong(Span::size).reversed();
    Comparator<Span> longest = Comparator.<Span>comparingInt(span -> span.last - span.first).reversed();
    Span moment = new Span(fullest[0], fullest[0], 0);
    Comparator<Span> atTheFullest = Comparator.comparing(span -> !span.meets(moment));
    Comparator<Span> nearTheFullest = Comparator.comparingInt(
        span -> Math.max(0, Math.max(span.first - fullest[0], fullest[0] - span.last)));
    Placement best = null;
    for (Comparator<Span> order : List.of(largest, atTheFullest.thenComparing(longest).thenComparing(largest),
        longest.thenComparing(largest), nearTheFullest.thenComparing(longest), nearTheFullest.thenComparing(largest),
        Comparator.comparingInt(Span::first))) {
      for (boolean bothEnds : new boolean[] {false, true}) {
        Placement placement = inOrder(spans, order, meeting, bound, bothEnds);
        if (best == null || placement.size < best.size) {
          best = placement;
        }
        if (best.size == bound || pairs > MOST_PAIRS) {
          return best;
        }
      }
    }
    return best;
  }

  private static long bound(List<Span> spans, int[] fullest) {
    List<Span> ends = new ArrayList<>(spans);
    ends.sort(Comparator.comparingInt(Span::last));
    long live = 0;
    long most = 0;
    int ended = 0;
    for (Span span : spans) {
      while (ends.get(ended).last < span.first) {
        live -= ends.get(ended++).size;
      }
      live += span.size;
      if (live > most) {
        most = live;
        fullest[0] = span.first;
      }
    }
    return most;
  }

  /** For each buffer those that live at the same time. */
  private static int[][] meeting(List<Span> spans) {
    List<List<Integer>> meeting = new ArrayList<>();
    List<Integer> live = new ArrayList<>();
    for (int i = 0; i < spans.size(); i++) {
      Integer self = i;
      Span span = spans.get(i);
      live.removeIf(other -> spans.get(other).last < span.first);
      meeting.add(new ArrayList<>(live));
      for (int other : live) {
        meeting.get(other).add(self);
      }
      live.add(self);
    }
    return meeting.stream().map(others -> others.stream().mapToInt(Integer::intValue).toArray()).toArray(int[][]::new);
  }

  private static Placement inOrder(List<Span> spans, Comparator<Span> order, int[][] meeting, long bound,
      boolean bothEnds) {
    long[] offsets = new long[spans.size()];
    Arrays.fill(offsets, -1);
    long size = 0;
    for (int i : IntStream.range(0, spans.size()).boxed().sorted(Comparator.comparing(spans::get, order)).toList()) {
      long last = bothEnds ? bound - spans.get(i).size : -1;
      offsets[i] = free(spans, i, meeting[i], offsets, last);
      size = Math.max(size, offsets[i] + spans.get(i).size);
    }
    return new Placement(offsets, size, bound);
  }

  /** The lowest address where a buffer meets none that has been placed; but a given one if that is free, and zero is not. */
  private static long free(List<Span> spans, int buffer, int[] meeting, long[] offsets, long otherwise) {
    List<Integer> placed = new ArrayList<>();
    long end = 0;
    for (int other : meeting) {
      if (offsets[other] >= 0) {
        placed.add(other);
        end = Math.max(end, offsets[other] + spans.get(other).size);
      }
    }
    placed.sort(Comparator.comparingLong(other -> offsets[other]));
    long offset = 0;
    for (int other : placed) {
      if (offset + spans.get(buffer).size <= offsets[other]) {
        break;
      }
      offset = Math.max(offset, offsets[other] + spans.get(other).size);
    }
    return offset > 0 && otherwise >= end ? otherwise : offset;
  }
}
