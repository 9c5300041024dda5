package dev.fovea.processor.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/** Turns round one link of each circle, so that the others all run downwards. */
final class Circles {
  private Circles() {}

  static Set<Link> cut(List<Box> boxes, Set<Link> links) {
    Map<Box, Integer> position = new HashMap<>();
    boxes.forEach(box -> position.put(box, position.size()));
    Map<Box, List<Link>> out = new HashMap<>();
    Map<Box, Integer> waiting = new HashMap<>();
    boxes.forEach(box -> waiting.put(box, 0));
    for (Link link : links) {
      out.computeIfAbsent(link.from(), none -> new ArrayList<>()).add(link);
      waiting.merge(link.to(), 1, Integer::sum);
    }
    PriorityQueue<Box> ready = new PriorityQueue<>((a, b) -> Integer.compare(position.get(a), position.get(b)));
    waiting.forEach((box, unread) -> {
      if (unread == 0) {
        ready.add(box);
      }
    });
    Set<Box> done = new HashSet<>();
    // Boxes on a circle, or behind one, in the order in which circles are opened: those that a mistake is told of first.
    List<Box> stuck = new ArrayList<>(boxes);
    stuck.sort((a, b) -> Boolean.compare(isFailing(b), isFailing(a)));
    int next = 0;
    while (done.size() < boxes.size()) {
      if (ready.isEmpty()) {
        while (done.contains(stuck.get(next))) {
          next++;
        }
        ready.add(stuck.get(next));
      }
      Box box = ready.remove();
      if (done.add(box)) {
        for (Link link : out.getOrDefault(box, List.of())) {
          if (waiting.merge(link.to(), -1, Integer::sum) == 0 && !done.contains(link.to())) {
            ready.add(link.to());
          }
        }
        position.put(box, done.size());
      }
    }
    Set<Link> cut = new LinkedHashSet<>();
    for (Link link : links) {
      boolean back = position.get(link.from()) > position.get(link.to());
      cut.add(new Link(link.from(), link.to(), link.value(), link.label(), back));
    }
    return cut;
  }

  private static boolean isFailing(Box box) {
    return box instanceof LayerBox && ((LayerBox) box).layer().failing();
  }
}
