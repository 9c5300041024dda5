package dev.fovea.processor.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An annotation as it stands in a source.
 *
 * @param members their texts, in the order in which they are written
 */
record Written(String name, Map<String, String> members) {
  Written {
    members = new LinkedHashMap<>(members);
  }

  /** As in {@code @Conv(filters = 4, kernel = {3, 1})}. */
  static Written of(String text) {
    int open = text.indexOf('(');
    Map<String, String> members = new LinkedHashMap<>();
    if (open < 0) {
      return new Written(text.substring(1), members);
    }
    for (String part : split(text.substring(open + 1, text.lastIndexOf(')')))) {
      int equals = part.indexOf(" = ");
      members.put(equals < 0 ? "value" : part.substring(0, equals).strip(), part.substring(equals < 0 ? 0 : equals + 3).strip());
    }
    return new Written(text.substring(1, open), members);
  }

  /** Splits at the commas that stand in no braces, parentheses or quotes. */
  static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    boolean quoted = false;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      quoted ^= c == '"';
      depth += quoted ? 0 : "{(".indexOf(c) >= 0 ? 1 : "})".indexOf(c) >= 0 ? -1 : 0;
      if (c == ',' && depth == 0 && !quoted) {
        parts.add(text.substring(from, i));
        from = i + 1;
      }
    }
    if (!text.substring(from).isBlank()) {
      parts.add(text.substring(from));
    }
    return parts;
  }

  boolean is(String other) {
    return name.equals(other);
  }

  /** The text of a member, or what stands for none. */
  String member(String member, String otherwise) {
    return members.getOrDefault(member, otherwise);
  }

  Written with(String member, String text) {
    Map<String, String> changed = new LinkedHashMap<>(members);
    changed.put(member, text);
    return new Written(name, changed);
  }

  Written without(String member) {
    Map<String, String> changed = new LinkedHashMap<>(members);
    changed.remove(member);
    return new Written(name, changed);
  }

  String source() {
    if (members.isEmpty()) {
      return "@" + name;
    }
    return "@" + name + members.entrySet().stream()
        .map(member -> members.size() == 1 && member.getKey().equals("value") ? member.getValue() : member.getKey() + " = "
            + member.getValue())
        .collect(Collectors.joining(", ", "(", ")"));
  }
}
