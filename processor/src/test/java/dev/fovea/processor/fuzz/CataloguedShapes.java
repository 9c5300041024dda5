package dev.fovea.processor.fuzz;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The shapes that a generated catalogue lists, read from its source: operations, and then the layer that they belong to. */
public final class CataloguedShapes {
  private static final Pattern LINE = Pattern.compile("operation\\(\"\\w+\",\\s*\"[^\"]*\",\\s*(\\d+),\\s*(\\d+),\\s*(\\d+)"
      + "|add\\(\\s*\"([^\"]*)\"");

  private CataloguedShapes() {}

  /** The shape of each layer, that of its last operation. */
  public static Map<String, List<Integer>> read(String source) {
    Map<String, List<Integer>> shapes = new HashMap<>();
    List<Integer> last = List.of();
    Matcher matcher = LINE.matcher(source);
    while (matcher.find()) {
      if (matcher.group(4) == null) {
        last = Stream.of(1, 2, 3).map(matcher::group).map(Integer::valueOf).toList();
      } else {
        shapes.put(matcher.group(4), last);
      }
    }
    return shapes;
  }
}
