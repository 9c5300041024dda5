package dev.fovea.processor.fuzz;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The shapes that a generated catalogue lists, read from its source. */
final class CataloguedShapes {
  private static final Pattern LINE = Pattern.compile("add\\(\\s*\"([^\"]*)\",\\s*\"[^\"]*\",\\s*(\\d+),\\s*(\\d+),\\s*(\\d+),");

  private CataloguedShapes() {}

  static Map<String, List<Integer>> read(String source) {
    Map<String, List<Integer>> shapes = new HashMap<>();
    Matcher matcher = LINE.matcher(source);
    while (matcher.find()) {
      shapes.put(matcher.group(1), List.of(Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)),
          Integer.parseInt(matcher.group(4))));
    }
    return shapes;
  }
}
