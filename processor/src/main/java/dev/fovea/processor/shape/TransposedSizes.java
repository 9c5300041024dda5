package dev.fovea.processor.shape;

import dev.fovea.processor.graph.Attributes;
import dev.fovea.processor.shape.rule.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What makes a transposed convolution land on another size: its output padding, its padding, each for both axes or for one, and both
 * together, as in the {@code padding = 1, outputPadding = 1} with which a kernel of three doubles.
 */
final class TransposedSizes {
  private static final int MOST = 12;
  /** Pairs of numbers that differ by axis grow with the square. */
  private static final int MOST_OF_A_PAIR = 4;

  private TransposedSizes() {}

  /** Changes of its members, the simplest first. */
  static List<Map<String, Object>> of(Attributes members) {
    int stride = members.integers("stride").stream().mapToInt(Integer::intValue).max().orElse(1);
    int kernel = members.integers("kernel").stream().mapToInt(Integer::intValue).max().orElse(1);
    boolean sized = !members.integers("outputSize").isEmpty();
    List<Map<String, Object>> changes = new ArrayList<>();
    if (!sized) {
      changes.addAll(onBothAxes("outputPadding", members, stride));
    }
    changes.addAll(onBothAxes("padding", members, kernel));
    if (!sized) {
      changes.addAll(onOneAxis("outputPadding", members, stride));
    }
    changes.addAll(onOneAxis("padding", members, kernel));
    // A kernel as small as its stride leaves nothing that could be cut off on one side and added on the other.
    for (int padding = 1; padding < Math.min(kernel, MOST_OF_A_PAIR) && !sized && kernel > stride; padding++) {
      for (int more = 1; more < Math.min(stride, MOST_OF_A_PAIR); more++) {
        changes.add(Map.of("padding", List.of(padding), "outputPadding", List.of(more)));
      }
    }
    return changes;
  }

  private static List<Map<String, Object>> onBothAxes(String member, Attributes members, int limit) {
    return IntStream.range(0, Math.min(limit, MOST)).mapToObj(List::of).filter(each -> !each.equals(members.integers(member)))
        .map(each -> Map.<String, Object>of(member, each)).toList();
  }

  /** One axis as it is and the other changed; then both, to numbers that differ. */
  private static List<Map<String, Object>> onOneAxis(String member, Attributes members, int limit) {
    List<Integer> now = members.integers(member);
    if (now.isEmpty() || now.size() > 2) {
      return List.of();
    }
    int height = now.get(0);
    int width = now.get(now.size() - 1);
    List<List<Integer>> pairs = new ArrayList<>();
    IntStream.range(0, Math.min(limit, MOST)).forEach(each -> pairs.addAll(List.of(List.of(each, width), List.of(height, each))));
    for (int rows = 0; rows < Math.min(limit, MOST_OF_A_PAIR); rows++) {
      for (int columns = 0; columns < Math.min(limit, MOST_OF_A_PAIR); columns++) {
        pairs.add(List.of(rows, columns));
      }
    }
    // Equal ones are those of both axes.
    return pairs.stream().filter(pair -> Numbers.pair(pair.get(0), pair.get(1)).size() == 2 && !pair.equals(now)).distinct()
        .map(pair -> Map.<String, Object>of(member, pair)).toList();
  }
}
