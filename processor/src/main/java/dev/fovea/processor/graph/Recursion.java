package dev.fovea.processor.graph;

import dev.fovea.processor.problem.Code;
import dev.fovea.processor.problem.Problem;
import dev.fovea.processor.problem.Problems;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds blocks that contain themselves, directly or through others: nothing would end their expansion. */
final class Recursion {
  /** A block within the one that is looked at, and the way there. */
  private record Way(LayerDraft first, BlockSpec block, List<String> names) {}

  private Recursion() {}

  /** Whether a block does not contain itself. Of blocks in one circle, that with the first name reports it. */
  static boolean check(BlockSpec block, Problems problems) {
    Way circle = circle(block);
    if (circle == null) {
      return true;
    }
    boolean isFirst = circle.names().stream().allMatch(name -> block.qualifiedName().compareTo(name) <= 0);
    if (isFirst) {
      String ways = String.join(" uses ", circle.names().stream().map(name -> "@" + name.substring(Math.max(name.lastIndexOf('.'),
          name.lastIndexOf('$')) + 1)).toList());
      problems.add(Problem.error(Code.BLOCK, circle.first().layer().place().annotation(circle.first().block().block().name()),
          "@" + block.name() + " contains itself, so its expansion would never end").because(ways)
          .help("use another block here"));
    } else {
      problems.noteToldElsewhere();
    }
    return false;
  }

  /** The shortest way from a block to itself, or null. */
  private static Way circle(BlockSpec block) {
    Deque<Way> queue = new ArrayDeque<>();
    Set<String> seen = new HashSet<>();
    extend(new Way(null, block, List.of(block.qualifiedName())), queue);
    while (!queue.isEmpty()) {
      Way way = queue.remove();
      if (way.block().qualifiedName().equals(block.qualifiedName())) {
        return way;
      }
      if (seen.add(way.block().qualifiedName())) {
        extend(way, queue);
      }
    }
    return null;
  }

  private static void extend(Way way, Deque<Way> queue) {
    for (LayerDraft layer : way.block().layers()) {
      if (layer.block() != null) {
        BlockSpec inner = layer.block().block();
        List<String> names = new ArrayList<>(way.names());
        names.add(inner.qualifiedName());
        queue.add(new Way(way.first() == null ? layer : way.first(), inner, names));
      }
    }
  }
}
