package dev.fovea.processor.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.processor.plan.Placement.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlacementTest {
  /** As in networks: chains with shortcuts, each buffer written by one step and needed by the next, some much later. */
  private static List<Span> network(Random random, int steps, int shortcuts) {
    List<Span> spans = new ArrayList<>();
    for (int step = -1; step < steps; step++) {
      int reach = random.nextInt(100) < shortcuts ? 1 + random.nextInt(6) : 1;
      spans.add(new Span(step, Math.min(steps, step + reach), 16L * (1 + random.nextInt(60))));
    }
    return spans;
  }

  /** What is needed at a moment, added up moment by moment. */
  private static long fullest(List<Span> spans) {
    long most = 0;
    for (int moment = -1; moment <= spans.size(); moment++) {
      int now = moment;
      most = Math.max(most, spans.stream().filter(span -> span.first() <= now && now <= span.last()).mapToLong(Span::size).sum());
    }
    return most;
  }

  private static Placement place(List<Span> spans) {
    Placement placement = Placement.of(spans);
    long end = 0;
    for (int i = 0; i < spans.size(); i++) {
      long from = placement.offsets()[i];
      long to = from + spans.get(i).size();
      end = Math.max(end, to);
      assertTrue(from >= 0);
      for (int j = 0; j < i; j++) {
        boolean together = spans.get(i).first() <= spans.get(j).last() && spans.get(j).first() <= spans.get(i).last();
        boolean apart = to <= placement.offsets()[j] || placement.offsets()[j] + spans.get(j).size() <= from;
        assertTrue(apart || !together, spans + ": " + i + " lies on " + j);
      }
    }
    assertEquals(end, placement.size());
    assertEquals(fullest(spans), placement.bound());
    return placement;
  }

  @Test
  void chainsTakeWhatTheirFullestStepNeeds() {
    Random random = new Random(1);
    for (int repetition = 0; repetition < 300; repetition++) {
      Placement placement = place(network(random, 2 + random.nextInt(40), 0));
      assertEquals(placement.bound(), placement.size());
    }
  }

  @Test
  void networksWithShortcutsAreCloseToTheirFullestStep() {
    Random random = new Random(2);
    int reached = 0;
    for (int repetition = 0; repetition < 300; repetition++) {
      Placement placement = place(network(random, 2 + random.nextInt(60), 30));
      reached += placement.size() == placement.bound() ? 1 : 0;
      assertTrue(placement.size() <= 1.3 * placement.bound(), placement.size() + " of " + placement.bound());
    }
    assertTrue(reached > 200, reached + " of 300 reach the bound");
  }

  /** Every order of placing, each at the lowest address: one of these is always a least arena. */
  @Test
  void smallOnesAreWithinATenthOfTheBestOfAllOrders() {
    Random random = new Random(3);
    for (int repetition = 0; repetition < 60; repetition++) {
      List<Span> spans = network(random, 6, 60);
      long best = best(spans, new ArrayList<>(), new long[spans.size()], Long.MAX_VALUE);
      long size = place(spans).size();
      assertFalse(size < best, "less than the least");
      assertTrue(size <= 1.1 * best, size + " instead of " + best + ": " + spans);
    }
  }

  private static long best(List<Span> spans, List<Integer> placed, long[] offsets, long bestYet) {
    long size = placed.stream().mapToLong(i -> offsets[i] + spans.get(i).size()).max().orElse(0);
    if (size >= bestYet || placed.size() == spans.size()) {
      return Math.min(size, bestYet);
    }
    long best = bestYet;
    for (int i = 0; i < spans.size(); i++) {
      if (!placed.contains(i)) {
        Span span = spans.get(i);
        long offset = 0;
        for (int other : placed.stream().sorted(Comparator.comparingLong(other -> offsets[other])).toList()) {
          boolean together = span.first() <= spans.get(other).last() && spans.get(other).first() <= span.last();
          if (together && offset + span.size() > offsets[other]) {
            offset = Math.max(offset, offsets[other] + spans.get(other).size());
          }
        }
        offsets[i] = offset;
        placed.add(i);
        best = best(spans, placed, offsets, best);
        placed.remove(placed.size() - 1);
      }
    }
    return best;
  }
}
