package dev.fovea.processor.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Joins layers that follow one another without a branch to one box. */
final class Chains {
  private Chains() {}

  static void join(List<Box> boxes, Set<Link> links) {
    Map<Box, Integer> out = new HashMap<>();
    Map<Box, Integer> in = new HashMap<>();
    Map<Box, Box> next = new HashMap<>();
    for (Link link : links) {
      out.merge(link.from(), 1, Integer::sum);
      in.merge(link.to(), 1, Integer::sum);
      next.put(link.from(), link.to());
    }
    Map<Box, Box> chains = new HashMap<>();
    Set<Box> inner = new HashSet<>();
    next.forEach((box, after) -> {
      if (isChained(box, after, out, in)) {
        inner.add(after);
      }
    });
    List<Box> joined = new ArrayList<>();
    for (Box box : boxes) {
      if (!(box instanceof LayerBox)) {
        joined.add(box);
      } else if (!inner.contains(box)) {
        List<Box> members = new ArrayList<>();
        for (Box at = box; at != null; at = isChained(at, next.get(at), out, in) ? next.get(at) : null) {
          members.add(at);
        }
        for (int first = 0; first < members.size(); first += ChainBox.MOST) {
          List<Box> part = members.subList(first, Math.min(members.size(), first + ChainBox.MOST));
          ChainBox chain = new ChainBox(part.stream().map(member -> ((LayerBox) member).layer()).toList());
          part.forEach(member -> chains.put(member, chain));
          joined.add(chain);
        }
      }
    }
    // A circle of layers has no beginning: it stays as it is.
    boxes.stream().filter(box -> inner.contains(box) && !chains.containsKey(box)).forEach(joined::add);
    boxes.clear();
    boxes.addAll(joined);
    Set<Link> outer = new LinkedHashSet<>();
    for (Link link : links) {
      Box from = chains.getOrDefault(link.from(), link.from());
      Box to = chains.getOrDefault(link.to(), link.to());
      if (from != to) {
        outer.add(new Link(from, to, link.value(), link.label(), link.back()));
      }
    }
    links.clear();
    links.addAll(outer);
  }

  private static boolean isChained(Box box, Box after, Map<Box, Integer> out, Map<Box, Integer> in) {
    return box instanceof LayerBox && after instanceof LayerBox && out.get(box) == 1 && in.get(after) == 1;
  }
}
