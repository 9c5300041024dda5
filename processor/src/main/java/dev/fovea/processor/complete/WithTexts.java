package dev.fovea.processor.complete;

import dev.fovea.processor.graph.Attributes;
import dev.fovea.processor.graph.LayerDraft;
import dev.fovea.processor.graph.OperationSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Suggests how the text of {@code @With} goes on: left of the equals sign the members that can be computed, those first that are still
 * to be given; right of it the members of the block.
 */
public final class WithTexts {
  private final Map<String, Attributes> operations = new LinkedHashMap<>();
  private final Collection<String> members;

  private WithTexts(LayerDraft draft, Collection<String> members) {
    this.members = members;
    if (draft.block() != null) {
      operations.put(draft.block().block().name(), draft.block().members());
    }
    for (OperationSpec operation : draft.layer().operations()) {
      operations.put(operation.kind(), operation.attributes());
    }
  }

  /**
   * What the text may be.
   *
   * @param members the block's members of type int
   * @param text what was written of it so far, with its quotation mark
   */
  public static List<Suggestion> in(LayerDraft draft, Collection<String> members, String text) {
    String start = text == null ? "" : text.strip();
    String written = start.startsWith("\"") ? start.substring(1) : start;
    return new WithTexts(draft, members).suggest(written.endsWith("\"") ? written.substring(0, written.length() - 1) : written);
  }

  private List<Suggestion> suggest(String written) {
    int current = lastAssignment(written);
    String assignment = written.substring(current);
    return assignment.contains("=") ? values(written) : lefts(written.substring(0, current), assignment.strip());
  }

  /** Where the last assignment begins: after the last comma outside of braces and parentheses. */
  private static int lastAssignment(String text) {
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '{' || c == '(' ? 1 : c == '}' || c == ')' ? -1 : 0;
      start = c == ',' && depth == 0 ? i + 1 : start;
    }
    return start;
  }

  private List<Suggestion> values(String written) {
    int from = written.length();
    while (from > 0 && Character.isJavaIdentifierPart(written.charAt(from - 1))) {
      from--;
    }
    String head = written.substring(0, from);
    String name = written.substring(from);
    return members.stream().filter(member -> member.startsWith(name))
        .map(member -> new Suggestion(
            "\"" + head + (head.endsWith("=") ? " " : "") + member + "\"", "the block's member " + member)).toList();
  }

  private List<Suggestion> lefts(String before, String name) {
    String head = "\"" + before + (before.isEmpty() ? "" : " ");
    List<Suggestion> required = new ArrayList<>();
    List<Suggestion> others = new ArrayList<>();
    operations.forEach((kind, attributes) -> new TreeMap<>(numbers(attributes)).forEach((member, missing) -> {
      String left = isShared(member) ? qualifier(kind) + "." + member : member;
      if (left.startsWith(name) && !before.matches("(?s)(|.*[^\\w.])" + left.replace(".", "\\.") + "\\s*=.*")) {
        String message = member + " of @" + kind + (missing ? ", which is still to be given" : "");
        // Where the block has a member of the same name, that is what is meant, as a rule.
        (missing ? required : others).add(new Suggestion(head + left + " = " + (members.contains(member) ? member : "") + "\"", message));
      }
    }));
    required.addAll(others);
    return required;
  }

  /** The members that are whole numbers, each with whether it must still be given. */
  private static Map<String, Boolean> numbers(Attributes attributes) {
    Map<String, Boolean> numbers = new LinkedHashMap<>();
    attributes.names().stream().filter(attributes::isNumeric).forEach(member -> numbers.put(member, attributes.isMissing(member)));
    return numbers;
  }

  private boolean isShared(String member) {
    return operations.values().stream().filter(attributes -> attributes.has(member)).count() > 1;
  }

  private static String qualifier(String kind) {
    return kind.substring(0, 1).toLowerCase(Locale.ROOT) + kind.substring(1);
  }
}
