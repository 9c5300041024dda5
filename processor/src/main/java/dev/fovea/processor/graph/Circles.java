package dev.fovea.processor.graph;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds what depends on itself. */
final class Circles {
  private Circles() {}

  /**
   * The circles of a graph, each once and from its first name on; one of several that share a part.
   *
   * @param reads for each name the names that it depends on
   */
  static List<List<String>> find(Map<String, ? extends Set<String>> reads) {
    Map<String, Set<String>> left = new TreeMap<>();
    reads.forEach((name, others) -> left.put(name, new TreeSet<>(others)));
    left.values().forEach(others -> others.retainAll(left.keySet()));
    // What depends on nothing that is left lies on no circle.
    Set<String> free = free(left);
    while (!free.isEmpty()) {
      Set<String> gone = free;
      left.keySet().removeAll(gone);
      left.values().forEach(others -> others.removeAll(gone));
      free = free(left);
    }
    List<List<String>> circles = new ArrayList<>();
    Set<String> visited = new LinkedHashSet<>();
    for (String start : left.keySet()) {
      List<String> path = new ArrayList<>();
      String name = start;
      while (visited.add(name)) {
        path.add(name);
        name = left.get(name).iterator().next();
      }
      int first = path.indexOf(name);
      if (first >= 0) {
        circles.add(path.subList(first, path.size()));
      }
    }
    return circles;
  }

  private static Set<String> free(Map<String, Set<String>> left) {
    Set<String> free = new TreeSet<>();
    left.forEach((name, others) -> {
      if (others.isEmpty()) {
        free.add(name);
      }
    });
    return free;
  }
}
